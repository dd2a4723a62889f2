/** A version taken apart: `2:10.2.9-h1` is epoch 2, numbers 10, 2, 9 and the rest `-h1`. */
interface Version {
  epoch: string;
  numbers: string[];
  rest: string;
  /** `5.10.*` and `5.10.x`: every version that begins so. */
  wild: boolean;
}

const SHAPE = /^(?:versions?|ver\.?|release|v|r)?\s*(?:(\d+):)?(\d+(?:\.\d+)*)(.*)$/;
const WILD = /^\.(?:x|\*)(?:\.(?:x|\*))*$|^\*$/;
const COMMIT = /^(?=.*[a-f])(?=.*\d)[0-9a-f]{7,40}$/;
const DAY = /^\d{4}-\d\d-\d\d/;
const SEMVER_REST = /^(?:-([0-9a-z.-]+))?(?:\+[0-9a-z.-]+)?$/;
const TAGGED = /^[-_. ]?([a-z]*)[-_. ]?(\d*)$/;

/** What comes before the release of that number, and what after. Others (`b1`, `r1`) mean either. */
const BEFORE_RELEASE = new Set(['alpha', 'beta', 'rc', 'pre', 'preview', 'dev', 'snapshot', 'milestone']);
const AFTER_RELEASE = new Set(['p', 'patch', 'sp', 'u', 'update', 'hf', 'h', 'hotfix', 'cu', 'post']);

/** True for what names a commit, which has no order. */
export const isCommit = (version: string): boolean => COMMIT.test(version.trim().toLowerCase());

function parse(text: string): Version | null {
  if (COMMIT.test(text)) return null;
  const [, epoch = '', core, rest = ''] = SHAPE.exec(text) ?? [];
  if (core === undefined) return null;
  return { epoch, numbers: core.split('.'), rest: rest.trim(), wild: WILD.test(rest.trim()) };
}

/** Numbers of any length, written as digits. */
function compareDigits(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
}

function compareNumbers(a: readonly string[], b: readonly string[], length: number): number {
  for (let at = 0; at < length; at += 1) {
    const difference = compareDigits(a[at] ?? '0', b[at] ?? '0');
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A product that went from 15.3 to 2022.1: which of its two ways of counting came first, nobody knows. */
function countsOtherwise(a: Version, b: Version): boolean {
  const isYear = ({ numbers: [first = '0'] }: Version) => /^(?:19[89]|20\d)\d(?:\d{4})?$/.test(first);
  return isYear(a) !== isYear(b);
}

function compareIdentifiers(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [x, y] = [left[at], right[at]];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    if (x === y) continue;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(x), /^\d+$/.test(y)];
    if (isNumber && isOtherNumber) return compareDigits(x, y);
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}

/** SemVer 2.0.0, section 11: a pre-release comes before its release, build metadata does not count. */
function compareSemverRests(a: string, b: string): number | null {
  const [left, right] = [SEMVER_REST.exec(a), SEMVER_REST.exec(b)];
  if (left === null || right === null) return null;
  const [x, y] = [left[1], right[1]];
  if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
  return compareIdentifiers(x, y);
}

const place = (tag: string): number | null =>
  BEFORE_RELEASE.has(tag) ? -1 : AFTER_RELEASE.has(tag) ? 1 : null;

/** What follows equal numbers, by words that mean the same everywhere; null where they leave it open. */
function compareRests(a: string, b: string): number | null {
  if (a === b) return 0;
  const [left, right] = [TAGGED.exec(a), TAGGED.exec(b)];
  if (left === null || right === null) return null;
  const [[, tag = '', number = ''], [, otherTag = '', otherNumber = '']] = [left, right];
  if (a === '') return negated(place(otherTag));
  if (b === '') return place(tag);
  if (tag === otherTag) return compareDigits(number || '0', otherNumber || '0');
  const [x, y] = [place(tag), place(otherTag)];
  return x === null || y === null || x === y ? null : x - y;
}

const negated = (value: number | null): number | null => (value === null ? null : -value);

/**
 * Compares a version with a bound: negative before, positive after, 0 the same (or in it: a bound may end in `.x` or
 * `.*`); null where the notations leave it open. `scheme` is a CVE record's `versionType`.
 */
export function compareVersions(version: string, bound: string, scheme?: string): number | null {
  const [text, other] = [version.trim().toLowerCase(), bound.trim().toLowerCase()];
  if (text === other) return 0;
  if (scheme?.toLowerCase() === 'git') return null;
  if (DAY.test(text) && DAY.test(other)) return text < other ? -1 : 1;
  const [a, b] = [parse(text), parse(other)];
  if (a === null || b === null || a.wild) return null;
  const semver = scheme?.toLowerCase() === 'semver';
  // Only a bound of zero is a beginning in every way of counting.
  if (!semver && countsOtherwise(a, b)) return other === '0' ? 1 : null;
  const epochs = compareDigits(a.epoch || '0', b.epoch || '0');
  if (epochs !== 0) return a.epoch === '' || b.epoch === '' ? null : epochs;
  if (b.wild) return compareNumbers(a.numbers, b.numbers, b.numbers.length);
  const numbers = compareNumbers(a.numbers, b.numbers, Math.max(a.numbers.length, b.numbers.length));
  if (numbers !== 0) return numbers;
  const rests = semver ? compareSemverRests(a.rest, b.rest) : null;
  return rests ?? compareRests(a.rest, b.rest);
}
