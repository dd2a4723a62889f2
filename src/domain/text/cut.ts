const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

/** At most `length` UTF-16 units of a text, never half of a character: well-formed, as PostgreSQL's `jsonb` asks for. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text.toWellFormed();
  const end = isHighSurrogate(text.charCodeAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end).toWellFormed();
}
