import { FeedError } from '../feed-error.ts';

/** Deeper than any feed, and far from what overflows a stack. */
const DEEPEST = 64;
const MOST_TAGS = 500_000;

const malformed = (why: string) => new FeedError('malformed', why);

/**
 * Refuses XML that is made to harm whoever parses it: document types (and with them entities of one's own, inside or
 * outside), nesting deeper than 64, more than 500,000 tags. Throws FeedError `malformed`.
 */
export function checkXml(xml: string): void {
  let depth = 0;
  let tags = 0;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    const skipped = endOfOpaque(xml, at);
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    if (xml[at + 1] === '!') throw malformed('The feed declares a document type, which is not read');
    const end = endOfTag(xml, at);
    if (xml[at + 1] === '/') depth -= 1;
    else if (xml[end - 1] !== '/') depth += 1;
    tags += 1;
    if (depth > DEEPEST) throw malformed(`The feed is nested deeper than ${DEEPEST} levels`);
    if (tags > MOST_TAGS) throw malformed(`The feed has more than ${MOST_TAGS} tags`);
    at = end + 1;
  }
  if (depth !== 0) throw malformed('The feed breaks off');
}

const OPAQUE = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Behind a comment, character data or an instruction that begins here; undefined where none does. */
function endOfOpaque(xml: string, at: number): number | undefined {
  const kind = OPAQUE.find(([begin]) => xml.startsWith(begin, at));
  if (kind === undefined) return undefined;
  const [begin, close] = kind;
  const end = xml.indexOf(close, at + begin.length);
  if (end === -1) throw malformed('The feed breaks off');
  return end + close.length;
}

/** Position of the `>` that ends a tag; one in an attribute's value does not. */
function endOfTag(xml: string, at: number): number {
  let quote = '';
  for (let i = at + 1; i < xml.length; i += 1) {
    const character = xml.charAt(i);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return i;
  }
  throw malformed('The feed breaks off');
}

/** Refuses JSON nested deeper than 64, before a parser or a reader works itself down. */
function checkDepth(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c) i += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > DEEPEST) throw malformed(`The answer is nested deeper than ${DEEPEST} levels`);
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
}

/** Parses JSON of bounded depth. Throws FeedError `malformed`, without a word of the text. */
export function parseBoundedJson(text: string): unknown {
  checkDepth(text);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    // The parser's own words quote the text.
    throw malformed(/^\s*</.test(text) ? 'The answer is markup, not JSON' : 'The answer is not whole JSON');
  }
}
