import { BEGINNING, defineFeed, type FeedPage, type FeedPosition } from '../../definition/define-feed.ts';
import type { KevCatalogue } from '../../definition/feed-clients.ts';
import { createKevClient } from './client.ts';
import { listCursor, validatorsOf } from '../../definition/whole-list.ts';
import { kevVariables } from './variables.ts';

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

/** True for a catalogue that is older than the last one read, as of a cache on the way: it brings nothing. */
function isOlder({ dateReleased }: KevCatalogue, position: FeedPosition): boolean {
  const last = position.cursor['released'];
  return dateReleased !== null && typeof last === 'string' && dateReleased < last;
}

function pageOf(catalogue: KevCatalogue): Pick<FeedPage, 'records' | 'whole'> {
  const { dateReleased, records } = catalogue;
  return {
    records,
    ...(isWhole(catalogue) && dateReleased !== null ? { whole: { asOf: dateReleased } } : {}),
  };
}

/** The date of the newest catalogue read. */
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
  variables: kevVariables,
  requestsPerSecond: () => 1,
  toleranceMinutes: 30,
  staleAfterHours: 26,
  readPage: async ({ now, position }, { settings, limits }) => {
    const client = createKevClient({ baseUrl: settings.url, ...limits });
    const answer = await client.getCatalog(validatorsOf(position));
    const complete = { freshUntil: now, coveredFrom: BEGINNING };
    if (answer.notModified) {
      return {
        next: null,
        cursor: { ...listCursor(answer.validators), ...releasedOf(null, position) },
        complete,
      };
    }
    // Without its validators: it was not read, so it must come again.
    if (isOlder(answer, position)) return { next: null, cursor: { ...releasedOf(null, position) }, complete };
    const cursor = { ...listCursor(answer.validators), ...releasedOf(answer, position) };
    return { ...pageOf(answer), next: null, cursor, complete };
  },
});
