import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';
import type { AskedFeed, CycleProgress } from '../../src/contracts/payloads.ts';
import type { ScanType } from '../../src/domain/vocabulary.ts';
import { database, requestsTo, waiting } from './monitoring-activities.ts';

/** Asks the sources of the scan types to be fresh and waits, at most as long as the waiting says; then goes on. */
export async function refreshFeeds(
  tenantId: string,
  parts: readonly { scanType: ScanType; since: string }[],
  now: boolean,
): Promise<AskedFeed[]> {
  const asked: AskedFeed[] = [];
  for (const round of ['first', 'last'] as const) {
    const feeds = await database.askFeeds({ tenantId, parts, round, now });
    if (feeds.length === 0) continue;
    asked.push(...feeds);
    try {
      await waiting.awaitFreshness(feeds);
    } catch (error) {
      if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
      log.warn('going on without fresh sources');
    }
  }
  return asked;
}

/** Fetches one CVE from NVD, else from CVE.org; its stored id, or null when neither knows it. */
export async function lookUpCve(tenantId: string, cveId: string): Promise<string | null> {
  for (const source of ['nvd', 'cve-org'] as const) {
    try {
      await requestsTo(source).fetchCve.executeWithOptions({ summary: `Fetch ${cveId} from ${source}` }, [
        { cveId, source },
      ]);
    } catch (error) {
      if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
      // What is stored, or the other source, may still answer.
      log.warn('a source could not be asked for a CVE', { source, cveId });
    }
    const found = await database.findCve({ tenantId, cveId });
    if (found !== null) return found;
  }
  return null;
}

/** Adds what a page brought. */
export function addCounts(
  progress: CycleProgress,
  page: { considered: number; held: number; matches: number },
): void {
  progress.counts.considered += page.considered;
  progress.counts.held += page.held;
  progress.counts.matches += page.matches;
}
