import { measureJson } from '../../domain/json/measure-json.ts';
import { FeedError } from '../http/feed-error.ts';

/** Deeper than any feed, and far from what overflows a stack. */
const DEEPEST = 64;
const MOST_TAGS = 500_000;
const MOST_ATTRIBUTES = 500_000;
/** On one tag: namespaces, for the most part. */
const MOST_ON_A_TAG = 200;
/** Names of elements; feeds with many extensions have some fifty. */
const MOST_NAMES = 1_000;

const malformed = (why: string) => new FeedError('malformed', why);
const brokenOff = () => malformed('The feed breaks off');
const notWellFormed = () => malformed('The feed is not well-formed');

const NAME = String.raw`[A-Za-z_:\u0080-\uffff][\w:.\u0080-\uffff-]*`;
const ATTRIBUTE = String.raw`\s+${NAME}\s*=\s*(?:"[^"<]*"|'[^'<]*')`;
const OPENING = new RegExp(`<(${NAME})`, 'y');
const NEXT_ATTRIBUTE = new RegExp(ATTRIBUTE, 'y');
const END_OF_OPENING = /\s*(\/?)>/y;
const CLOSING = new RegExp(String.raw`</(${NAME})\s*>`, 'y');
const INSTRUCTION = new RegExp(String.raw`<\?${NAME}(?:${ATTRIBUTE.replaceAll('<]', '<>]')})*\s*\?>`, 'y');

/** Matches at this very place, or null; behind it is `pattern.lastIndex`. */
function matchAt(pattern: RegExp, xml: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(xml);
}

/** Behind a comment, character data or an instruction that begins here; undefined where none does. */
function endOfOpaque(xml: string, at: number): number | undefined {
  if (xml.startsWith('<?', at)) {
    if (matchAt(INSTRUCTION, xml, at) === null) throw notWellFormed();
    return INSTRUCTION.lastIndex;
  }
  const [begin, close] = xml.startsWith('<!--', at) ? ['<!--', '-->'] : ['<![CDATA[', ']]>'];
  if (!xml.startsWith(begin, at)) return undefined;
  // `<!-->` and `<!--->` are the end of a comment to some and its beginning to others.
  if (/^<!--(?:>|->)/.test(xml.slice(at, at + 6))) throw notWellFormed();
  const end = xml.indexOf(close, at + begin.length);
  if (end === -1) throw brokenOff();
  return end + close.length;
}

/** A tag that opens an element: its name, whether it closes it too, and how many attributes it has. */
function readOpening(
  xml: string,
  at: number,
): { name: string; isEmpty: boolean; attributes: number; end: number } {
  const name = matchAt(OPENING, xml, at)?.[1];
  if (name === undefined) throw notWellFormed();
  let end = OPENING.lastIndex;
  let attributes = 0;
  for (; matchAt(NEXT_ATTRIBUTE, xml, end) !== null; attributes += 1) end = NEXT_ATTRIBUTE.lastIndex;
  const closed = matchAt(END_OF_OPENING, xml, end);
  if (closed === null) throw notWellFormed();
  return { name, isEmpty: closed[1] === '/', attributes, end: END_OF_OPENING.lastIndex };
}

function refuseMore(number: number, most: number, what: string): void {
  if (number > most) throw malformed(`The feed has more than ${most} ${what}`);
}

/**
 * Refuses XML that is made to harm whoever parses it: document types (and with them entities of one's own, inside or
 * outside), nesting deeper than 64, too many tags, names or attributes. It lets through what is well-formed in so plain a
 * way that no parser reads it otherwise, so nothing can be hidden from it. It looks at tags alone: a parser that holds
 * to the standard, such as saxes, refuses the bare `&` and the `&nbsp;` that many feeds have. Throws FeedError
 * `malformed`.
 */
export function checkXml(xml: string): void {
  const open: string[] = [];
  const names = new Set<string>();
  let tags = 0;
  let attributes = 0;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    const skipped = endOfOpaque(xml, at);
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    if (xml[at + 1] === '!') throw malformed('The feed declares a document type, which is not read');
    if (xml[at + 1] === '/') {
      if (matchAt(CLOSING, xml, at)?.[1] !== open.pop()) throw notWellFormed();
      at = CLOSING.lastIndex;
      continue;
    }
    const tag = readOpening(xml, at);
    tags += 1;
    attributes += tag.attributes;
    names.add(tag.name);
    if (!tag.isEmpty) open.push(tag.name);
    if (open.length > DEEPEST) throw malformed(`The feed is nested deeper than ${DEEPEST} levels`);
    refuseMore(tags, MOST_TAGS, 'tags');
    refuseMore(names.size, MOST_NAMES, 'names of tags');
    refuseMore(tag.attributes, MOST_ON_A_TAG, 'attributes on one tag');
    refuseMore(attributes, MOST_ATTRIBUTES, 'attributes');
    at = tag.end;
  }
  if (open.length > 0) throw brokenOff();
}

/** Parses JSON of bounded depth. Throws FeedError `malformed`; its message quotes nothing of the text. */
export function parseBoundedJson(text: string): unknown {
  if (measureJson(text).depth > DEEPEST)
    throw malformed(`The answer is nested deeper than ${DEEPEST} levels`);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    // The parser's own words quote the text.
    throw malformed(/^\s*</.test(text) ? 'The answer is markup, not JSON' : 'The answer is not whole JSON');
  }
}
