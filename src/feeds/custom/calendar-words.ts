/** Languages whose names of months and days feeds are written in. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'pl'];

/** Words around a date: "3 de junio a las 10:00", "den 3. Juni um 10:00 Uhr". */
const AROUND = new Set(
  [
    'at',
    'on',
    'the',
    'of',
    'um',
    'uhr',
    'den',
    'der',
    'am',
    'le',
    'a',
    'de',
    'del',
    'las',
    'el',
    'il',
    'alle',
    'ore',
  ].concat(['op', 'om', 'kl', 'o', 'og', 'st', 'nd', 'rd', 'th', 'er', 'date', 'updated', 'published']),
);

/** A word in small letters without marks: `März` is `marz`. */
const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase();

function namesOf(part: 'month' | 'weekday', dates: readonly number[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const language of LANGUAGES)
    for (const length of ['short', 'long'] as const) {
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', [part]: length, timeZone: 'UTC' });
      dates.forEach((date, at) => {
        const name = format.formatToParts(date).find(({ type }) => type === part)?.value ?? '';
        names.set(plain(name), at);
      });
    }
  return names;
}

interface Names {
  months: ReadonlyMap<string, number>;
  weekdays: ReadonlyMap<string, number>;
}

let known: Names | undefined;

/** Made when the first date with a word in it is read. */
const names = (): Names =>
  (known ??= {
    months: namesOf(
      'month',
      Array.from({ length: 12 }, (_, at) => Date.UTC(2026, at, 15)),
    ),
    weekdays: namesOf(
      'weekday',
      Array.from({ length: 7 }, (_, at) => Date.UTC(2026, 0, 5 + at)),
    ),
  });

/**
 * The month that the words of a date name, 0 for January; undefined where they name none or more than one, or where one
 * of them belongs to no date. French "mar." is a Tuesday before another month.
 */
export function monthIn(words: readonly string[]): number | undefined {
  const { months, weekdays } = names();
  const meant = words.map(plain).filter((word) => word !== '' && !AROUND.has(word));
  const named = meant.filter((word) => months.has(word));
  const [first = '', second] = named;
  const month = second !== undefined && weekdays.has(first) ? second : first;
  const isDate = named.length <= (month === first ? 1 : 2);
  const others = meant.filter((word) => !months.has(word) && !weekdays.has(word));
  return isDate && others.length === 0 ? months.get(month) : undefined;
}
