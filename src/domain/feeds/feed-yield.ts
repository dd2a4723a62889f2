import type { NormalizedIncident } from '../incidents/normalized-incident.ts';

/** Records over which the share with a vendor is followed; older ones fade out. */
export const SHARE_WINDOW = 500;

/** Of so many records is the share with a vendor judged, now and before. */
const LEAST_NOW = 100;
const LEAST_BEFORE = 200;
/** Below this part of its own earlier share a source drifts… */
const DRIFT_RATIO = 0.6;
/** …when chance does not explain it: standard errors below. */
const DRIFT_SIGMAS = 3;

/** Whole days without a record before a source counts as empty, … */
const LEAST_QUIET_DAYS = 2;
/** …as many records as its median would have brought meanwhile, … */
const LEAST_MISSED = 10;
/** …that median being one of so many days at least, and of four weeks at most. */
const LEAST_DAYS_BEFORE = 5;
const MOST_DAYS_BEFORE = 28;

/** What a source brought in one day, UTC. */
export interface FeedDay {
  /** YYYY-MM-DD. */
  day: string;
  /** Answers that were taken in. */
  pages: number;
  /** Records that were new, or changed in what matters. */
  brought: number;
  /** Records whose content was not stored. */
  readAnew: number;
  /** Those of them that name a vendor. */
  withVendor: number;
}

/** Whether a record can be matched by more than its text: it names a vendor, or the domain of one. */
export function namesVendor({
  affectedProducts,
  domains,
}: Pick<NormalizedIncident, 'affectedProducts' | 'domains'>): boolean {
  return domains.length > 0 || affectedProducts.some(({ vendor }) => vendor !== null && vendor !== '');
}

/** Records read anew, and those of them with a vendor. */
interface Sample {
  read: number;
  withVendor: number;
}

const shareOf = ({ read, withVendor }: Sample, least: number): number | null =>
  read < least ? null : Math.min(1, withVendor / read);

/** The share of records with a vendor, 0 to 1, of late (null: nothing read) and before (null: too few to compare with). */
export function vendorShares(
  recent: Sample,
  days: readonly FeedDay[],
): { now: number | null; before: number | null; drifts: boolean } {
  const earlier = {
    read: days.reduce((sum, day) => sum + day.readAnew, 0) - recent.read,
    withVendor: Math.max(0, days.reduce((sum, day) => sum + day.withVendor, 0) - recent.withVendor),
  };
  const now = shareOf(recent, 1);
  const before = shareOf(earlier, LEAST_BEFORE);
  if (now === null || before === null || recent.read < LEAST_NOW) return { now, before, drifts: false };
  const error = Math.sqrt((before * (1 - before)) / recent.read);
  return { now, before, drifts: now <= before * DRIFT_RATIO && before - now >= DRIFT_SIGMAS * error };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/**
 * Whole days on which a source was read and brought nothing, where its own median of the weeks before would have
 * brought ten records and more; null otherwise. One that is often silent has a median of nothing, and is never empty.
 */
export function unusualSilence(
  days: readonly FeedDay[],
  today: string,
): { quietDays: number; median: number } | null {
  const read = days.filter((day) => day.pages > 0);
  const whole = read.filter(({ day }) => day < today);
  const lastWith = whole.findLastIndex(({ brought }) => brought > 0);
  const quietDays = whole.length - 1 - lastWith;
  const before = whole.slice(Math.max(0, lastWith + 1 - MOST_DAYS_BEFORE), lastWith + 1);
  const broughtToday = read.some(({ day, brought }) => day >= today && brought > 0);
  if (broughtToday || quietDays < LEAST_QUIET_DAYS || before.length < LEAST_DAYS_BEFORE) return null;
  const usual = median(before.map(({ brought }) => brought));
  return usual * quietDays >= LEAST_MISSED ? { quietDays, median: usual } : null;
}
