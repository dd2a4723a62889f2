import { condition, continueAsNew, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow';
import { alertHeldSignal } from '../src/contracts/messages.ts';
import type { AlertDigestInput } from '../src/contracts/payloads.ts';
import { createDigestDeliveries, openDigests } from './support/digest-steps.ts';

/** Nothing that comes in meanwhile is due sooner. */
const HOUR = 3_600_000;

/**
 * Sends what a tenant's alert budget queued for the digest: one digest an hour at most for each recipient and channel.
 * Begins with the first queued delivery and ends when none is left; what is queued is in the database, so that a run
 * that was ended from outside leaves everything to the next.
 */
export async function alertDigest({ tenantId }: AlertDigestInput): Promise<void> {
  let asked = 0;
  setHandler(alertHeldSignal, () => void (asked += 1));
  const digests = createDigestDeliveries(tenantId);
  const underWay = () => digests.underWay().length;
  for (;;) {
    const before = asked;
    const { digestIds, nextAt } = await openDigests({ tenantId, now: new Date().toISOString() });
    digests.begin(digestIds);
    setCurrentDetails(describe(underWay(), nextAt));
    if (nextAt !== null || underWay() > 0) await untilDue(nextAt, underWay);
    // What was queued meanwhile is looked at before the end.
    else if (asked === before) return;
    if (workflowInfo().continueAsNewSuggested) {
      // The next run takes the digests over, so no try of this one may still be running.
      await digests.stop();
      await continueAsNew<typeof alertDigest>({ tenantId });
    }
  }
}

/** Sleeps until a digest is due, or until those under way are through; an hour at most, then it looks again. */
async function untilDue(nextAt: string | null, underWay: () => number): Promise<void> {
  const through = () => (nextAt === null && underWay() === 0) || workflowInfo().continueAsNewSuggested;
  const wait = nextAt === null ? HOUR : Math.min(HOUR, Math.max(1, Date.parse(nextAt) - Date.now()));
  await condition(through, wait, {
    summary: nextAt === null ? 'Until it looks for queued alerts again' : 'Until the next digest is due',
  });
}

function describe(underWay: number, nextAt: string | null): string {
  return [
    ...(underWay > 0 ? [`Sends **${underWay}** digests.`] : []),
    nextAt === null
      ? 'No further alert is queued.'
      : `Holds alerts back until **${nextAt}**: the hour since the first one, or since the recipient's last digest.`,
  ].join('\n\n');
}
