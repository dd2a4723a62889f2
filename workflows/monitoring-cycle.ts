import {
  CancellationScope,
  continueAsNew,
  isCancellation,
  log,
  patched,
  rootCause,
  setCurrentDetails,
  TemporalFailure,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import type { CycleProgress, MonitoringCycleInput } from '../src/contracts/payloads.ts';
import { addCounts, lookUpCve, refreshFeeds } from './support/cycle-steps.ts';
import { database } from './support/monitoring-activities.ts';
import { startPendingResponses } from './support/start-responses.ts';

/** Incidents considered by one activity. */
const PAGE = 500;

/**
 * One tenant's cycle: asks the sources to be fresh, matches what changed since the tenant's watermark, takes updates to
 * running responses and starts new ones. Bounded pages; the watermark moves only at the end, so that nothing is lost.
 */
export async function monitoringCycle(input: MonitoringCycleInput): Promise<void> {
  const scanId = input.progress?.scanId ?? input.scanId ?? uuid4();
  try {
    const progress = input.progress ?? (await begin(input, scanId));
    if (progress === null) return;
    await matchAll(input, progress);
    await respondToAll(input, progress);
    const { watermarks, counts, feeds } = progress;
    await database.finishScan({ tenantId: input.tenantId, progress: { scanId, watermarks, counts, feeds } });
    setCurrentDetails(`Done: ${counts.matches} new matches, ${counts.responses} responses started.`);
  } catch (error) {
    // Anything else is a bug or a continue-as-new. After a bug the engine retries the task, and mended code goes on.
    if (!(error instanceof TemporalFailure)) throw error;
    const reason = isCancellation(error) ? 'Cancelled' : (rootCause(error) ?? 'Failed');
    await CancellationScope.nonCancellable(() =>
      database.failScan({ tenantId: input.tenantId, scanId, error: reason }),
    );
    throw error;
  }
}

/** Opens the scan, has the sources refreshed and plans the walks; null where there is nothing to do. */
async function begin(input: MonitoringCycleInput, scanId: string): Promise<CycleProgress | null> {
  const { tenantId, scanType, kind } = input;
  const scan = await database.beginScan({
    tenantId,
    scanId,
    scanType,
    kind,
    ...(input.daysBack === undefined ? {} : { daysBack: input.daysBack }),
    ...(input.requestedBy === undefined ? {} : { requestedBy: input.requestedBy }),
  });
  if (scan === null) {
    log.warn('this tenant has no monitoring configuration');
    setCurrentDetails('Nothing to do: this tenant has no monitoring configuration.');
    return null;
  }
  const progress = { scanId, after: null, counts: { considered: 0, held: 0, matches: 0, responses: 0 } };
  if (kind === 'incident' && input.undoneRule === true) {
    setCurrentDetails('Matching what an undone rule had suppressed.');
    const of = { tenantId, scanTypes: [], daysBack: undefined, incidentId: undefined };
    return { ...progress, ...(await database.planPasses({ ...of, undoneRule: true })), feeds: [] };
  }
  if (kind === 'incident') {
    setCurrentDetails('Matching one incident.');
    const incidentId = input.cveId ? await lookUpCve(tenantId, input.cveId) : input.incidentId;
    if (!incidentId) return unknownCve(input, scanId, { ...progress, passes: [], watermarks: {}, feeds: [] });
    const plan = await database.planPasses({ tenantId, scanTypes: [], daysBack: undefined, incidentId });
    return { ...progress, ...plan, incidentId, feeds: [] };
  }
  setCurrentDetails(`Waiting for the sources to be fresh, since ${scan.now}; 30 minutes at most.`);
  const feeds = await refreshFeeds(tenantId, scan.parts, kind === 'manual');
  const scanTypes = scan.parts.map((part) => part.scanType);
  const plan = await database.planPasses({
    tenantId,
    scanTypes,
    daysBack: input.daysBack,
    incidentId: undefined,
  });
  return { ...progress, ...plan, feeds };
}

/** Says of a CVE that no source knows just that: an empty scan would look as if it concerned nobody. */
async function unknownCve(
  { tenantId, cveId }: MonitoringCycleInput,
  scanId: string,
  nothing: CycleProgress,
): Promise<CycleProgress | null> {
  if (cveId === undefined || !patched('unknown-cve-is-told')) return nothing;
  const error = `Neither NVD nor CVE.org gave ${cveId}, and it is not stored: see whether it is written rightly, or try again later.`;
  await database.failScan({ tenantId, scanId, error });
  setCurrentDetails(error);
  return null;
}

async function matchAll(input: MonitoringCycleInput, progress: CycleProgress): Promise<void> {
  const { tenantId } = input;
  for (let pass = progress.passes[0]; pass !== undefined; pass = progress.passes[0]) {
    setCurrentDetails(`Matching: ${progress.counts.considered} incidents considered so far.`);
    const page = await database.matchPage({ tenantId, pass, after: progress.after, limit: PAGE });
    addCounts(progress, page);
    if (page.news.length > 0) await database.tellResponses({ tenantId, news: page.news });
    progress.after = page.next;
    if (page.next === null) progress.passes = progress.passes.slice(1);
    await makeRoom(input, progress);
  }
}

async function respondToAll(input: MonitoringCycleInput, progress: CycleProgress): Promise<void> {
  for (let more = true; more;) {
    setCurrentDetails(`Starting responses: ${progress.counts.responses} so far.`);
    const page = await startPendingResponses(input.tenantId, progress.incidentId);
    progress.counts.responses += page.started;
    more = page.more;
    if (more) await makeRoom(input, progress);
  }
}

/** Continues as new where the history has grown. */
async function makeRoom(input: MonitoringCycleInput, progress: CycleProgress): Promise<void> {
  if (workflowInfo().continueAsNewSuggested) {
    await continueAsNew<typeof monitoringCycle>({ ...input, progress });
  }
}
