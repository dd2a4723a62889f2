/** How a tenant counts days. */
export interface Calendar {
  /** IANA name, e.g. `Europe/Berlin`. */
  timezone: string;
  /** Saturdays and Sundays do not count. */
  workingDaysOnly: boolean;
}

const DAY = 86_400_000;

/**
 * `days` after `now` at the same time of day in the tenant's time zone, as ISO 8601 UTC; a date that daylight saving
 * shifts keeps its wall-clock time. An unknown time zone counts as UTC.
 */
export function dueDate(now: string, days: number, calendar: Calendar): string {
  const start = Date.parse(now);
  const zone = zoneOrUtc(calendar.timezone);
  let due = start;
  for (let counted = 0; counted < days;) {
    due += DAY;
    if (!calendar.workingDaysOnly || !isWeekend(due, zone)) counted += 1;
  }
  return new Date(due + offset(start, zone) - offset(due, zone)).toISOString();
}

function zoneOrUtc(timezone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

function isWeekend(at: number, timeZone: string): boolean {
  const weekday = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'short' }).format(at);
  return weekday === 'Sat' || weekday === 'Sun';
}

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
