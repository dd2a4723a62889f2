import type { CustomFeedPage, CustomFeedRef, CustomFeedStep } from '../../../contracts/custom-feeds.ts';
import { NOTHING } from './commit-page.ts';
import type { CustomFeedDeps } from './feed-access.ts';
import { readStoredFeed } from '../feed-row.ts';
import { readListPage, readWhole } from './read-list.ts';
import { readProviderDocuments, readProviderIndex } from './read-provider.ts';

/**
 * Reads the next page of a tenant's feed and commits all that it brought, with the cursor, in one transaction of that
 * tenant. A feed that is switched off or gone has nothing left to read. Throws FeedError.
 */
export async function readCustomFeedPage(
  deps: CustomFeedDeps,
  { tenantId, feedId }: CustomFeedRef,
  step: CustomFeedStep,
): Promise<CustomFeedPage> {
  const feed = await deps.db.withTenant(tenantId, (tx) => readStoredFeed(tx, feedId));
  if (!feed?.enabled) return NOTHING;
  if (feed.kind === 'csaf') {
    return step === 'begin' ? readProviderIndex(deps, feed) : readProviderDocuments(deps, feed);
  }
  const paging = feed.mapping?.paging;
  return paging ? readListPage(deps, feed, paging, step === 'begin') : readWhole(deps, feed);
}
