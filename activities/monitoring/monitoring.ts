import { Context } from '@temporalio/activity';
import type { AskedFeed, CycleProgress, MonitoringCycleInput } from '../../src/contracts/payloads.ts';
import type { ResponseSubject, IncidentUpdate } from '../../src/contracts/incident-updates.ts';
import { getCveDetails } from '../../src/services/catalogue/incidents/get-cve-details.ts';
import { beginScan, type BegunScan } from '../../src/services/monitoring/scans/begin-scan.ts';
import { failScan, finishScan } from '../../src/services/monitoring/scans/finish-scan.ts';
import {
  matchPage,
  type MatchPageInput,
  type MatchPageOutcome,
} from '../../src/services/monitoring/matching/match-page.ts';
import {
  claimPendingResponses,
  markResponding,
} from '../../src/services/monitoring/scans/pending-responses.ts';
import { planPasses, type PlanInput } from '../../src/services/monitoring/scans/plan-passes.ts';
import { retryOnConflict } from '../../src/db/retry-on-conflict.ts';
import { createRegisterReader } from '../../src/services/monitoring/register/register.ts';
import { askFeeds, awaitFreshness, type FeedQuestion } from './ask-feeds.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';
import { withErrorKinds } from '../support/errors.ts';
import { startResponses, type StartedPage, type StartPage } from './start-responses.ts';
import { tellResponses } from './tell-responses.ts';

interface OfTenant {
  tenantId: string;
}

type BeginCycle = OfTenant &
  Pick<MonitoringCycleInput, 'scanType' | 'kind' | 'daysBack' | 'requestedBy'> & { scanId: string };

/** What a tenant's cycle does: each one transaction, or a message to another workflow. */
export const createMonitoringActivities = (deps: ActivityDependencies) =>
  withErrorKinds({ ...scanning(deps), ...askingFeeds(deps), ...matching(deps), ...responding(deps) });

/** The row of a scan, from its beginning to its end. */
function scanning({ db, config: { firstScanDaysBack } }: ActivityDependencies) {
  return {
    async beginScan({ tenantId, ...input }: BeginCycle): Promise<BegunScan | null> {
      const { workflowId, runId } = Context.current().info.workflowExecution ?? { workflowId: '', runId: '' };
      return db.withTenant(tenantId, (tx) =>
        beginScan(tx, { ...input, workflowId, runId, firstScanDaysBack }),
      );
    },

    async planPasses({
      tenantId,
      ...input
    }: OfTenant & Omit<PlanInput, 'firstScanDaysBack'>): Promise<
      Pick<CycleProgress, 'passes' | 'watermarks'>
    > {
      return db.withTenant(tenantId, (tx) => planPasses(tx, { ...input, firstScanDaysBack }));
    },

    async finishScan({
      tenantId,
      progress,
    }: OfTenant & {
      progress: Pick<CycleProgress, 'scanId' | 'watermarks' | 'counts' | 'feeds'>;
    }): Promise<void> {
      await retryOnConflict(() => db.withTenant(tenantId, (tx) => finishScan(tx, progress)));
    },

    async failScan({ tenantId, scanId, error }: OfTenant & { scanId: string; error: string }): Promise<void> {
      await db.withTenant(tenantId, (tx) => failScan(tx, scanId, error));
    },
  };
}

/** Waits for the sources. */
function askingFeeds(deps: ActivityDependencies) {
  return {
    /** Asks the sources to be fresh; returns what was asked and what they had brought before. */
    async askFeeds(question: FeedQuestion): Promise<AskedFeed[]> {
      return askFeeds(deps, question);
    },

    /** Returns once every source is fresh or has given up; fails, to be tried again, while one is still at it. */
    async awaitFreshness(asked: AskedFeed[]): Promise<void> {
      await awaitFreshness(deps.db, asked, Context.current().info.attempt);
    },
  };
}

/** Finds the vendors that incidents concern. */
function matching({ db }: ActivityDependencies) {
  const readRegister = createRegisterReader();
  return {
    /** The stored id of a CVE, or null. */
    async findCve({ tenantId, cveId }: OfTenant & { cveId: string }): Promise<string | null> {
      return db.withTenant(tenantId, async (tx) => (await getCveDetails(tx, cveId))?.id ?? null);
    },

    async matchPage({ tenantId, ...input }: OfTenant & MatchPageInput): Promise<MatchPageOutcome> {
      return retryOnConflict(() => db.withTenant(tenantId, (tx) => matchPage(tx, readRegister, input)));
    },
  };
}

/** Hands matches and incident updates over to the responses. */
function responding(deps: ActivityDependencies) {
  const { db } = deps;
  return {
    /** Tells responses what became of their incidents; each records by itself what its people were told. */
    async tellResponses({ tenantId, news }: OfTenant & { news: IncidentUpdate[] }): Promise<void> {
      await tellResponses(deps, tenantId, news);
    },

    /** Starts responses of trackings that have none: a page of them, of one incident or of all. */
    async startResponses(page: StartPage): Promise<StartedPage> {
      return startResponses(deps, page);
    },

    /** For cycles that an earlier release began: they start responses as their children. */
    async pendingResponses({ tenantId, limit }: OfTenant & { limit: number }): Promise<ResponseSubject[]> {
      return db.withTenant(tenantId, (tx) => claimPendingResponses(tx, { limit }));
    },

    async markResponding({
      tenantId,
      started,
    }: OfTenant & { started: { trackingId: string; workflowId: string }[] }): Promise<number> {
      return db.withTenant(tenantId, (tx) => markResponding(tx, started));
    },
  };
}
