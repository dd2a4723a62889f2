/** How a tenant counts days. */
export interface Calendar {
  /** IANA name, e.g. `Europe/Berlin`. */
  timezone: string;
  /** Saturdays and Sundays do not count. */
  workingDaysOnly: boolean;
}

const DAY = 86_400_000;

/**
 * `days` after `now` at the same time of day in the tenant's time zone, as ISO 8601 UTC. Days and weekends are counted on
 * the wall clock, so that daylight saving moves neither. An unknown time zone counts as UTC.
 */
export function dueDate(now: string, days: number, calendar: Calendar): string {
  const start = Date.parse(now);
  const zone = zoneOrUtc(calendar.timezone);
  let wall = start + offset(start, zone);
  for (let counted = 0; counted < days;) {
    wall += DAY;
    if (!calendar.workingDaysOnly || !isWeekend(wall)) counted += 1;
  }
  return new Date(momentOf(wall, zone)).toISOString();
}

/** When a wall clock shows that time; of a time that a clock put forward leaves out, as much later. */
function momentOf(wall: number, zone: string): number {
  const early = wall - offset(wall - DAY, zone);
  const late = wall - offset(early, zone);
  // Around a change of the clock, the offset before it holds where the one behind it does not bring back the time.
  return late + offset(late, zone) === wall ? late : early;
}

function zoneOrUtc(timezone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

/** True on a Saturday or Sunday; `wall` is a wall clock's time, written as if it were UTC. */
const isWeekend = (wall: number): boolean => [0, 6].includes(new Date(wall).getUTCDay());

/** Milliseconds by which the zone's wall clock is ahead of UTC at that moment. */
function offset(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((p) => p.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(at / 1000) * 1000;
}
