import { describe, expect, test } from '@jest/globals';
import { judgeFeed, type FeedFacts } from '../../../src/domain/feeds/feed-health.ts';
import { namesVendor, type FeedDay } from '../../../src/domain/feeds/feed-yield.ts';

const NOW = '2026-05-31T12:00:00.000Z';
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.parse(NOW) - hours * HOUR).toISOString();

/** Days that end today: what each brought; null is a day on which nobody asked. */
function days(...brought: (number | null)[]): FeedDay[] {
  return brought.map((count, index) => ({
    day: ago((brought.length - 1 - index) * 24).slice(0, 10),
    pages: count === null ? 0 : 3,
    brought: count ?? 0,
    readAnew: count ?? 0,
    withVendor: Math.round((count ?? 0) * 0.9),
  }));
}

const WELL: FeedFacts = {
  source: 'nvd',
  title: 'NVD',
  keyVariables: ['NVD_API_KEY'],
  addressVariables: ['NVD_BASE_URL'],
  staleAfterHours: 26,
  askedEveryHours: 24,
  startedAt: ago(24 * 40),
  freshUntil: ago(1),
  failures: 0,
  failingSince: null,
  lastError: null,
  lastErrorCode: null,
  nextTryAt: null,
  recent: { read: 500, withVendor: 450 },
  days: days(300, 280, 310, 250, 290, 305, 300, 295, 300, 20),
};

const failed = (code: string, hours: number): Partial<FeedFacts> => ({
  failures: 3,
  failingSince: ago(hours),
  lastError: 'NVD answered 503',
  lastErrorCode: code,
});

const judge = (changes: Partial<FeedFacts>) => judgeFeed({ ...WELL, ...changes }, NOW);

test.each<[string, Partial<FeedFacts>, string, boolean]>([
  ['is read in time and brings what it usually does', {}, 'healthy', false],
  ['was never tried', { startedAt: null, freshUntil: null, days: [] }, 'waiting', false],
  ['is being read for the first time', { startedAt: ago(1), freshUntil: null }, 'waiting', false],
  ['was begun and never read to its end', { startedAt: ago(27), freshUntil: null }, 'stale', true],
  ['failed a minute ago', failed('unavailable', 0.02), 'failing', false],
  ['has failed for five hours', failed('unavailable', 5), 'failing', false],
  ['has failed for six hours', failed('unavailable', 6), 'failing', true],
  ['is refused with its key just now', failed('bad_key', 0), 'failing', true],
  ['is refused for good just now', failed('forbidden', 0), 'failing', true],
  ['fails a little, but was late before', { ...failed('timeout', 1), freshUntil: ago(27) }, 'failing', true],
  ['was complete 26 hours ago', { freshUntil: ago(26) }, 'healthy', false],
  ['was complete 27 hours ago', { freshUntil: ago(27) }, 'stale', true],
  [
    'is asked once a week and was complete 7 days ago',
    { freshUntil: ago(170), askedEveryHours: 171 },
    'healthy',
    false,
  ],
  [
    'is asked once a week and was complete 8 days ago',
    { freshUntil: ago(192), askedEveryHours: 171 },
    'stale',
    true,
  ],
  ['is asked for by nobody, and so old', { freshUntil: ago(2_000), askedEveryHours: null }, 'healthy', false],
  ['brought nothing for two whole days', { days: days(300, 280, 310, 250, 290, 0, 0, 0) }, 'empty', true],
  ['brought nothing for one whole day', { days: days(300, 280, 310, 250, 290, 10, 0, 0) }, 'healthy', false],
  ['brings something again today', { days: days(300, 280, 310, 250, 290, 0, 0, 4) }, 'healthy', false],
  [
    'was not asked on the silent days',
    { days: days(300, 280, 310, 250, 290, null, null, 0) },
    'healthy',
    false,
  ],
  ['is often silent', { days: days(0, 0, 3, 0, 0, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0) }, 'healthy', false],
  [
    'brings one a day, and none for nine',
    { days: days(1, 1, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) },
    'healthy',
    false,
  ],
  [
    'brings one a day, and none for ten',
    { days: days(1, 1, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) },
    'empty',
    true,
  ],
  ['is too young to say what is usual', { days: days(300, 280, 310, 290, 0, 0, 0) }, 'healthy', false],
  ['names half as many vendors of late', { recent: { read: 500, withVendor: 225 } }, 'drifting', true],
  ['names a little fewer vendors of late', { recent: { read: 500, withVendor: 350 } }, 'healthy', false],
  ['names none in a handful of records', { recent: { read: 90, withVendor: 0 } }, 'healthy', false],
  [
    'names few vendors as ever, and by chance fewer',
    {
      recent: { read: 100, withVendor: 5 },
      days: [{ day: '2026-05-30', pages: 9, brought: 1_000, readAnew: 1_000, withVendor: 100 }],
    },
    'healthy',
    false,
  ],
])('a feed that %s', (_name, changes, verdict, alarming) => {
  expect(judge(changes)).toMatchObject({ verdict, alarming });
});

describe('what a person reads', () => {
  test('names the variable of a key that is refused', () => {
    const { reason, advice } = judge(failed('bad_key', 2));
    expect(reason).toBe(
      'NVD refuses the API key. Failing for 2 hours, tried again when the next scan asks for it.',
    );
    expect(advice).toContain('NVD_API_KEY');
  });

  test('names the address of a service that is out of reach', () => {
    const { reason, advice } = judge({ ...failed('timeout', 1), nextTryAt: NOW });
    expect(reason).toBe('NVD answered 503. Failing for 1 hour, being tried again.');
    expect(advice).toContain('NVD_BASE_URL');
  });

  test('says how late, how empty and how much fewer', () => {
    expect(judge({ freshUntil: ago(72) }).reason).toBe(
      'Last read to its end 3 days ago; at most 26 hours are expected.',
    );
    expect(judge({ days: days(300, 280, 310, 250, 290, 0, 0, 0) }).reason).toMatch(
      /^Nothing new for 2 whole days, .* usually brought 290\.$/,
    );
    expect(judge({ recent: { read: 500, withVendor: 225 } }).reason).toMatch(
      /^Of the latest records 45 % name a vendor; before, 100 % did\.$/,
    );
  });

  test('always comes with something to do about trouble, and with nothing to do without', () => {
    const codes = [
      'bad_key',
      'forbidden',
      'rate_limited',
      'malformed',
      'too_large',
      'unavailable',
      'internal',
    ];
    for (const code of codes) expect(judge(failed(code, 7)).advice).toMatch(/\w+.*\.$/);
    expect(judge({}).advice).toBeNull();
  });
});

test.each([
  ['a vendor', [{ vendor: 'Acme', product: null, source: 'nvd' }], [], true],
  ['a product alone', [{ vendor: null, product: 'Rocket', source: 'nvd' }], [], false],
  ['a domain', [], ['acme.example'], true],
  ['nothing', [], [], false],
])('a record with %s', (_name, affectedProducts, domains, named) => {
  expect(namesVendor({ affectedProducts, domains })).toBe(named);
});
