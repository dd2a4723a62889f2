import { Context } from '@temporalio/activity';
import type { FeedNews } from '../../src/contracts/payloads.ts';
import { followCustomFeeds } from '../../src/services/custom-feeds/health/custom-alarms.ts';
import {
  followFeedHealth,
  settleFeedNews,
  tellFeedNews,
} from '../../src/services/feed-health/health-alarms.ts';
import {
  purgeFeedDays,
  purgeFeedHosts,
  purgeRejects,
  purgeRequestCounts,
  purgeTenant,
} from '../../src/services/operations/maintenance/purge.ts';
import { readTenantPage } from '../../src/services/monitoring/scans/monitored-tenants.ts';
import { followLateScans } from '../../src/services/monitoring/scans/late-scans.ts';
import { mendTenant } from './tenant-schedules.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';
import { withErrorKinds } from '../support/errors.ts';
import { closeLostScans, resumeDigest } from './mend-runs.ts';
import { restartLost } from './restart-lost.ts';

/** The tenants after one (null: from the first on), at most `limit`. */
export interface TenantPage {
  after: string | null;
  limit: number;
}

/** What was made good of the runs of a page of tenants; results of an earlier release lack the restarts. */
export interface MendedRuns {
  scansClosed: number;
  digestsResumed: number;
  responsesRestarted?: number;
  processesRestarted?: number;
}

/** What keeps an installation in order, a page of tenants at a time; each may be done again without harm. */
export const createMaintenanceActivities = (deps: ActivityDependencies) =>
  withErrorKinds({ ...mending(deps), ...purging(deps), ...followingFeeds(deps) });

/** What puts right what is not as the configuration says. */
function mending(deps: ActivityDependencies) {
  const { db, logger } = deps;
  return {
    /** Makes the Schedules of a page of tenants what their configurations say. */
    async mendSchedules(page: TenantPage): Promise<{ mended: number; refused: number }> {
      const { cancellationSignal } = Context.current();
      const counts = { mended: 0, refused: 0 };
      for (const tenantId of await readTenantPage(db, page)) {
        cancellationSignal.throwIfAborted();
        const mended = await mendTenant(deps, tenantId);
        if (mended === null) counts.refused += 1;
        else counts.mended += mended;
      }
      if (counts.mended > 0)
        logger.warn({ schedules: counts.mended }, 'Schedules were behind the configuration');
      return counts;
    },

    /** Makes good what an operator's termination left behind at a page of tenants. */
    async mendRuns(page: TenantPage): Promise<MendedRuns> {
      const { cancellationSignal } = Context.current();
      const counts = { scansClosed: 0, digestsResumed: 0, responsesRestarted: 0, processesRestarted: 0 };
      for (const tenantId of await readTenantPage(db, page)) {
        cancellationSignal.throwIfAborted();
        try {
          counts.scansClosed += await closeLostScans(deps, tenantId);
          counts.digestsResumed += Number(await resumeDigest(deps, tenantId));
          const restarted = await restartLost(deps, tenantId, cancellationSignal);
          counts.responsesRestarted += restarted.responses;
          counts.processesRestarted += restarted.processes;
        } catch (error) {
          cancellationSignal.throwIfAborted();
          // Whatever is wrong with one tenant's runs, the others' are looked after; the next hour tries again.
          logger.error({ err: error, tenant_id: tenantId }, 'the runs of a tenant could not be mended');
        }
      }
      return counts;
    },
  };
}

/** What forgets. */
function purging({ db }: ActivityDependencies) {
  return {
    /** Deletes what has expired of a page of tenants; `last` is the page's last tenant, null behind the end. */
    async purgeTenants(page: TenantPage) {
      const { cancellationSignal } = Context.current();
      const tenants = await readTenantPage(db, page);
      const sum = {
        last: tenants.at(-1) ?? null,
        tenants: tenants.length,
        idempotencyKeys: 0,
        sessions: 0,
        scans: 0,
      };
      for (const tenantId of tenants) {
        const purged = await purgeTenant(db, tenantId, cancellationSignal);
        sum.idempotencyKeys += purged.idempotencyKeys;
        sum.sessions += purged.sessions;
        sum.scans += purged.scans;
      }
      return sum;
    },

    /**
     * Deletes what is shared and long over: records of feeds that were set aside, how the feeds were, when hosts were
     * asked, how many requests the API had.
     */
    async purgeFeedHistory(): Promise<{ rejects: number; days: number; hosts: number }> {
      await purgeRequestCounts(db);
      const rejects = await purgeRejects(db, Context.current().cancellationSignal);
      return { rejects, days: await purgeFeedDays(db), hosts: await purgeFeedHosts(db) };
    },
  };
}

/** What tells admins of their feeds. */
function followingFeeds({ db, logger }: ActivityDependencies) {
  return {
    /** Tells the admins of a page of tenants how their own feeds are, where that has changed; of how many feeds. */
    async followCustomFeeds(page: TenantPage): Promise<number> {
      const { cancellationSignal } = Context.current();
      let told = 0;
      for (const tenantId of await readTenantPage(db, page)) {
        cancellationSignal.throwIfAborted();
        const changes = await db.withTenant(tenantId, followCustomFeeds);
        for (const { kind, feedId, verdict } of changes) {
          const what = kind === 'raised' ? 'needs attention' : 'is well again';
          logger.info({ tenant_id: tenantId, feed_id: feedId, verdict }, `a custom feed ${what}`);
        }
        told += changes.length;
      }
      return told;
    },

    /** Tells the admins of a page of tenants whose scans have stopped, and when they are made again; of how many. */
    async followLateScans(page: TenantPage): Promise<number> {
      const { cancellationSignal } = Context.current();
      let told = 0;
      for (const tenantId of await readTenantPage(db, page)) {
        cancellationSignal.throwIfAborted();
        const updates = await db.withTenant(tenantId, followLateScans);
        for (const { kind, scanType, lastScanAt } of updates) {
          const about = { tenant_id: tenantId, scan_type: scanType, last_scan_at: lastScanAt };
          if (kind === 'raised') logger.error(about, 'the scans of a tenant have stopped');
          else logger.info(about, 'the scans of a tenant are made again');
        }
        told += updates.length;
      }
      return told;
    },

    /** Looks how the feeds are; what people are still to be told of them. */
    async checkFeeds(): Promise<FeedNews[]> {
      const news = await followFeedHealth(db);
      for (const { kind, source, verdict, reason } of news) {
        if (kind === 'raised') logger.warn({ source, verdict, reason }, 'a feed needs attention');
        else logger.info({ source, verdict }, 'a feed is well again');
      }
      return news;
    },

    /** Tells the admins of a page of tenants, in the product; telling again changes nothing. */
    async tellFeedNews({ news, ...page }: TenantPage & { news: FeedNews[] }): Promise<void> {
      const { cancellationSignal } = Context.current();
      for (const tenantId of await readTenantPage(db, page)) {
        cancellationSignal.throwIfAborted();
        await db.withTenant(tenantId, (tx) => tellFeedNews(tx, news));
      }
    },

    /** Notes that all tenants were told, so that the next run does not tell them again. */
    async settleFeedNews(news: FeedNews[]): Promise<void> {
      await settleFeedNews(db, news);
    },
  };
}
