/**
 * The words of a text about versions. `version` is one version with what belongs to it ("2.9 SP1 Update 3") and `compare`
 * an operator. `before` and `upTo` stand before the end of a range, `from` and `after` before its beginning. `earlier` and
 * `later` stand behind a version ("2.0 and later"), `to` between two of them, `and` between clauses.
 */
export type VersionWord =
  | { kind: 'version'; text: string }
  | { kind: 'compare'; text: string }
  | { kind: 'all' | 'none' | 'before' | 'upTo' | 'from' | 'after' | 'earlier' | 'later' | 'to' | 'and' };

type Kind = VersionWord['kind'];

const TAG = 'sp|service pack|fp|fix pack|u|update|p|patch|hf|hotfix|h|cu|r|rc|beta|alpha|build|rev|mr|sr';
/** A number, and behind it the names of its patches, each with a number of its own. */
const VERSION = new RegExp(
  String.raw`(?:v[. ]? ?|r)?\d(?:[\w.~*:-]|\+(?=\w))*(?:\(\d+[a-z]?\)[\w.]*)?(?: (?:${TAG})[ .]?\d\w*){0,4}\+?`,
  'iy',
);
const OPERATOR = /<\s?=|=\s?<|>\s?=|=\s?>|[<>≤≥]|==?/y;

const OLDER = '(?:prior|previous|earlier|below|older|lower|less|under|before)';
const NEWER = '(?:later|above|newer|higher|greater|after|onwards?|up|upwards?|beyond)';
const THAN = '(?:prior to|previous to|earlier than|lower than|less than|older than|before|below|under)';
const INCLUDING = '(?:or equal to|and including|including|inclusive of)';
const EXCLUDING = '(?:but )?(?:not including|excluding|exclusive of)';
/** "And below 4.2" is no end of "1.0 and below". */
const NOTHING_MORE = String.raw`(?! (?:to|than|including|and including|v?\d))`;

/** Tried in this order, since some begin alike. */
const PHRASES: readonly (readonly [Kind | 'nothing', RegExp])[] = (
  [
    ['upTo', `(?:${THAN}|up to|until|till) ${INCLUDING}`],
    ['before', `(?:up to|until|till) ${EXCLUDING}`],
    ['upTo', 'up to|until|till'],
    ['before', THAN],
    ['after', '(?:later|newer|greater|higher) than|above|after|from excluding'],
    ['from', '(?:from|since|(?:starting|beginning) (?:with|from|at|in)|as of)(?: including)?'],
    [
      'earlier',
      `(?:and|or|&) (?:all |any )?(?:versions |releases )?${OLDER}(?: versions?| releases?)?${NOTHING_MORE}`,
    ],
    [
      'later',
      `(?:and|or|&) (?:all |any )?(?:versions |releases )?${NEWER}(?: versions?| releases?)?${NOTHING_MORE}`,
    ],
    ['later', 'onwards?|upwards?'],
    ['to', 'through|thru|to'],
    [
      'all',
      '(?:all|any|every)(?: known| supported| affected| firmware| software)?(?: versions?| releases?)?',
    ],
    ['none', 'n/a|unspecified|unknown'],
    ['and', 'and/or|and|or|as well as'],
    ['nothing', String.raw`(?:affected |firmware |software )?(?:versions?|vers?\.?|releases?|rel\.?)`],
    ['nothing', 'inclusive|including|affected'],
  ] as const
).map(([kind, words]) => [kind, new RegExp(`(?:${words})(?![a-z/])`, 'iy')] as const);

const SIGNS = new Map<string, Kind>([
  ...[',', ';', '|', '&', '/', '、'].map((sign): [string, Kind] => [sign, 'and']),
  ...['-', '–', '—', '~', '→'].map((sign): [string, Kind] => [sign, 'to']),
  ['*', 'all'],
]);

const GAP = /[\s():'"]+/y;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const NUMBER = String.raw`v?\d{1,9}(?:\.(?:\d{1,9}|x|\*)){0,6}`;
/** `4.1-4.3`, and `2.0-7`, which may be a range or a version and its packaging. */
const HYPHENED = new RegExp(`^(${NUMBER})[-~](${NUMBER})$`, 'i');

/** The two numbers around a hyphen, or undefined where there are none. */
export function aroundHyphen(text: string): [first: string, second: string] | undefined {
  const [, first, second] = HYPHENED.exec(text) ?? [];
  return first === undefined || second === undefined ? undefined : [first, second];
}

/** "4.1+" is 4.1 and later; a full stop ends a sentence. */
function versionWords(found: string): VersionWord[] {
  const text = found.replace(/[+.:~-]+$/, '');
  return found.endsWith('+') ? [{ kind: 'version', text }, { kind: 'later' }] : [{ kind: 'version', text }];
}

/** One word of a text, and how long it is; undefined where the text goes on otherwise. */
function wordAt(text: string, at: number): { words: VersionWord[]; length: number } | undefined {
  const version = matchAt(VERSION, text, at);
  if (version !== undefined) return { words: versionWords(version), length: version.length };
  const operator = matchAt(OPERATOR, text, at);
  if (operator !== undefined)
    return {
      words: [{ kind: 'compare', text: operator.replace(/\s/, '').replace('==', '=') }],
      length: operator.length,
    };
  for (const [kind, phrase] of PHRASES) {
    const found = matchAt(phrase, text, at);
    if (found === undefined) continue;
    return { words: kind === 'nothing' ? [] : [{ kind } as VersionWord], length: found.length };
  }
  const sign = SIGNS.get(text.charAt(at));
  return sign === undefined ? undefined : { words: [{ kind: sign } as VersionWord], length: 1 };
}

/** The words of a text about versions in their order, or undefined where one of them is not understood. */
export function versionWordsOf(line: string): VersionWord[] | undefined {
  // "From (including) 1.0 up to (excluding) 2.0"
  const text = line.replace(/\(([a-z ]{1,30})\)/gi, ' $1 ').replace(/ {2,}/g, ' ');
  const all: VersionWord[] = [];
  for (let at = 0; at < text.length;) {
    const gap = matchAt(GAP, text, at);
    if (gap !== undefined) {
      at += gap.length;
      continue;
    }
    const next = wordAt(text, at);
    if (next === undefined) return undefined;
    all.push(...next.words);
    at += next.length;
  }
  return all;
}
