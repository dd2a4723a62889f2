import type { ScanType } from '../vocabulary.ts';

const DAY_MS = 86_400_000;

/** Days that a scan type looks back where no watermark or request says otherwise. */
export const WINDOW_DAYS: Record<ScanType, number> = { cve: 7, breach: 30, feeds: 30 };

/** The beginning of a window that ends at `now`, ISO 8601 UTC. */
export function windowStart(now: string, days: number): string {
  return new Date(Date.parse(now) - days * DAY_MS).toISOString();
}
