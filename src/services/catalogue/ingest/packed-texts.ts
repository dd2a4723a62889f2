import { sql, type RawBuilder } from 'kysely';

/** Control characters that no stored text holds (sources' texts are cleaned, JSON escapes them). */
const END = '\u001e';
const NOTHING = '\u001f';
const RESERVED = /[\u001e\u001f]/g; // oxlint-disable-line no-control-regex -- they are the point

/**
 * Texts as one parameter that PostgreSQL makes an array of again. An array parameter escapes every quote of every
 * text, which for JSON documents takes longer than everything else about them.
 */
export function packedTexts(texts: readonly (string | null)[]): RawBuilder<string[]> {
  // Each text has its end, so that a single empty one is still one; the part after the last end is cut off.
  const packed = [...texts.map((text) => (text === null ? NOTHING : clear(text))), ''].join(END);
  return sql`trim_array(string_to_array(${packed}, ${END}, ${NOTHING}), 1)`;
}

const clear = (text: string): string =>
  text.includes(END) || text.includes(NOTHING) ? text.replace(RESERVED, '') : text;
