/** A case of a tenant, its decisions as the API makes them, and what is stored of it. */
import { WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import type { Updateable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type {
  Actor,
  DecisionOutcome,
  QualifyDecision,
  ReopenDecision,
  ResolveDecision,
} from '../../../src/contracts/decisions.ts';
import { processId, responseId } from '../../../src/contracts/ids.ts';
import { qualifyUpdate, reopenUpdate, resolveUpdate } from '../../../src/contracts/messages.ts';
import type { IncidentResponseInput } from '../../../src/contracts/payloads.ts';
import { TASK_QUEUES } from '../../../src/contracts/task-queues.ts';
import type { Database, Tables, TenantTx } from '../../../src/db/database.ts';
import { proofOf } from '../../../src/services/response/decisions/trusted-actor.ts';
import { createTestTenant, type TestTenant } from '../../support/data/tenants.ts';
import { addMatch, type Match, type MatchOptions } from './match.ts';
import { rows, type Row } from './rows.ts';
import type { TestTemporal } from './test-engine.ts';
import { until } from './until.ts';

export type CaseOptions = MatchOptions & { config?: Updateable<Tables['security_monitoring_configs']> };

export interface Case extends Match {
  tenant: TestTenant;
  reviewer: Actor;
  /** Starts the response as a cycle does. */
  respond(): Promise<WorkflowHandle>;
  handle: WorkflowHandle;
  qualify(decision?: Partial<QualifyDecision>, updateId?: string): Promise<DecisionOutcome>;
  resolve(decision?: Partial<ResolveDecision>, updateId?: string): Promise<DecisionOutcome>;
  reopen(decision?: Partial<ReopenDecision>, updateId?: string): Promise<DecisionOutcome>;
  /** In the tenant's eyes. */
  read<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  tracking(): Promise<Row<'vendor_security_tracking'>>;
  tasks(): Promise<Row<'action_items'>[]>;
  alerts(): Promise<Row<'security_alerts'>[]>;
  deliveries(): Promise<Row<'alert_deliveries'>[]>;
  kinds(): Promise<string[]>;
  /** Resolves when the phase is reached in the database. */
  reaches(phase: string): Promise<void>;
}

/** A tenant with a match that is not yet responded to. */
export async function createCase(
  { env, db }: { env: TestTemporal; db: Database },
  { config, ...options }: CaseOptions,
): Promise<Case> {
  const tenant = await createTestTenant(db);
  const read = <T>(work: (tx: TenantTx) => Promise<T>) => db.withTenant(tenant.id, work);
  if (config) await read((tx) => tx.sql.updateTable('security_monitoring_configs').set(config).execute());
  const match = await addMatch(db, tenant, options);
  const { trackingId } = match;
  const person = tenant.users.security_reviewer;
  const reviewer: Actor = { userId: person.id, name: person.name, via: 'api' };
  const input: IncidentResponseInput = { tenantId: tenant.id, trackingId, responseNo: 1 };
  const start: ResponseStart = {
    workflowId: responseId(trackingId),
    taskQueue: TASK_QUEUES.responses,
    args: [input],
  };
  return {
    ...match,
    tenant,
    reviewer,
    read,
    handle: env.client.workflow.getHandle(start.workflowId),
    respond: () => env.client.workflow.start('incidentResponse', start),
    ...decisionsOf(env, start, reviewer),
    ...storedOf(read),
  };
}

interface ResponseStart {
  workflowId: string;
  taskQueue: string;
  args: [IncidentResponseInput];
}

/** By which the rig's API would sign. */
export const PROOF_KEY = { kid: 'test', key: Buffer.alloc(32, 3) };

/** Decisions start the response if it does not run; they are signed, as the API does it. */
function decisionsOf(
  env: TestTemporal,
  start: ResponseStart,
  reviewer: Actor,
): Pick<Case, 'qualify' | 'resolve' | 'reopen'> {
  const withStart = (reuse: 'ALLOW_DUPLICATE' | 'ALLOW_DUPLICATE_FAILED_ONLY') =>
    new WithStartWorkflowOperation('incidentResponse', {
      ...start,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: reuse,
    });
  const ask = (
    name: string,
    decision: object,
    reuse: Parameters<typeof withStart>[0],
    updateId: string = uuidv7(),
  ) => {
    const [{ tenantId, trackingId: subjectId }] = start.args;
    const proof = proofOf([PROOF_KEY], { tenantId, subjectId, decisionId: updateId, content: decision });
    return env.client.workflow.executeUpdateWithStart<Workflow, DecisionOutcome, [unknown]>(name, {
      args: [{ ...decision, proof }],
      startWorkflowOperation: withStart(reuse),
      updateId,
    });
  };
  return {
    qualify: (decision, updateId) =>
      ask(
        qualifyUpdate.name,
        {
          risk_level: 'high',
          impact_analysis: 'Reachable.',
          recommended_actions: ['Patch'],
          status: 'completed',
          actor: reviewer,
          ...decision,
        },
        'ALLOW_DUPLICATE_FAILED_ONLY',
        updateId,
      ),
    resolve: (decision, updateId) =>
      ask(
        resolveUpdate.name,
        { resolution_type: 'remediated', resolution_notes: 'Patched.', actor: reviewer, ...decision },
        'ALLOW_DUPLICATE_FAILED_ONLY',
        updateId,
      ),
    reopen: (decision, updateId) =>
      ask(
        reopenUpdate.name,
        { reason: 'Seen again', actor: reviewer, ...decision },
        'ALLOW_DUPLICATE',
        updateId,
      ),
  };
}

/** What the tenant's tables hold of the case. */
function storedOf(
  read: Case['read'],
): Pick<Case, 'tracking' | 'tasks' | 'alerts' | 'deliveries' | 'kinds' | 'reaches'> {
  return {
    tracking: async () => {
      const [row] = await read((tx) => rows(tx, 'vendor_security_tracking'));
      if (row === undefined) throw new Error('No tracking');
      return row;
    },
    tasks: () => read((tx) => rows(tx, 'action_items')),
    alerts: () => read((tx) => rows(tx, 'security_alerts')),
    deliveries: () => read((tx) => rows(tx, 'alert_deliveries')),
    kinds: async () => (await read((tx) => rows(tx, 'tracking_events'))).map(({ kind }) => kind),
    reaches: async (phase) => {
      await until(`phase ${phase}`, async () => {
        const [row] = await read((tx) => rows(tx, 'vendor_security_tracking'));
        return row?.phase === phase;
      });
    },
  };
}

/** The process of a case, once started. */
export async function processOf(test: Case, env: TestTemporal) {
  const instance = await until(
    'the process',
    async () => (await test.read((tx) => rows(tx, 'workflow_instances')))[0],
  );
  return { instance, handle: env.client.workflow.getHandle(processId(instance.id)) };
}
