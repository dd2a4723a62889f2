import { Context } from '@temporalio/activity';
import type { CustomFeedPage, CustomFeedRef, CustomFeedStep } from '../../src/contracts/custom-feeds.ts';
import type { DocumentParser } from '../../src/feeds/custom/document-parser.ts';
import type { GuardedFetch } from '../../src/feeds/guard/guarded-fetch.ts';
import { isFeedError } from '../../src/feeds/http/feed-error.ts';
import {
  leaveAlone,
  readCustomFreshness,
  recordCustomFeedFailure,
} from '../../src/services/custom-feeds/health/custom-freshness.ts';
import { readCustomFeedPage } from '../../src/services/custom-feeds/read/read-page.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';
import { withErrorKinds } from '../support/errors.ts';
import { pauseAfter } from './feeds.ts';

/** What a tenant reads of a failure: of a feed its own words, of everything else that it was ours. */
const failureOf = (error: unknown): { message: string; code: string | null } =>
  isFeedError(error)
    ? { message: error.message, code: error.code }
    : { message: 'It could not be read for a reason of Vigil’s own; the log has it', code: null };

/** Requests to the addresses of tenants' feeds, on a queue of their own. */
export function createCustomFeedActivities({
  db,
  config,
  logger,
  fetch,
  parse,
}: ActivityDependencies & { fetch: GuardedFetch; parse: DocumentParser }) {
  return withErrorKinds({
    /** Takes one page of a feed in. A failure is recorded at the feed, whether it is tried again or not. */
    async readCustomFeed(request: CustomFeedRef & { step: CustomFeedStep }): Promise<CustomFeedPage> {
      const { cancellationSignal: signal, info } = Context.current();
      const { step, ...feed } = request;
      const { encryptionKeys: keys, feeds } = config;
      const deps = { db, fetch, parse, keys, rateLimited: feeds.rateLimits, signal };
      try {
        return await readCustomFeedPage(deps, feed, step);
      } catch (error) {
        signal.throwIfAborted();
        const pause = pauseAfter(error, info.attempt);
        logger.warn(
          { err: error, feed_id: feed.feedId, tenant_id: feed.tenantId, retry_in_seconds: pause },
          'a custom feed failed',
        );
        await recordCustomFeedFailure(db, feed, failureOf(error), pause);
        throw error;
      }
    },
  });
}

/** What the feeds' entity workflows need of the database. */
export function createCustomFeedRecordActivities({ db }: ActivityDependencies) {
  return withErrorKinds({
    /** True unless the feed is switched off or as fresh as is wanted. */
    async isCustomFeedDue({
      tenantId,
      feedId,
      wanted,
    }: CustomFeedRef & { wanted: string }): Promise<boolean> {
      const [state] = await db.withTenant(tenantId, (tx) =>
        readCustomFreshness(tx, [{ source: feedId, freshAfter: wanted }]),
      );
      return state !== undefined && !state.covered && !state.gaveUp;
    },

    /** A feed is left alone until somebody asks again. */
    async leaveCustomFeed(feed: CustomFeedRef): Promise<void> {
      await leaveAlone(db, feed);
    },
  });
}
