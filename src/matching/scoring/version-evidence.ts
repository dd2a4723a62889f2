import type { AffectedProduct } from '../../domain/incidents/incident.ts';
import { isAffectedVersion } from '../../domain/incidents/versions.ts';
import type { Mention } from '../index/mentions.ts';
import type { IndexedVendor } from '../index/vendor-index.ts';

/** What an incident's version ranges say of the versions that a register row records. */
export interface VersionsSay {
  verdict: 'affected' | 'not_affected' | 'unknown';
  /** The recorded versions that were looked at, as the register writes them. */
  versions: string[];
}

const SAYS_NOTHING: VersionsSay = { verdict: 'unknown', versions: [] };

/** Of the row's products that an affected product is, the one named most fully ("Windows Server" before "Windows"). */
function productsMet(mentions: readonly Mention[]): Map<string, string> {
  const met = new Map<string, string>();
  for (const { field, phrase, shown } of mentions) {
    if (field !== 'product' || phrase.kind !== 'product') continue;
    if (phrase.compact.length > (met.get(shown)?.length ?? 0)) met.set(shown, phrase.compact);
  }
  return met;
}

/**
 * Looks at the affected products that a row's products are, and nothing else of the incident. `not_affected` only
 * where every recorded version is outside of what every source says of that product; a product recorded without its
 * version, and a version that cannot be compared, leave it unknown, which never excludes.
 */
export function versionsSay(
  mentions: readonly Mention[],
  vendor: IndexedVendor,
  affected: readonly AffectedProduct[],
): VersionsSay {
  if (vendor.versions.size === 0) return SAYS_NOTHING;
  const judged: { version: string; is: boolean | 'unknown' }[] = [];
  for (const [shown, product] of productsMet(mentions)) {
    const versions = vendor.versions.get(product);
    if (!versions) return SAYS_NOTHING;
    for (const entry of affected.filter((each) => each.product === shown)) {
      for (const version of versions)
        judged.push({ version, is: isAffectedVersion(version, entry.versions ?? []) });
    }
  }
  const versions = [...new Set(judged.map(({ version }) => version))].sort();
  if (judged.some(({ is }) => is === true)) return { verdict: 'affected', versions };
  if (judged.length > 0 && judged.every(({ is }) => is === false))
    return { verdict: 'not_affected', versions };
  return { verdict: 'unknown', versions };
}
