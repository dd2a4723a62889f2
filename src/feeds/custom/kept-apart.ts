import { hash } from 'node:crypto';
import type { NormalizedIncident } from '../../domain/incidents/normalized-incident.ts';
import { boundedId } from './entry.ts';
import type { ReadEntry } from './read-entry.ts';

/** What tells entries with one id apart: they lead elsewhere or, where they lead nowhere, say something else. */
function contentOf({ sourceUrl, title, description, publishedDate }: NormalizedIncident): string {
  const content = sourceUrl === null ? [title, publishedDate, description] : [sourceUrl, title];
  return hash('sha256', JSON.stringify(content), 'hex').slice(0, 24);
}

/** What the entries of one id are about, and how many of them lead to each address. */
interface Shared {
  contents: Set<string>;
  addresses: Map<string, number>;
}

function sharedIds(entries: readonly ReadEntry[]): Map<string, Shared> {
  const byId = new Map<string, Shared>();
  for (const entry of entries) {
    if (!('incident' in entry)) continue;
    const { externalId, sourceUrl } = entry.incident;
    const shared = byId.get(externalId) ?? { contents: new Set(), addresses: new Map<string, number>() };
    byId.set(externalId, shared);
    const content = contentOf(entry.incident);
    if (shared.contents.has(content)) continue;
    shared.contents.add(content);
    if (sourceUrl !== null) shared.addresses.set(sourceUrl, (shared.addresses.get(sourceUrl) ?? 0) + 1);
  }
  return byId;
}

/** With an address of its own an entry is known again when its words change. */
function nameApart(incident: NormalizedIncident, { addresses }: Shared): NormalizedIncident {
  const { sourceUrl, externalId } = incident;
  const own = sourceUrl !== null && addresses.get(sourceUrl) === 1 ? sourceUrl : contentOf(incident);
  return { ...incident, externalId: boundedId(`${externalId} ${own}`) };
}

/**
 * The entries of one document, those that share an id though they are about different things each with an id of its own:
 * some feeds give every entry the same. Entries that are about the same stay one.
 */
export function keptApart(entries: readonly ReadEntry[]): ReadEntry[] {
  const byId = sharedIds(entries);
  return entries.map((entry) => {
    const shared = 'incident' in entry ? byId.get(entry.incident.externalId) : undefined;
    if (!('incident' in entry) || shared === undefined || shared.contents.size < 2) return entry;
    return { incident: nameApart(entry.incident, shared) };
  });
}
