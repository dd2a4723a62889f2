import { z } from 'zod';
import { cut } from '../../domain/text/cut.ts';
import type { AffectedVersions } from '../../domain/incidents/incident.ts';
import { oneLine } from '../../domain/text/one-line.ts';

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
type Bounds = Omit<AffectedVersions, 'versionType' | 'status'>;

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

const statusOf = (status: string | null | undefined): Status =>
  status === 'affected' || status === 'unaffected' ? status : 'unknown';

const bounded = (value: string | null | undefined): string => cut((value ?? '').trim(), LONGEST);

/** A bound on its way into the database, undefined where it bounds nothing. */
function boundOf(value: string | null | undefined): string | undefined {
  const version = bounded(value);
  const lower = version.toLowerCase();
  return NO_VERSION.has(lower) || ALL_VERSIONS.has(lower) ? undefined : version;
}

const COMPARED = /^(<=|>=|<|>|=)\s*(v?\d\S*)$/;
const KEYS = {
  '<': 'versionEndExcluding',
  '<=': 'versionEndIncluding',
  '>': 'versionStartExcluding',
  '>=': 'versionStartIncluding',
  '=': 'version',
} as const;

/** `>= 1.0, < 2.0`, as GitHub's advisories write it. */
function boundsOfComparison(line: string): Bounds | undefined {
  const found = line.split(/\s*,\s*|\s+(?=[<>=])/).map((part) => COMPARED.exec(part));
  if (found.includes(null)) return undefined;
  return Object.fromEntries(
    found.map((match) => [KEYS[(match?.[1] ?? '=') as keyof typeof KEYS], match?.[2] ?? '']),
  );
}

const V = String.raw`(?:versions? |ver\.? ?)?(v?\d[\w.+-]*)`;
const PHRASES: readonly (readonly [RegExp, (first: string, second: string) => Bounds])[] = [
  [
    new RegExp(
      `^(?:all )?(?:versions? )?(?:prior to|before|up to|earlier than) (?:and including |including )${V}$`,
      'i',
    ),
    (last) => ({ versionEndIncluding: last }),
  ],
  [
    new RegExp(`^(?:all )?(?:versions? )?(?:prior to|before|earlier than) ${V}$`, 'i'),
    (end) => ({ versionEndExcluding: end }),
  ],
  [
    new RegExp(`^${V} (?:and|or) (?:all )?(?:prior|earlier|below|older|lower)(?: versions?)?$`, 'i'),
    (last) => ({ versionEndIncluding: last }),
  ],
  [
    new RegExp(`^${V} (?:and|or) (?:all )?(?:later|above|newer|higher)(?: versions?)?$`, 'i'),
    (first) => ({ versionStartIncluding: first }),
  ],
  [
    new RegExp(`^(?:from )?${V} (?:-|–|to|through|thru) ${V}$`, 'i'),
    (first, last) => ({ versionStartIncluding: first, versionEndIncluding: last }),
  ],
];

/** What free text in place of a version says; undefined where it is a version, or nothing that can be compared. */
function boundsOfText(line: string): Bounds | undefined {
  const first = line.charCodeAt(0);
  if (first >= 60 && first <= 62) return boundsOfComparison(line);
  // Hardly any other text has a gap, and those are looked at more closely.
  if (!line.includes(' ')) return undefined;
  for (const [phrase, bounds] of PHRASES) {
    const found = phrase.exec(line);
    if (found) return bounds(found[1] ?? '', found[2] ?? '');
  }
  return undefined;
}

function singleOf(entry: CnaVersion): Bounds | 'all' | 'none' {
  const line = oneLine(bounded(entry.version));
  const lower = line.toLowerCase();
  if (ALL_VERSIONS.has(lower)) return 'all';
  if (NO_VERSION.has(lower)) return 'none';
  return boundsOfText(line) ?? { version: line };
}

/** Where a range ends; some write the comparison into the bound. */
function endOf(entry: CnaVersion): Bounds {
  const before = boundOf(entry.lessThan);
  const last = boundOf(entry.lessThanOrEqual);
  const inclusive = before?.startsWith('<=') === true ? before : last;
  const bare = (bound: string) => bound.replace(/^[<>=]+\s*/, '');
  return {
    ...(before === undefined || inclusive === before ? {} : { versionEndExcluding: bare(before) }),
    ...(inclusive === undefined ? {} : { versionEndIncluding: bare(inclusive) }),
  };
}

/** "From 3.0, before 3.0" contains nothing: it means all before it or that one, and nobody can say which. */
const meant = (bounds: Bounds, status: Status): { bounds: Bounds; status: Status } => {
  const { versionStartIncluding: from, versionEndExcluding: end } = bounds;
  return from !== undefined && from === end
    ? { bounds: { versionEndIncluding: from }, status: status === 'affected' ? 'unknown' : status }
    : { bounds, status };
};

/** A range whose status changes on the way, as one range for each. */
function piecesOf(entry: CnaVersion): { bounds: Bounds; status: Status }[] {
  const changes = (entry.changes ?? []).flatMap(({ at, status }) => {
    const from = boundOf(at);
    return from === undefined ? [] : [{ from, status: statusOf(status) }];
  });
  const starts = [{ from: boundOf(entry.version), status: statusOf(entry.status) }, ...changes];
  const end = endOf(entry);
  return starts.map(({ from, status }, at) => {
    const next = starts[at + 1]?.from;
    const bounds = {
      ...(from === undefined ? {} : { versionStartIncluding: from }),
      ...(next === undefined ? end : { versionEndExcluding: next }),
    };
    return next === undefined ? meant(bounds, status) : { bounds, status };
  });
}

/**
 * An entry of a CNA's `versions[]` as ranges that can be compared, each with its status. One without bounds speaks of
 * every version that the other ranges do not speak of.
 */
export function rangesOfCna(entry: CnaVersion): AffectedVersions[] {
  const type = boundOf(entry.versionType);
  const typed = type === undefined ? {} : { versionType: type };
  if (entry.lessThan ?? entry.lessThanOrEqual) {
    return piecesOf(entry).map(({ bounds, status }) => ({ ...bounds, ...typed, status }));
  }
  const single = singleOf(entry);
  if (single === 'none') return [{ ...typed, status: 'unknown' }];
  return [{ ...(single === 'all' ? {} : single), ...typed, status: statusOf(entry.status) }];
}
