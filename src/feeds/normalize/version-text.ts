import type { AffectedVersions } from '../../domain/incidents/incident.ts';
import { compareVersions } from '../../domain/incidents/compare-versions.ts';
import { cut } from '../../domain/text/cut.ts';
import { aroundHyphen, versionWordsOf, type VersionWord } from './version-words.ts';

export type Bounds = Omit<AffectedVersions, 'versionType' | 'status'>;

/** What a text says of versions; `certain` is false for versions that it may mean or not. */
export interface SaidOfVersions {
  bounds: Bounds;
  certain: boolean;
}

/** More than a text about versions has; of a longer one nobody knows how it goes on. */
const LONGEST_TEXT = 1_000;
const MOST_CLAUSES = 100;
const LONGEST_VERSION = 200;

const ENDS: Record<string, keyof Bounds> = {
  '<': 'versionEndExcluding',
  '<=': 'versionEndIncluding',
  '=<': 'versionEndIncluding',
  '≤': 'versionEndIncluding',
  before: 'versionEndExcluding',
  upTo: 'versionEndIncluding',
  to: 'versionEndIncluding',
};
const BEGINNINGS: Record<string, keyof Bounds> = {
  '>': 'versionStartExcluding',
  '>=': 'versionStartIncluding',
  '=>': 'versionStartIncluding',
  '≥': 'versionStartIncluding',
  from: 'versionStartIncluding',
  after: 'versionStartExcluding',
};

const nameOf = (word: VersionWord | undefined): string =>
  word === undefined ? '' : word.kind === 'compare' ? word.text : word.kind;
const versionIn = (word: VersionWord | undefined): string | undefined =>
  word?.kind === 'version' ? word.text : undefined;

/** The end of a range that begins at this place in words such as "before 2.0". */
function endAt(words: readonly VersionWord[], at: number): Bounds | undefined {
  const key = ENDS[nameOf(words[at])];
  const version = versionIn(words[at + 1]);
  return key === undefined || version === undefined ? undefined : { [key]: version };
}

interface Clause {
  bounds: Bounds;
  /** Position of the word behind it. */
  next: number;
}

/** A clause that begins with a version: "1.0", "1.0 to 1.9", "1.0 and later". */
function clauseOfVersion(words: readonly VersionWord[], at: number, version: string): Clause {
  const end = endAt(words, at + 1);
  if (end !== undefined) return { bounds: { versionStartIncluding: version, ...end }, next: at + 3 };
  // "1.0, 1.1, and earlier"
  const behind = words[at + 1]?.kind === 'and' ? at + 2 : at + 1;
  if (words[behind]?.kind === 'earlier')
    return { bounds: { versionEndIncluding: version }, next: behind + 1 };
  if (words[behind]?.kind === 'later')
    return { bounds: { versionStartIncluding: version }, next: behind + 1 };
  return { bounds: { version }, next: at + 1 };
}

/** The clause that begins at this place; undefined where none does. */
function clauseAt(words: readonly VersionWord[], at: number): Clause | undefined {
  const word = words[at];
  const version = versionIn(word);
  if (version !== undefined) return clauseOfVersion(words, at, version);
  if (word?.kind === 'all' || word?.kind === 'none') {
    // "All versions before 2.0" and "n/a through 2.0" begin nowhere.
    const end = endAt(words, at + 1);
    if (end !== undefined) return { bounds: end, next: at + 3 };
    const isWhole = word.kind === 'all' && words.length === 1;
    if (isWhole) return { bounds: {}, next: at + 1 };
    return word.kind === 'all' ? clauseAt(words, at + 1) : undefined;
  }
  const name = nameOf(word);
  const following = versionIn(words[at + 1]);
  if (name === '=')
    return following === undefined ? undefined : { bounds: { version: following }, next: at + 2 };
  if (name === 'from' && words[at + 1]?.kind === 'none') return clauseAt(words, at + 1);
  // "Through 2.0" is an end at the beginning of a text alone.
  const end = name === 'to' && at > 0 ? undefined : endAt(words, at);
  if (end !== undefined) return { bounds: end, next: at + 2 };
  const key = BEGINNINGS[name];
  if (key === undefined || following === undefined) return undefined;
  const begun: Bounds = { [key]: following };
  const ending = endAt(words, at + 2);
  if (ending !== undefined) return { bounds: { ...begun, ...ending }, next: at + 4 };
  return { bounds: begun, next: words[at + 2]?.kind === 'later' ? at + 3 : at + 2 };
}

const beginningOf = (bounds: Bounds) => bounds.versionStartIncluding ?? bounds.versionStartExcluding;
const endOf = (bounds: Bounds) => bounds.versionEndIncluding ?? bounds.versionEndExcluding;
const isEnd = (bounds: Bounds) => endOf(bounds) !== undefined && beginningOf(bounds) === undefined;
const isBeginning = (bounds: Bounds) => beginningOf(bounds) !== undefined && endOf(bounds) === undefined;

/** ">= 1.0" and "< 2.0" beside one another are one range; "< 1.0" and ">= 2.0" are two. */
function joined(one: Bounds, other: Bounds): Bounds | undefined {
  if (!(isEnd(one) && isBeginning(other)) && !(isBeginning(one) && isEnd(other))) return undefined;
  const both = { ...one, ...other };
  const order = compareVersions(beginningOf(both) ?? '', endOf(both) ?? '');
  return order !== null && order <= 0 ? both : undefined;
}

function clausesOf(words: readonly VersionWord[]): Bounds[] | undefined {
  const clauses: Bounds[] = [];
  for (let at = 0; at < words.length;) {
    if (words[at]?.kind === 'and') {
      at += 1;
      continue;
    }
    const clause = clauseAt(words, at);
    if (clause === undefined || clauses.length === MOST_CLAUSES) return undefined;
    at = clause.next;
    const last = clauses.at(-1);
    const both = last === undefined ? undefined : joined(last, clause.bounds);
    if (both === undefined) clauses.push(clause.bounds);
    else clauses[clauses.length - 1] = both;
  }
  return clauses;
}

/** Of bounds of one side the one within all others; undefined where they cannot be compared. */
function innermost(
  bounds: readonly Bounds[],
  edge: (one: Bounds) => string | undefined,
  isWithin: (order: number) => boolean,
): Bounds | undefined {
  const within = (one: Bounds, other: Bounds) => {
    const order = compareVersions(edge(one) ?? '', edge(other) ?? '');
    return order !== null && isWithin(order);
  };
  const [first, ...others] = bounds;
  if (first === undefined) return undefined;
  const found = others.reduce((best, one) => (within(best, one) ? best : one), first);
  return bounds.every((one) => within(found, one)) ? found : undefined;
}

/**
 * "Before 1.5 and 2.3" ends once in each branch: 2.1 is before 2.3, 1.7 is not known to be anything. So what lies within
 * every end is certain, and what lies within one of them alone is not.
 */
function withDoubts(clauses: readonly Bounds[]): SaidOfVersions[] {
  const ends = clauses.filter(isEnd);
  const beginnings = clauses.filter(isBeginning);
  const least = innermost(ends, endOf, (order) => order <= 0);
  const greatest = innermost(beginnings, beginningOf, (order) => order >= 0);
  const said = clauses.map((bounds) => ({
    bounds,
    certain: (!isEnd(bounds) || bounds === least) && (!isBeginning(bounds) || bounds === greatest),
  }));
  if (ends.length === 0) return said;
  const listed = clauses.flatMap(({ version }) => (version === undefined ? [] : [version]));
  return [
    ...said,
    ...listed.map((version) => ({ bounds: { versionEndIncluding: version }, certain: false })),
  ];
}

const PLAIN = /^[vr]?\d+(?:\.\d+)*(?:[._]?[a-z]+\d*)?$/i;

/** A hyphen between two numbers: a range where both count alike and the second is later. */
function ofHyphen(text: string, [first, second]: readonly [string, string]): SaidOfVersions[] | undefined {
  const bare = (number: string) => number.replace(/(?:\.[x*])+$/i, '');
  const order = compareVersions(bare(first), bare(second));
  // `4.6.0-512` and `1.00-06` are a version and its build.
  const isBuild = first.includes('.') && /^(?:0\d+|\d{3,})$/.test(second);
  if (isBuild || (order !== null && order > 0)) return undefined;
  const range = { versionStartIncluding: first, versionEndIncluding: second };
  const depth = first.split('.').length;
  if (order !== null && order < 0 && depth > 1 && depth === second.split('.').length)
    return [{ bounds: range, certain: true }];
  return [
    { bounds: { version: text }, certain: true },
    { bounds: range, certain: false },
  ];
}

/**
 * Reads a text in place of a version: one version, a list, ranges in signs or in words. A text that is not understood
 * comes back whole as its own version, which compares with nothing. `{}` is every version. `names` are those of the
 * product, which some write before each of its versions.
 */
export function readVersionText(line: string, names: readonly string[] = []): SaidOfVersions[] {
  const whole = [{ bounds: { version: cut(line, LONGEST_VERSION) }, certain: true }];
  if (PLAIN.test(line) || line.length > LONGEST_TEXT) return whole;
  const said = saidIn(line) ?? saidIn(withoutNames(line, names));
  return said?.map(({ bounds, certain }) => ({ bounds: cutAll(bounds), certain })) ?? whole;
}

const cutAll = (bounds: Bounds): Bounds =>
  Object.fromEntries(Object.entries(bounds).map(([key, version]) => [key, cut(version, LONGEST_VERSION)]));

/** Shorter names may be a part of other words. */
const SHORTEST_NAME = 3;

/** "FortiOS before 7.0.3" is "before 7.0.3" of FortiOS. */
function withoutNames(line: string, names: readonly string[]): string {
  const lower = line.toLowerCase();
  const name = names.find((one) => one.length >= SHORTEST_NAME && lower.includes(one.toLowerCase()));
  if (name === undefined || !/[a-z]/i.test(name) || lower.length !== line.length) return '';
  const parts: string[] = [];
  let from = 0;
  for (let at = lower.indexOf(name.toLowerCase()); at !== -1; at = lower.indexOf(name.toLowerCase(), from)) {
    parts.push(line.slice(from, at));
    from = at + name.length;
  }
  return [...parts, line.slice(from)].join(' ').replace(/ {2,}/g, ' ').trim();
}

const INTERVAL = /\s*([[(])\s*([\w.-]{0,40})\s*,\s*([\w.-]{0,40})\s*([\])])\s*(?:,|$)/y;

/**
 * Intervals as Maven writes them: `[1.0,2.0)`, `(,1.5]`. Of "(1.0, 2.0)" nobody knows whether it is one, or a list in
 * brackets.
 */
function ofIntervals(line: string): SaidOfVersions[] | undefined {
  const found: SaidOfVersions[] = [];
  for (let at = 0; at < line.length; at = INTERVAL.lastIndex) {
    INTERVAL.lastIndex = at;
    const [, open, first = '', last = '', close] = INTERVAL.exec(line) ?? [];
    if (open === undefined || (first === '' && last === '')) return undefined;
    if (first !== '' && last !== '' && open === '(' && close === ')') return undefined;
    const bounds = {
      ...(first === '' ? {} : { [open === '[' ? 'versionStartIncluding' : 'versionStartExcluding']: first }),
      ...(last === '' ? {} : { [close === ']' ? 'versionEndIncluding' : 'versionEndExcluding']: last }),
    };
    found.push({ bounds, certain: true });
  }
  return found;
}

function saidIn(line: string): SaidOfVersions[] | undefined {
  if (line.startsWith('[') || line.startsWith('(')) return ofIntervals(line);
  const hyphen = aroundHyphen(line);
  if (hyphen !== undefined) return ofHyphen(line, hyphen);
  const words = versionWordsOf(line);
  const clauses = words === undefined ? undefined : clausesOf(words);
  if (clauses === undefined || clauses.length === 0) return undefined;
  return withDoubts(clauses).flatMap((one) => {
    const inner = one.bounds.version === undefined ? undefined : aroundHyphen(one.bounds.version);
    return inner === undefined ? [one] : (ofHyphen(one.bounds.version ?? '', inner) ?? [one]);
  });
}
