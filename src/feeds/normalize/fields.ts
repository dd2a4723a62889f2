import { z } from 'zod';
import { cut } from '../../domain/text/cut.ts';
import { namesNobody } from '../../domain/text/names-nobody.ts';
import { oneLine } from '../../domain/text/one-line.ts';

/** A CVE id. */
export const cveId = z.string().regex(/^CVE-\d{4}-\d{4,19}$/, 'expected a CVE id');

/** NVD's own notation, days that every month has: no need to build a date from it. */
const NVD_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}$/;

/**
 * A source's notation of a time as ISO 8601 UTC, null when it is none. NVD's times carry no zone and mean UTC; a bare
 * day is its midnight.
 */
export function toUtc(text: string): string | null {
  if (NVD_TIME.test(text)) return `${text}Z`;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text)
    ? text
    : `${text.includes('T') ? text : `${text}T00:00:00`}Z`;
  const time = new Date(zoned);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** A time as ISO 8601 UTC. */
export const utcTime = z.string().transform((text, context) => {
  const time = toUtc(text);
  if (time !== null) return time;
  context.addIssue({ code: 'custom', message: 'expected a time' });
  return z.NEVER;
});

/** A day `YYYY-MM-DD`. */
export const day = z
  .string()
  .transform((text) => text.slice(0, 10))
  .pipe(z.iso.date('expected a day'));

/** A CVSS base score. */
export const baseScore = z.number().min(0).max(10);

/** At most `length` characters of a text, null where there is none. */
export const cutOrNull = (text: string | null | undefined, length: number): string | null =>
  text == null ? null : cut(text, length);

/** A vendor's or product's name on one line, or null where the source says that it has none. */
export function nameOrNull(name: string | null | undefined): string | null {
  const line = cut(oneLine(name ?? ''), 300);
  return namesNobody(line) ? null : line;
}

/** `CWE-79` forms only, each once, sorted by text. */
export function cweList(texts: readonly (string | null | undefined)[]): string[] {
  const found = texts.flatMap((text) => /CWE-\d{1,6}/.exec(text ?? '')?.[0] ?? []);
  return [...new Set(found)].sort();
}
