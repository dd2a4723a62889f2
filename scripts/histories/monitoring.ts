import { feedSyncId, incidentMatchId } from '../../src/contracts/ids.ts';
import { manualScan, scan, until, waitingTrackings, type Recording } from './recording.ts';

/** Cycles of a tenant, and what reads the shared sources for them. */
export async function recordMonitoring(recording: Recording, tenantId: string): Promise<void> {
  const { client, db, record } = recording;
  await record('monitoring-cycle-manual', await manualScan(recording, tenantId, 'all'));
  for (const source of ['nvd', 'cve-org', 'hibp', 'kev', 'epss'] as const) {
    await record(`feed-sync-${source}`, feedSyncId(source));
  }
  const { incident_id: incidentId } = await until('a response that waits', async () => {
    const [found] = await waitingTrackings(db, tenantId);
    return found;
  });
  const single = incidentMatchId(tenantId, incidentId);
  await scan(client, { tenantId, scanType: 'all', kind: 'incident', incidentId }, single);
  await record('monitoring-cycle-incident', single);
}
