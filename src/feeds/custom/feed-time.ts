import { monthIn } from './calendar-words.ts';

const LONGEST = 120;

/** Hours ahead of UTC of the zones that feeds write as letters. CST is the American one (RFC 5322), IST India's. */
const ZONES = new Map(
  Object.entries({
    ...{
      ut: 0,
      utc: 0,
      gmt: 0,
      z: 0,
      wet: 0,
      west: 1,
      bst: 1,
      cet: 1,
      mez: 1,
      met: 1,
      cest: 2,
      mesz: 2,
      mest: 2,
    },
    ...{
      eet: 2,
      eest: 3,
      msk: 3,
      trt: 3,
      sast: 2,
      cat: 2,
      wat: 1,
      eat: 3,
      idt: 3,
      gst: 4,
      pkt: 5,
      ist: 5.5,
      npt: 5.75,
    },
    ...{
      ict: 7,
      wib: 7,
      hkt: 8,
      sgt: 8,
      myt: 8,
      pht: 8,
      awst: 8,
      jst: 9,
      kst: 9,
      acst: 9.5,
      acdt: 10.5,
      aest: 10,
      aedt: 11,
    },
    ...{
      nzst: 12,
      nzdt: 13,
      nst: -3.5,
      ndt: -2.5,
      ast: -4,
      adt: -3,
      est: -5,
      edt: -4,
      cst: -6,
      cdt: -5,
      mst: -7,
      mdt: -6,
    },
    ...{ pst: -8, pdt: -7, akst: -9, akdt: -8, hst: -10, brt: -3, art: -3 },
  }),
);

/** A time of day; what is more exact than milliseconds is passed over. */
const TIME = /(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d{0,9})?)?(?:\s?([ap])\.?m\.?(?![a-z]))?/i;
const OFFSET =
  /^\s*(?:(?:utc|gmt|ut|z)\s?)?([+\u2212-])(\d\d?)(?::?(\d\d))?(?!\d)(?:\s+[a-z]{1,5}(?![a-z]))?/i;
const LETTERS = /^\s*([a-z]{1,5})(?![a-z/])/i;

interface Day {
  year: number;
  month: number;
  day: number;
}

/** A year of two digits counts from 1970, where feeds begin. */
const yearOf = (digits: string): number =>
  digits.length === 2 ? Number(digits) + (Number(digits) < 70 ? 2000 : 1900) : Number(digits);

/** "3/6/2025" is American, "13/6/2025" cannot be, and with full stops the day goes first. */
function dayOfNumbers([, first = '', sign = '', second = '', year = '']: RegExpExecArray): Day {
  const isDayFirst = sign === '.' || (Number(first) > 12 && Number(second) <= 12);
  const [day, month] = isDayFirst ? [first, second] : [second, first];
  return { year: yearOf(year), month: Number(month) - 1, day: Number(day) };
}

/** "3 June 2025", "Jun 3, 2025", "2025 Jun 3" and "June 2025", in numbers and a month's name. */
function dayOfWords(text: string): Day | undefined {
  const month = monthIn(text.match(/\p{L}+/gu) ?? []);
  const numbers = text.match(/\d+/g) ?? [];
  const isYear = (digits: string) => digits.length === 4;
  const [year] = numbers.filter(isYear);
  const [first = '1', second] = numbers.filter((digits) => digits !== year);
  if (month === undefined || numbers.length > 2 || first.length > 2) return undefined;
  if (year !== undefined) return { year: Number(year), month, day: Number(first) };
  return second?.length === 2 ? { year: yearOf(second), month, day: Number(first) } : undefined;
}

function dayOf(text: string): Day | undefined {
  const line = text.trim();
  const iso = /^(?:\p{L}{1,12}[.,]{0,2} ?)?(\d{4})([-/.])(\d\d?)\2(\d\d?)[,.]?$/u.exec(line);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[3]) - 1, day: Number(iso[4]) };
  const numbers = /^(?:\p{L}{1,12}[.,]{0,2} ?)?(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)[,.]?$/u.exec(line);
  return numbers === null ? dayOfWords(line) : dayOfNumbers(numbers);
}

/** Milliseconds since 1970 of a day, undefined for one that no calendar has. */
function midnightOf({ year, month, day }: Day): number | undefined {
  const date = new Date(Date.UTC(year, month, day));
  date.setUTCFullYear(year);
  return date.getUTCMonth() === month && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** Minutes ahead of UTC at the beginning of a text, and what follows; letters that nobody knows are UTC (RFC 5322). */
function zoneAt(text: string): { minutes: number; rest: string } {
  const [whole, sign, hours, minutes = '0'] = OFFSET.exec(text) ?? [];
  if (whole !== undefined) {
    const ahead = Number(hours) * 60 + Number(minutes);
    return { minutes: sign === '+' ? ahead : -ahead, rest: text.slice(whole.length) };
  }
  const [found = '', letters = ''] = LETTERS.exec(text) ?? [];
  const known = ZONES.get(letters.toLowerCase());
  const isZone = known !== undefined || /^[A-Z]{3,5}$/.test(letters);
  return isZone ? { minutes: (known ?? 0) * 60, rest: text.slice(found.length) } : { minutes: 0, rest: text };
}

/** Milliseconds from midnight, undefined for a time that no day has. */
function clockOf([, hour, minute, second = '0', fraction = '', half]: RegExpExecArray): number | undefined {
  const given = Number(hour);
  if (half !== undefined && (given < 1 || given > 12)) return undefined;
  const hours = half === undefined ? given : (given % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hours > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  // A leap second is the last one of its minute.
  const seconds = hours * 3600 + Number(minute) * 60 + Math.min(Number(second), 59);
  return seconds * 1000 + Number(fraction.padEnd(3, '0'));
}

/** `20250603T100000Z` and dates in Chinese, Japanese and Korean with the signs that other dates have. */
const spelled = (line: string): string =>
  line
    .replace(
      /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(?=\D|$)|$)/i,
      (_, year, month, day, hour, minute, second) =>
        `${year}-${month}-${day}${hour === undefined ? '' : ` ${hour}:${minute}:${second ?? '00'}`}`,
    )
    .replace(/[年년月월]\s?/g, '-')
    .replace(/[日일]/g, ' ');

/**
 * A date of any notation that feeds use as ISO 8601 UTC, null where it is none. A time without a zone is UTC, and so is a
 * day without a time: no date depends on where this runs.
 */
export function readFeedTime(given: string): string | null {
  if (given.length > LONGEST) return null;
  // Comments and the names of zones stand behind what they explain: "+0200 (CEST)", "+02:00[Europe/Berlin]", Go's "m=+0.1".
  const line = spelled(given.replace(/\s?(?:\([^()]*\)|\[[^[\]]*\]| m=[+-][\d.]+)$/, '').trim());
  const bare = /^(\d{4}-\d\d-\d\d)(z|[+-]\d\d:\d\d)$/i.exec(line);
  const time = bare === null ? TIME.exec(line) : null;
  const before = bare?.[1] ?? line.slice(0, time?.index).replace(/(?<=\d)t$/i, '');
  const { minutes, rest } = zoneAt(
    bare?.[2] ?? (time === null ? '' : line.slice(time.index + time[0].length)),
  );
  const day = dayOf(`${before} ${rest}`);
  const midnight = day === undefined ? undefined : midnightOf(day);
  const clock = time === null ? 0 : clockOf(time);
  if (midnight === undefined || clock === undefined || Math.abs(minutes) > 18 * 60) return null;
  const date = new Date(midnight + clock - minutes * 60_000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
