import { z } from 'zod';
import type { AffectedProduct, AffectedVersions } from '../../domain/incidents/incident.ts';
import { readCpe, unescapeCpe, type Cpe } from './cpe.ts';
import { nameOrNull } from './fields.ts';
import { bound, boundedList, fewest } from './product-lists.ts';

const text = z.string().nullish();

/** One `cpeMatch` of NVD's configurations. */
export const cpeMatch = z.object({
  vulnerable: z.boolean(),
  criteria: z.string(),
  versionStartIncluding: text,
  versionStartExcluding: text,
  versionEndIncluding: text,
  versionEndExcluding: text,
});
export type CpeMatch = z.infer<typeof cpeMatch>;

/** What a CPE says of versions without bounds beside it: `*` is any, `-` is none that anybody could name. */
function releaseOf({ version, update }: Cpe): AffectedVersions {
  if (version === '*') return update === '*' ? {} : { status: 'unknown' };
  if (nameOrNull(version) === null) return { status: 'unknown' };
  if (update === '*') return { version: bound(version) };
  // No update, and not any update: a range from and to a version contains nothing else.
  if (update === '-') return { versionStartIncluding: bound(version), versionEndIncluding: bound(version) };
  return { version: bound(`${version}-${update}`) };
}

/** A bound beside a CPE, which has its escapes as well: `10.1.0.160\\(C786\\)`. */
const boundIn = (value: string): string => bound(unescapeCpe(value));

function rangeOfCpe(match: CpeMatch, cpe: Cpe): AffectedVersions {
  const range = {
    ...(match.versionStartIncluding ? { versionStartIncluding: boundIn(match.versionStartIncluding) } : {}),
    ...(match.versionStartExcluding ? { versionStartExcluding: boundIn(match.versionStartExcluding) } : {}),
    ...(match.versionEndIncluding ? { versionEndIncluding: boundIn(match.versionEndIncluding) } : {}),
    ...(match.versionEndExcluding ? { versionEndExcluding: boundIn(match.versionEndExcluding) } : {}),
  };
  return Object.keys(range).length > 0 ? range : releaseOf(cpe);
}

const namesVersion = (range: AffectedVersions): boolean =>
  Object.keys(range).some((key) => key.startsWith('version'));

/** A list of CPE ranges is complete; one of any version among others makes every version affected. */
function rangesOfCpe(ranges: readonly AffectedVersions[]): AffectedVersions[] {
  if (!ranges.some(namesVersion)) return [];
  return boundedList(
    ranges.map((range) => (Object.keys(range).length === 0 ? { status: 'affected' } : range)),
  );
}

/**
 * The products of the vulnerable CPE matches, one per product with all its versions. A match that is not
 * vulnerable names the platform it runs on, and says nothing about who is affected.
 */
export function productsOfCpe(matches: readonly CpeMatch[], source: string): AffectedProduct[] {
  const products = new Map<string, AffectedProduct & { versions: AffectedVersions[] }>();
  for (const match of matches) {
    const cpe = match.vulnerable ? readCpe(match.criteria) : undefined;
    if (cpe === undefined) continue;
    const vendor = nameOrNull(cpe.vendor);
    const product = nameOrNull(cpe.product);
    if (vendor === null && product === null) continue;
    const known = products.get(cpe.productCpe);
    const entry = known ?? { vendor, product, cpe: cpe.productCpe, versions: [], source };
    if (known === undefined) products.set(cpe.productCpe, entry);
    entry.versions.push(rangeOfCpe(match, cpe));
  }
  const listed = [...products.values()].map(({ versions, ...product }) => {
    const ranges = rangesOfCpe(versions);
    return ranges.length === 0 ? product : { ...product, versions: ranges };
  });
  return fewest(listed);
}
