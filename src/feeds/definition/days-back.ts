const DAY_MS = 86_400_000;

/** ISO 8601 UTC of so many days before a moment. RangeError unless the days are a number from 0 on. */
export function daysBefore(moment: Date, days: number): string {
  if (!(days >= 0)) throw new RangeError(`Days back: ${days}`);
  return new Date(moment.getTime() - days * DAY_MS).toISOString();
}

/** Adjoining windows of at most `mostDays` days from `start` to `end` (ISO 8601), oldest first. */
export function windowsOf(start: string, end: string, mostDays: number): { start: string; end: string }[] {
  const windows: { start: string; end: string }[] = [];
  const last = Date.parse(end);
  for (let from = Date.parse(start); from < last; from += mostDays * DAY_MS) {
    const to = Math.min(from + mostDays * DAY_MS, last);
    windows.push({ start: new Date(from).toISOString(), end: new Date(to).toISOString() });
  }
  return windows;
}
