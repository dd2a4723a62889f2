import { z } from 'zod';
import { cut } from '../../domain/text/cut.ts';
import type { AffectedVersions } from '../../domain/incidents/incident.ts';
import { oneLine } from '../../domain/text/one-line.ts';
import { readVersionText, type Bounds } from './version-text.ts';

const text = z.string().nullish();

/** One entry of a CNA's `versions[]`: a version, or the beginning of a range. */
export const cnaVersion = z.object({
  version: text,
  status: text,
  versionType: text,
  lessThan: text,
  lessThanOrEqual: text,
  changes: z.array(z.object({ at: text, status: text })).nullish(),
});
export type CnaVersion = z.infer<typeof cnaVersion>;

type Status = NonNullable<AffectedVersions['status']>;

const LONGEST = 200;
/** What stands where a version should be, and is none. */
const NO_VERSION = new Set([
  '',
  '*',
  '-',
  'n/a',
  'na',
  'unspecified',
  'unknown',
  'none',
  'not specified',
  'various',
]);
const ALL_VERSIONS = new Set(['*', 'all', 'any', 'all versions', 'any version']);

function statusOf(given: string | null | undefined): Status {
  const status = given?.toLowerCase();
  return status === 'affected' || status === 'unaffected' ? status : 'unknown';
}

const bounded = (value: string | null | undefined): string => cut((value ?? '').trim(), LONGEST);

const lowerCase = (value: string | null | undefined): string => bounded(value).toLowerCase();

/** A bound on its way into the database, undefined where it bounds nothing. */
function boundOf(value: string | null | undefined): string | undefined {
  const version = bounded(value);
  const lower = version.toLowerCase();
  return NO_VERSION.has(lower) || ALL_VERSIONS.has(lower) ? undefined : version;
}

/** "0" without an end begins a range whose end nobody named: no product has that version alone. */
const NUMBER_ZERO = /^v?0(?:\.0)*$/i;

/** What stands in place of a version without bounds of its own, each piece with its status. */
function singleOf(entry: CnaVersion, names: readonly string[]): { bounds: Bounds; status: Status }[] {
  const line = oneLine(entry.version ?? '');
  const lower = line.toLowerCase();
  const status = statusOf(entry.status);
  if (ALL_VERSIONS.has(lower)) return [{ bounds: {}, status }];
  if (NO_VERSION.has(lower) || NUMBER_ZERO.test(line)) return [{ bounds: {}, status: 'unknown' }];
  return readVersionText(line, names).map(({ bounds, certain }) => ({
    bounds,
    status: certain ? status : 'unknown',
  }));
}

const bare = (bound: string): string => bound.replace(/^[<>=\s]+/, '');

/** Where a range ends; some write the comparison into the bound. */
function endOf(entry: CnaVersion): Bounds {
  const before = boundOf(entry.lessThan);
  const last = boundOf(entry.lessThanOrEqual);
  const inclusive = before?.startsWith('<=') === true ? before : last;
  if (before === undefined && last !== undefined && /^<(?!=)/.test(last))
    return { versionEndExcluding: bare(last) };
  return {
    ...(before === undefined || inclusive === before ? {} : { versionEndExcluding: bare(before) }),
    ...(inclusive === undefined ? {} : { versionEndIncluding: bare(inclusive) }),
  };
}

/** True for `3.2` and `v3.2.0`. */
function isSameNumber(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [one.replace(/^v/i, ''), other.replace(/^v/i, '')];
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  return long.startsWith(short) && /^(?:\.0+)*$/.test(long.slice(short.length));
}

/**
 * "From 3.0, before 3.0" contains nothing: it means all before it or that one, and nobody can say which. "From 3.0 up to
 * 3.0" contains 3.0 and may mean what came before it as well.
 */
function meant(bounds: Bounds, status: Status): { bounds: Bounds; status: Status }[] {
  const { versionStartIncluding: from, versionEndExcluding: end, versionEndIncluding: last } = bounds;
  if (from === undefined || !isSameNumber(from, end ?? last ?? '')) return [{ bounds, status }];
  const doubtful = { bounds: { versionEndIncluding: from }, status: 'unknown' as const };
  return last === undefined ? [doubtful] : [{ bounds: { version: from }, status }, doubtful];
}

/** A range whose status changes on the way, as one range for each. */
function piecesOf(entry: CnaVersion): { bounds: Bounds; status: Status }[] {
  const changes = (entry.changes ?? []).flatMap(({ at, status }) => {
    const from = boundOf(at);
    return from === undefined ? [] : [{ from, status: statusOf(status) }];
  });
  const first = boundOf(entry.version)?.replace(/^>=\s*/, '');
  const end = endOf(entry);
  // "From unspecified, before unspecified" is no word on all versions.
  const isOpen = [entry.lessThan, entry.lessThanOrEqual].some((bound) => ALL_VERSIONS.has(lowerCase(bound)));
  const isNothing = first === undefined && !isOpen && Object.keys(end).length === 0;
  const starts = [{ from: first, status: isNothing ? 'unknown' : statusOf(entry.status) }, ...changes];
  return starts.flatMap(({ from, status }, at) => {
    const next = starts[at + 1]?.from;
    const bounds = {
      ...(from === undefined ? {} : { versionStartIncluding: from }),
      ...(next === undefined ? end : { versionEndExcluding: next }),
    };
    return next === undefined ? meant(bounds, status) : [{ bounds, status }];
  });
}

/**
 * An entry of a CNA's `versions[]` as ranges that can be compared, each with its status. One without bounds speaks of
 * every version that the other ranges do not speak of. `names` are those of the product.
 */
export function rangesOfCna(entry: CnaVersion, names: readonly string[]): AffectedVersions[] {
  const type = boundOf(entry.versionType);
  const typed = type === undefined ? {} : { versionType: type };
  const pieces = entry.lessThan || entry.lessThanOrEqual ? piecesOf(entry) : singleOf(entry, names);
  return pieces.map(({ bounds, status }) => ({ ...bounds, ...typed, status }));
}
