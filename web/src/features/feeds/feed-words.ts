import type { Feed } from '../../lib/api/types.ts';
import { percent } from '../../lib/words.ts';

type FeedDay = Feed['yield']['days'][number];

/** What a day brought: new records, and stored ones that changed. */
export const brought = (day: FeedDay): number => day.new + day.changed;

const STEPS: [string, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** 7300 → "2 hours". */
export function lagInWords(seconds: number): string {
  const [unit, length] = STEPS.find(([, step]) => seconds >= step * 2) ?? ['minute', 60];
  const number = Math.max(1, Math.floor(seconds / length));
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** "312 records a day, 94 % name a vendor". */
export function yieldInWords({ yield: { records_per_day: daily, vendor_share: share } }: Feed): string {
  const records = daily === 1 ? '1 record a day' : `${daily.toLocaleString()} records a day`;
  return share === null ? records : `${records}, ${percent(share)} name a vendor`;
}

/** The bars in one sentence, for those who cannot see them. */
export function daysInWords(days: readonly FeedDay[]): string {
  const counts = days.map(brought);
  return `New and changed records in the last ${days.length} days: ${counts.reduce((sum, count) => sum + count, 0)} altogether, ${Math.max(0, ...counts)} on the best day, ${counts.at(-1) ?? 0} today.`;
}
