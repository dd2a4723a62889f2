const LONGEST_SECONDS = 86_400;

/**
 * Seconds to wait by a `Retry-After` header, which holds seconds or an HTTP date; at most a day. Undefined when
 * there is none or it makes no sense. `now` in milliseconds since the epoch.
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text), LONGEST_SECONDS);
  if (!/^[A-Za-z]{3},/.test(text)) return undefined;
  const seconds = Math.ceil((Date.parse(text) - now) / 1_000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), LONGEST_SECONDS);
}
