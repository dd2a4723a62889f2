import { namesNobody } from '../../domain/text/names-nobody.ts';
import { LONGEST_URL } from '../guard/judge-address.ts';

/** What relative addresses count from: a document's own word for it, itself relative to what is around. */
export function baseOf(given: string | null | undefined, outer: string): string {
  const line = (given ?? '').trim();
  const base = line === '' || line.length > LONGEST_URL ? null : URL.parse(line, outer);
  return base === null || !/^https?:$/.test(base.protocol) ? outer : base.href;
}

/** An address as a whole one: what is relative counts from the base, and words in its place are none. */
export function wholeAddress(given: string | null | undefined, base: string): string | null {
  const line = (given ?? '').trim();
  if (line === '' || line.length > LONGEST_URL) return null;
  if (URL.canParse(line)) return line;
  if (/^www\./i.test(line)) return `https://${line}`;
  return /\s/.test(line) || namesNobody(line) ? null : (URL.parse(line, base)?.href ?? null);
}
