import { continueAsNew, patched, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
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
  scans_closed: 0,
  digests_resumed: 0,
  responses_restarted: 0,
  processes_restarted: 0,
  feed_rejects_deleted: 0,
  feed_days_deleted: 0,
  feed_hosts_deleted: 0,
  feed_news: 0,
  custom_feed_news: 0,
  late_scans_told: 0,
};

/**
 * Keeps the installation in order: deletes what has expired, makes good what a termination left behind, makes the Schedules of every tenant what its
 * configuration says, where they could not be when it was changed, and tells admins of feeds, shared ones and their own, that need attention.
 */
export async function maintenance(input: MaintenanceInput): Promise<MaintenanceCounts> {
  const counts = { ...NOTHING, ...input.progress?.counts };
  let after = input.progress?.after ?? null;
  const news = input.progress?.news ?? (await database.checkFeeds());
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
    const runs = await database.mendRuns(page);
    counts.scans_closed += runs.scansClosed;
    counts.digests_resumed += runs.digestsResumed;
    counts.responses_restarted += runs.responsesRestarted ?? 0;
    counts.processes_restarted += runs.processesRestarted ?? 0;
    if (news.length > 0) await database.tellFeedNews({ ...page, news });
    counts.custom_feed_news += await database.followCustomFeeds(page);
    if (patched('late-scans')) counts.late_scans_told += await database.followLateScans(page);
    after = purged.tenants < PAGE ? null : purged.last;
    if (after !== null && workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof maintenance>({ progress: { after, news, counts } });
    }
  } while (after !== null);
  if (news.length > 0) await database.settleFeedNews(news);
  counts.feed_news += news.length;
  const { rejects, days, hosts } = await database.purgeFeedHistory();
  counts.feed_rejects_deleted += rejects;
  counts.feed_days_deleted += days;
  counts.feed_hosts_deleted += hosts;
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
    ...(counts.scans_closed > 0
      ? [`Scans closed that had ended without a result: ${counts.scans_closed}.`]
      : []),
    ...(counts.digests_resumed > 0
      ? [`Tenants whose queued alerts are gathered again: ${counts.digests_resumed}.`]
      : []),
    ...(counts.responses_restarted + counts.processes_restarted > 0
      ? [
          `**Started again, since the engine did not run them any more:** ${counts.responses_restarted} responses, ` +
            `${counts.processes_restarted} processes.`,
        ]
      : []),
    `Deleted: ${counts.idempotency_keys_deleted} idempotency keys, ${counts.sessions_deleted} sessions, ` +
      `${counts.scans_deleted} scans, ${counts.feed_rejects_deleted} rejected records, ${counts.feed_days_deleted} days of feeds.`,
    ...(counts.feed_news > 0 ? [`Feed alarms that admins were told of: ${counts.feed_news}.`] : []),
    ...(counts.custom_feed_news > 0
      ? [`Alarms of custom feeds that their admins were told of: ${counts.custom_feed_news}.`]
      : []),
    ...(counts.late_scans_told > 0
      ? [`Scans that had stopped, or are made again, and admins who were told: ${counts.late_scans_told}.`]
      : []),
  ].join('\n\n');
