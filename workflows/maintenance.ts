import { continueAsNew, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import type { MaintenanceCounts, MaintenanceInput } from '../src/contracts/payloads.ts';
import { database } from './support/monitoring-activities.ts';

/** Tenants put in order by one activity. */
const PAGE = 100;

const NOTHING: MaintenanceCounts = {
  tenants: 0,
  schedules_mended: 0,
  schedules_refused: 0,
  idempotency_keys_deleted: 0,
  sessions_deleted: 0,
  scans_deleted: 0,
  feed_rejects_deleted: 0,
};

/**
 * Keeps the installation in order: deletes what has expired, and makes the Schedules of every tenant what its
 * configuration says, where they could not be when it was changed.
 */
export async function maintenance(input: MaintenanceInput): Promise<MaintenanceCounts> {
  const counts = { ...(input.progress?.counts ?? NOTHING) };
  let after = input.progress?.after ?? null;
  do {
    setCurrentDetails(`Putting tenants in order: ${counts.tenants} so far.`);
    const page = { after, limit: PAGE };
    const purged = await database.purgeTenants(page);
    counts.tenants += purged.tenants;
    counts.idempotency_keys_deleted += purged.idempotencyKeys;
    counts.sessions_deleted += purged.sessions;
    counts.scans_deleted += purged.scans;
    const schedules = await database.mendSchedules(page);
    counts.schedules_mended += schedules.mended;
    counts.schedules_refused += schedules.refused;
    after = purged.tenants < PAGE ? null : purged.last;
    if (after !== null && workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof maintenance>({ progress: { after, counts } });
    }
  } while (after !== null);
  counts.feed_rejects_deleted += await database.purgeRejects();
  setCurrentDetails(detailsOf(counts));
  return counts;
}

const detailsOf = (counts: MaintenanceCounts): string =>
  [
    `Done: ${counts.tenants} tenants in order.`,
    `Schedules that were not as configured: ${counts.schedules_mended}.`,
    ...(counts.schedules_refused > 0
      ? [
          `**Refused by the engine, see the worker's log:** the Schedules of ${counts.schedules_refused} tenants.`,
        ]
      : []),
    `Deleted: ${counts.idempotency_keys_deleted} idempotency keys, ${counts.sessions_deleted} sessions, ` +
      `${counts.scans_deleted} scans, ${counts.feed_rejects_deleted} rejected records.`,
  ].join('\n\n');
