import type { Incident } from './api/types.ts';
import { words } from './words.ts';

/** Who says so: a shared source by its name, a feed of the company's own by the name it had when it was read. */
export function sourceName({
  source,
  incident_details: details,
}: Pick<Incident, 'source' | 'incident_details'>): string {
  const own = (details as Record<string, { part?: { feed?: unknown } | null } | undefined>)[source]?.part
    ?.feed;
  return typeof own === 'string' ? own : words(source);
}
