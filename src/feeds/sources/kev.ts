import { BEGINNING, defineFeed, type FeedPage, type FeedPosition } from '../define-feed.ts';
import type { KevCatalogue } from '../feed-clients.ts';
import { createKevClient } from '../kev.ts';
import { listCursor, validatorsOf } from '../whole-list.ts';

/**
 * True for a catalogue that an entry can be missing from: dated, as long as it says, and every entry with its name. An
 * empty or a torn one takes nothing out.
 */
function isWhole({ dateReleased, count, records }: KevCatalogue): boolean {
  return (
    dateReleased !== null &&
    records.length > 0 &&
    (count === null || count === records.length) &&
    records.every((record) => record.externalId !== null)
  );
}

/** What a catalogue brings; one that is older than the last one read (of a cache on the way) brings nothing. */
function pageOf(catalogue: KevCatalogue, position: FeedPosition): Pick<FeedPage, 'records' | 'whole'> {
  const { dateReleased, records } = catalogue;
  const last = position.cursor['released'];
  if (dateReleased !== null && typeof last === 'string' && dateReleased < last) return {};
  return {
    records,
    ...(isWhole(catalogue) && dateReleased !== null ? { whole: { asOf: dateReleased } } : {}),
  };
}

function releasedOf(catalogue: KevCatalogue | null, position: FeedPosition): { released?: string } {
  const last = position.cursor['released'];
  const known = typeof last === 'string' ? last : '';
  const newest = [known, catalogue?.dateReleased ?? ''].sort().at(-1) ?? '';
  return newest === '' ? {} : { released: newest };
}

/** CISA's Known Exploited Vulnerabilities: the whole catalogue at once, when it changed. */
export const kev = defineFeed({
  source: 'kev',
  title: 'CISA KEV',
  scanType: 'cve',
  variables: {
    url: {
      variable: 'KEV_URL',
      default: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json',
    },
  },
  requestsPerSecond: () => 1,
  toleranceMinutes: 30,
  staleAfterHours: 26,
  readPage: async ({ now, position }, { settings, signal }) => {
    const client = createKevClient({ baseUrl: settings.url, ...(signal === undefined ? {} : { signal }) });
    const answer = await client.getCatalog(validatorsOf(position));
    const catalogue = answer.notModified ? null : answer;
    return {
      ...(catalogue === null ? {} : pageOf(catalogue, position)),
      next: null,
      cursor: { ...listCursor(answer.validators), ...releasedOf(catalogue, position) },
      complete: { freshUntil: now, coveredFrom: BEGINNING },
    };
  },
});
