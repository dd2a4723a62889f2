import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { processId, responseId } from '../../src/contracts/ids.ts';
import { incidentChangedSignal, qualifyUpdate, resolveUpdate } from '../../src/contracts/messages.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import type { Database } from '../../src/db/database.ts';
import { until, waitingTrackings, type Recording } from './recording.ts';

const ACTOR = { userId: null, name: 'Recorder', via: 'operator' as const };

/** Their people know the incidents as milder than they are. */
async function worsen(db: Database, tenantId: string, trackings: readonly { id: string }[]): Promise<void> {
  const ids = trackings.map(({ id }) => id);
  await db.withTenant(tenantId, (tx) =>
    tx.sql
      .updateTable('vendor_security_tracking')
      .set({ incident_severity: 'low', incident_kev: false })
      .where('id', 'in', ids)
      .execute(),
  );
}

/** Tells a response as a cycle does; the run that was told. */
async function tell(client: Client, tenantId: string, tracking: { id: string }): Promise<string> {
  const handle = await client.workflow.signalWithStart(WORKFLOW_TYPES.incidentResponse, {
    workflowId: responseId(tracking.id),
    taskQueue: TASK_QUEUES.responses,
    args: [{ tenantId, trackingId: tracking.id, responseNo: 1 }],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    signal: incidentChangedSignal,
    signalArgs: [{ kind: 'worsened', severity: 'critical', kev: false, fingerprint: 'recorded' }],
  });
  return handle.signaledRunId;
}

/** Responses to what a cycle found, in each of their ways, and the processes that they started. */
export async function recordResponses({ client, db, record }: Recording, tenantId: string): Promise<void> {
  const [resolved, mistaken, worsened, fresh] = await until('responses that wait', async () => {
    const found = await waitingTrackings(db, tenantId);
    return found.length >= 4 && found;
  });
  if (!resolved || !mistaken || !worsened || !fresh) throw new Error('Fewer trackings than expected');
  const responses = (id: string) => client.workflow.getHandle(responseId(id));
  const { runId: resolvedRun } = await responses(resolved.id).describe();
  await responses(resolved.id).executeUpdate(qualifyUpdate, {
    args: [
      {
        risk_level: 'high',
        impact_analysis: 'In use.',
        recommended_actions: [],
        status: 'completed',
        actor: ACTOR,
      },
    ],
  });
  await responses(resolved.id).executeUpdate(resolveUpdate, {
    args: [{ resolution_type: 'remediated', resolution_notes: 'Patched.', actor: ACTOR }],
  });
  await responses(mistaken.id).executeUpdate(resolveUpdate, {
    args: [{ resolution_type: 'false_positive', resolution_notes: 'Another one.', actor: ACTOR }],
  });
  await responses(resolved.id).result();
  await worsen(db, tenantId, [worsened, resolved]);
  await tell(client, tenantId, worsened);
  const reopenedRun = await tell(client, tenantId, resolved);
  await sleep(5_000);
  await record('incident-response-waiting', responseId(fresh.id));
  await record('incident-response-resolved', responseId(resolved.id), resolvedRun);
  await record('incident-response-reopened', responseId(resolved.id), reopenedRun);
  await record('incident-response-false-positive', responseId(mistaken.id));
  await record('incident-response-worsened', responseId(worsened.id));
  await record('risk-process-waiting', processId(fresh.workflow_instance_id ?? ''));
  await record('risk-process-cancelled', processId(mistaken.workflow_instance_id ?? ''));
}
