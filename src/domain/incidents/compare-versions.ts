/** A version taken apart: `2:10.2.9-h1` is epoch 2, numbers 10, 2, 9 and the rest `-h1`. */
interface Version {
  epoch: string;
  numbers: string[];
  rest: string;
  /** `5.10.*` and `5.10.x`: every version that begins so. */
  wild: boolean;
}

const SHAPE = /^(?:versions?|ver\.?|release|rel\.?|v\.?|r)?\s*(?:(\d+):)?(\d+(?:\.\d+)*)(.*)$/;
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

/** What may follow a version's numbers: signs and letters without a gap, then words that versions carry. */
const TAGS =
  'sp|service pack|fp|fix pack|u|update|cumulative update|security update|p|patch|security patch|hf|hotfix|h|cu|r|rc|b|beta|alpha|pre|preview|build|rev|revision|mr|sr';
const EDITIONS = 'enterprise|standard|professional|pro|community|lts|esr|stable|final|ga|x64|x86';
const BEHIND = new RegExp(
  String.raw`^(?:[a-z0-9]|[-_.+~:](?=[a-z0-9])|\([a-z0-9]{1,20}\))*` +
    String.raw`(?: (?:(?:${TAGS})[ ._-]?\d*[a-z]?(?:[._-](?:${TAGS})[._-]?\d*)?|${EDITIONS}|\((?:(?:${TAGS})[ .]?)?[a-z0-9]{1,20}\))){0,4}$`,
);
/** Words of lists and ranges, and an `x` for any number elsewhere than at the end. */
const NO_VERSION = new RegExp(
  String.raw`(?:^|[^a-z])(?:and|or|to|thru|through|prior|before|earlier|below|later|above|newer|older|lower|higher|until|all)(?![a-z])` +
    String.raw`|\.x(?![a-z0-9])`,
);

/** True where all of a text is one version: a list, a range or a remark compares with nothing. */
function isOneVersion(rest: string): boolean {
  return rest === '' || (rest.length <= 200 && BEHIND.test(rest) && !NO_VERSION.test(rest));
}

function parse(text: string): Version | null {
  if (COMMIT.test(text)) return null;
  const [, epoch = '', core, written = ''] = SHAPE.exec(text) ?? [];
  if (core === undefined) return null;
  // A full stop ends a sentence.
  const rest = written.replace(/\.$/, '').trim();
  const wild = WILD.test(rest);
  // The gap before a word belongs to it.
  if (!wild && !isOneVersion(written.replace(/\.$/, '').trimEnd())) return null;
  return { epoch, numbers: core.split('.'), rest, wild };
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

/** `sp1_update3` and `sp1 update 3` are one. */
const glued = (rest: string): string => rest.replace(/[-_. ]+(?=[a-z])|(?<=[a-z])[-_. ]+/g, '');

/** Short and long words for the same. */
const SHORT_TAGS: Record<string, string> = { p: 'patch', u: 'update', hf: 'hotfix', h: 'hotfix' };
const wordOf = (tag: string): string => SHORT_TAGS[tag] ?? tag;

/** What follows equal numbers, by words that mean the same everywhere; null where they leave it open. */
function compareRests(a: string, b: string): number | null {
  if (a === b || glued(a) === glued(b)) return 0;
  const [left, right] = [TAGGED.exec(a), TAGGED.exec(b)];
  if (left === null || right === null) return null;
  const [[, tag = '', number = ''], [, otherTag = '', otherNumber = '']] = [left, right];
  if (a === '') return negated(place(otherTag));
  if (b === '') return place(tag);
  if (wordOf(tag) === wordOf(otherTag)) return compareDigits(number || '0', otherNumber || '0');
  const [x, y] = [place(tag), place(otherTag)];
  return x === null || y === null || x === y ? null : x - y;
}

const negated = (value: number | null): number | null => (value === null ? null : -value);

/** `4.1*` may be 4.1 and all that follow it, or 4.10 as well. */
function compareWithWild(a: Version, b: Version): number | null {
  const order = compareNumbers(a.numbers, b.numbers, b.numbers.length);
  if (order === 0 || b.rest !== '*') return order;
  return a.numbers.join('.').startsWith(b.numbers.join('.')) ? null : order;
}

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
  if (b.wild) return compareWithWild(a, b);
  const numbers = compareNumbers(a.numbers, b.numbers, Math.max(a.numbers.length, b.numbers.length));
  if (numbers !== 0) return numbers;
  const rests = semver ? compareSemverRests(a.rest, b.rest) : null;
  return rests ?? compareRests(a.rest, b.rest);
}

/**
 * True where both are the same release and one alone says which patch of it: "10.2.9" may stand for what it was with
 * any of its patches, and with none. SemVer says exactly what it means.
 */
export function isPatchOf(version: string, bound: string, scheme?: string): boolean {
  if (scheme?.toLowerCase() === 'semver') return false;
  const [text, other] = [version.trim().toLowerCase(), bound.trim().toLowerCase()];
  // Hardly any two begin alike.
  if (/^[1-9]/.test(text) && /^[1-9]/.test(other) && text.charAt(0) !== other.charAt(0)) return false;
  const [a, b] = [parse(text), parse(other)];
  if (a === null || b === null || a.epoch !== b.epoch || (a.rest === '') === (b.rest === '')) return false;
  return compareNumbers(a.numbers, b.numbers, Math.max(a.numbers.length, b.numbers.length)) === 0;
}

/** True for "10" beside "10.2.1": who writes the first number alone may have any version that begins so. */
export function isFirstNumberOf(version: string, bound: string): boolean {
  const alone = /^v?(\d+)$/i.exec(version.trim())?.[1];
  const first = alone === undefined ? undefined : /^v?(\d+)\./i.exec(bound.trim())?.[1];
  return alone !== undefined && first !== undefined && compareDigits(alone, first) === 0;
}
