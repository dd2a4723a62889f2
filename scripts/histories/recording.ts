/** What recording the histories of any workflow needs. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { v7 as uuidv7 } from 'uuid';
import { manualScanId } from '../../src/contracts/ids.ts';
import type { MonitoringCycleInput } from '../../src/contracts/payloads.ts';
import { TASK_QUEUES } from '../../src/contracts/task-queues.ts';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import type { Database } from '../../src/db/database.ts';

/** A product that is running, and where its histories go. */
export interface Recording {
  client: Client;
  db: Database;
  /** Writes the history of a workflow, or of one of its runs, unless only others are wanted. */
  record: (name: string, workflowId: string, runId?: string) => Promise<void>;
}

export const say = (line: string) => void process.stderr.write(`${line}\n`);

/** Records into a folder what begins with one of the wanted names; with none, everything. */
export function recorder(client: Client, folder: string, wanted: readonly string[]): Recording['record'] {
  return async (name, workflowId, runId) => {
    if (wanted.length > 0 && !wanted.some((beginning) => name.startsWith(beginning))) return;
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    await writeFile(path.join(folder, `${name}.json`), `${historyToJSON(history)}\n`);
    say(`${name}: ${history.events?.length ?? 0} events`);
  };
}

/** Polls until `check` gives something. */
export async function until<T>(what: string, check: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const value = await check();
    if (value !== null && value !== undefined && value !== false) return value;
    await sleep(250);
  }
  throw new Error(`Waited in vain for ${what}`);
}

/** Adds vendors that the demo's records concern. */
export async function addVendors(db: Database, tenantId: string): Promise<void> {
  await db.withTenant(tenantId, async (tx) => {
    for (const name of ['Oracle', 'Microsoft', 'Cisco', 'Fortinet', 'Apache Software Foundation']) {
      await tx.sql.insertInto('vendors').values({ id: uuidv7(), tenant_id: tenantId, name }).execute();
    }
  });
}

/** Runs a cycle to its end. */
export async function scan(client: Client, input: MonitoringCycleInput, workflowId: string): Promise<void> {
  await client.workflow.execute(WORKFLOW_TYPES.monitoringCycle, {
    workflowId,
    taskQueue: TASK_QUEUES.monitoring,
    args: [input],
  });
}

/** A scan as a person asks for it; its workflow. */
export async function manualScan(
  { client }: Recording,
  tenantId: string,
  scanType: MonitoringCycleInput['scanType'],
): Promise<string> {
  const scanId = uuidv7();
  const workflowId = manualScanId(tenantId, scanId);
  await scan(client, { tenantId, scanType, kind: 'manual', scanId }, workflowId);
  return workflowId;
}

/** Trackings whose response waits for a reviewer. */
export const waitingTrackings = (db: Database, tenantId: string) =>
  db.withTenant(tenantId, (tx) =>
    tx.sql
      .selectFrom('vendor_security_tracking')
      .select(['id', 'incident_id', 'workflow_instance_id'])
      .where('phase', '=', 'awaiting_qualification')
      .where('workflow_instance_id', 'is not', null)
      .orderBy('id')
      .execute(),
  );
