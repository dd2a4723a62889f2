import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { FEED_RETRIES } from '../../src/contracts/feed-retries.ts';
import type { FeedPageOutcome, FeedPageRequest, RefreshWanted } from '../../src/contracts/payloads.ts';
import type { FeedSource } from '../../src/domain/vocabulary.ts';
import { isFeedError } from '../../src/feeds/http/feed-error.ts';
import { recordFailure } from '../../src/services/catalogue/feeds/cursor.ts';
import { databaseNow } from '../../src/db/clock.ts';
import { readFreshness } from '../../src/services/catalogue/feeds/freshness.ts';
import {
  readFeedPage,
  readFeedRecord,
  type FeedDeps,
} from '../../src/services/catalogue/ingest/read-feed.ts';
import { recentRejects } from '../../src/services/catalogue/feeds/rejects.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';
import { toFailure, withErrorKinds } from '../support/errors.ts';

/** Records of one page that the log names; all of them are in the database. */
const MOST_TOLD = 20;

/** Seconds until Temporal tries again, or null when it will not. */
export function pauseAfter(error: unknown, attempt: number): number | null {
  const failure = toFailure(error);
  const final = failure instanceof ApplicationFailure && failure.nonRetryable === true;
  if (final || attempt >= FEED_RETRIES.attempts) return null;
  const asked = isFeedError(error) ? error.retryAfterSeconds : undefined;
  return asked ?? FEED_RETRIES.firstPauseSeconds * 2 ** (attempt - 1);
}

const messageOf = (error: unknown) => String((error as { message?: unknown } | null)?.message ?? error);

/** Requests to the shared sources; each runs on its source's own queue, which holds the rate. */
export function createFeedActivities({ db, config, logger }: ActivityDependencies) {
  const depsOf = (signal: AbortSignal): FeedDeps => ({
    db,
    settings: config.feeds.settings,
    rateLimited: config.feeds.rateLimits,
    signal,
  });
  /** What was set aside is told by name and reason: the page goes on without it, so nobody else would say so. */
  async function tellRejects(source: FeedSource, since: string): Promise<void> {
    const rejects = await db.withFeedRole((tx) => recentRejects(tx, source, { since, limit: MOST_TOLD }));
    for (const reject of rejects) logger.warn({ source, ...reject }, 'a record was set aside');
  }

  return withErrorKinds({
    /** Takes one page of a source in. A failure is recorded at the source, whether it is tried again or not. */
    async fetchFeedPage(request: FeedPageRequest): Promise<FeedPageOutcome> {
      const { cancellationSignal, info } = Context.current();
      try {
        const began = await databaseNow(db);
        const page = await readFeedPage(depsOf(cancellationSignal), request);
        if (page.rejected > 0) await tellRejects(request.source, began);
        return page;
      } catch (error) {
        cancellationSignal.throwIfAborted();
        const pause = pauseAfter(error, info.attempt);
        logger.warn({ err: error, source: request.source, retry_in_seconds: pause }, 'a feed failed');
        await recordFailure(db, request.source, {
          message: messageOf(error),
          code: isFeedError(error) ? error.code : 'internal',
          retryInSeconds: pause,
        });
        throw error;
      }
    },

    /** Takes one CVE in from one source; false when the source does not know it. */
    async fetchCve(request: { cveId: string; source: FeedSource }): Promise<boolean> {
      const deps = depsOf(Context.current().cancellationSignal);
      return readFeedRecord(deps, request.source, request.cveId);
    },
  });
}

/** What the feeds' entity workflows need of the database. */
export function createFeedRecordActivities({ db }: ActivityDependencies) {
  return withErrorKinds({
    /** True unless what is asked for is stored already. */
    async isRefreshNeeded(request: RefreshWanted & { source: FeedSource }): Promise<boolean> {
      const [state] = await db.withFeedRole((tx) => readFreshness(tx, [request]));
      return state?.covered !== true;
    },

    /** A source is left alone until somebody asks again. */
    async recordFeedFailure(request: { source: FeedSource; message: string }): Promise<void> {
      await recordFailure(db, request.source, { message: request.message, retryInSeconds: null });
    },
  });
}
