import { decodeHTMLAttribute } from 'entities';
import { cut } from '../../domain/text/cut.ts';
import { replaceTags } from '../../domain/text/markup.ts';
import { oneLine } from '../../domain/text/one-line.ts';

/** Characters that PostgreSQL refuses, that no text needs, or that reorder what a reader sees. */
// oxlint-disable-next-line no-control-regex -- removing them is the point
const HOSTILE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/;
const ALL_HOSTILE = new RegExp(HOSTILE, 'g');

const isCleanText = (text: string): boolean => !HOSTILE.test(text) && text.isWellFormed();

/** Removes NUL and other control characters and text-direction overrides, and mends lone surrogates. */
export function cleanText(text: string): string {
  return isCleanText(text) ? text : text.replace(ALL_HOSTILE, '').toWellFormed();
}

/** Nearly every record is clean, and looking costs far less than copying. */
function isClean(value: unknown): boolean {
  if (typeof value === 'string') return isCleanText(value);
  if (Array.isArray(value)) return value.every(isClean);
  if (typeof value !== 'object' || value === null) return true;
  for (const key in value) {
    if (!isCleanText(key) || !isClean((value as Record<string, unknown>)[key])) return false;
  }
  return true;
}

/** The value with every string in it cleaned, keys too; a clean one is returned as it is. */
export function cleanJson(value: unknown): unknown {
  return isClean(value) ? value : cleaned(value);
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), cleaned(inner)]));
}

/** At most `limit` characters, cut between words where there is a gap near the end, with an ellipsis. */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = cut(text, limit - 1);
  const gap = head.lastIndexOf(' ');
  return `${(gap > limit / 2 ? head.slice(0, gap) : head).trimEnd()}…`;
}

/** At most `limit` characters and whether anything was lost. */
export function limitText(text: string, limit: number): { text: string; truncated: boolean } {
  const trimmed = text.trim();
  return { text: cutAtWord(trimmed, limit), truncated: trimmed.length > limit };
}

const ABBREVIATION = /(?:^|[\s(])(?:[a-z]|e\.g|i\.e|vs|no|ver|inc|corp|ltd|co|llc|cf|etc|approx|st|dr)\.$/i;

/** The first sentence, as far as punctuation tells; dots in versions and abbreviations do not end one. */
export function firstSentence(text: string): string {
  const line = oneLine(cut(text, 2_000));
  for (const end of line.matchAll(/[.!?](?=\s)/g)) {
    const sentence = line.slice(0, end.index + 1);
    if (!ABBREVIATION.test(sentence)) return sentence;
  }
  return line;
}

/** Elements behind which a new line begins. */
const ENDS_LINE = /^(?:br|\/(?:p|div|li|tr|h[1-6]))$/;

/** HTML as plain text: tags go, blocks become lines, entities become characters. Not for display unescaped. */
export function htmlToText(html: string): string {
  const bare = replaceTags(html.replace(/<(script|style)\b[^<]*<\/\1\s*>/gi, ' '), (name) =>
    ENDS_LINE.test(name) ? '\n' : '',
  );
  // Old names such as `&eacute` need no semicolon, unless letters follow: what is written in an address stays. A
  // reference to no character, such as &#0;, is decoded to the replacement character.
  const decoded = cleanText(decodeHTMLAttribute(bare).replaceAll('\uFFFD', ''));
  return decoded
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
}
