/** A response in real surroundings: PostgreSQL, the time-skipping engine, workers of both queues, an SMTP server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import type { Workflow } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import {
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type { Selectable, Updateable } from 'kysely';
import { pino } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { createDecisionActivities } from '../../../activities/responses/decisions.ts';
import { createDeliveryActivities, createSenders } from '../../../activities/deliveries/deliveries.ts';
import { createDigestActivities } from '../../../activities/deliveries/digests.ts';
import { withErrorKinds } from '../../../activities/support/errors.ts';
import { createProcessActivities } from '../../../activities/responses/processes.ts';
import { createResponseActivities } from '../../../activities/responses/responses.ts';
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
import { openDatabase, type Database, type Tables, type TenantTx } from '../../../src/db/database.ts';
import { workflowBundle } from '../../../src/worker/workflow-bundle.ts';
import { createTestDatabase, type TestDatabase } from '../../support/servers/database.ts';
import { startMailbox, type Mailbox } from '../../support/servers/mailbox.ts';
import { createTestTenant, type TestTenant } from '../../support/data/tenants.ts';
import { testTemporal } from '../../support/servers/temporal.ts';
import { createTimeSkippingEnvironment } from '../../support/servers/test-server.ts';
import { addMatch, type Match, type MatchOptions } from './match.ts';

/** Activities whose next try does its work and is then lost, as when a worker dies before it could report. */
export type Interruptions = Set<string>;

type Activity = (...args: never[]) => Promise<unknown>;

function interruptible<T extends Record<string, Activity>>(activities: T, lost: Interruptions): T {
  const wrapped = Object.entries(activities).map(([name, activity]) => [
    name,
    async (...args: never[]) => {
      const result = await activity(...args);
      if (lost.delete(name)) throw new Error('The worker died');
      return result;
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}

/** What the tests need of an engine; only the time-skipping one can `sleep` through days. */
export type TestTemporal = Pick<
  TestWorkflowEnvironment,
  'client' | 'nativeConnection' | 'namespace' | 'teardown' | 'sleep'
>;

/** A namespace of the real development server: for what the time-skipping one does not do as servers do. */
async function createDevEngine(): Promise<TestTemporal> {
  const { address, namespace } = await testTemporal();
  const nativeConnection = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  return {
    client: new Client({ connection, namespace }),
    nativeConnection,
    namespace,
    sleep: () => Promise.reject(new Error('Time does not skip here')),
    teardown: async () => {
      await connection.close();
      await nativeConnection.close();
    },
  };
}

export interface ResponseRig {
  lost: Interruptions;
  env: TestTemporal;
  db: Database;
  database: TestDatabase;
  mailbox: Mailbox;
  bundle: WorkflowBundleOption;
  /** A tenant with one user per role, a vendor, an incident and their tracking, not yet responded to. */
  match(
    options?: MatchOptions & { config?: Updateable<Tables['security_monitoring_configs']> },
  ): Promise<Case>;
  stop(): Promise<void>;
}

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

export type Row<T extends keyof Tables> = Awaited<ReturnType<typeof rows<T>>>[number];

/** All rows of a tenant's table, oldest first. */
export function rows<T extends keyof Tables>(tx: TenantTx, table: T): Promise<Selectable<Tables[T]>[]> {
  return tx.sql
    .selectFrom(table as 'action_items')
    .selectAll()
    .orderBy('id')
    .execute() as unknown as Promise<Selectable<Tables[T]>[]>;
}

/** Polls until `look` gives something; fails after 20 s with what it was waiting for. */
export async function until<T>(what: string, look: () => Promise<T | false | null | undefined>): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (seen !== false && seen !== null && seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await sleep(40);
  }
}

/** The SDK gives the test server 5 seconds to start, which a busy machine can miss. */
async function patiently<T>(make: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await make();
    } catch (error) {
      if (tries === 6) throw error;
    }
  }
}

const quiet = new DefaultLogger('ERROR');

/** Starts everything; stop it at the end. */
export async function startResponseRig(
  engine: 'time-skipping' | 'dev' = 'time-skipping',
): Promise<ResponseRig> {
  const logger = pino({ level: 'silent' });
  Runtime.install({ logger: quiet });
  const database = await createTestDatabase();
  const db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
  const mailbox = await startMailbox();
  const env = await (engine === 'dev' ? createDevEngine() : patiently(createTimeSkippingEnvironment));
  const bundle = await workflowBundle(logger);
  const senders = createSenders({ smtpUrl: mailbox.url, from: 'Vigil <vigil@vigil.example>' });
  const common = { connection: env.nativeConnection, namespace: env.namespace ?? 'default' };
  const deps = { db, logger };
  const outward = { ...deps, senders, publicUrl: 'https://vigil.example', client: env.client };
  const lost: Interruptions = new Set();
  const workers = [
    await Worker.create({
      ...common,
      taskQueue: TASK_QUEUES.responses,
      workflowBundle: bundle,
      activities: interruptible(
        withErrorKinds({
          ...createResponseActivities(deps),
          ...createDecisionActivities({ ...deps, client: env.client }),
          ...createProcessActivities(deps),
        }),
        lost,
      ),
    }),
    await Worker.create({
      ...common,
      taskQueue: TASK_QUEUES.deliveries,
      activities: interruptible(
        withErrorKinds({ ...createDeliveryActivities(outward), ...createDigestActivities(outward) }),
        lost,
      ),
    }),
  ];
  const runs = workers.map((worker) => worker.run());
  const rig: Omit<ResponseRig, 'match' | 'stop'> = { env, db, database, mailbox, bundle, lost };
  return {
    ...rig,
    match: (options = {}) => createCase(rig, options),
    async stop() {
      for (const worker of workers) worker.shutdown();
      await Promise.all(runs);
      Object.values(senders).forEach((sender) => sender.close());
      await env.teardown();
      await mailbox.close();
      await db.close();
      await database.drop();
    },
  };
}

async function createCase(
  { env, db }: Pick<ResponseRig, 'env' | 'db'>,
  { config, ...options }: Parameters<ResponseRig['match']>[0] & object,
): Promise<Case> {
  const tenant = await createTestTenant(db);
  const read = <T>(work: (tx: TenantTx) => Promise<T>) => db.withTenant(tenant.id, work);
  if (config) await read((tx) => tx.sql.updateTable('security_monitoring_configs').set(config).execute());
  const match = await addMatch(db, tenant, options);
  const { trackingId } = match;
  const person = tenant.users.security_reviewer;
  const reviewer: Actor = { userId: person.id, name: person.name, via: 'api' };
  const input: IncidentResponseInput = { tenantId: tenant.id, trackingId, responseNo: 1 };
  const start = { workflowId: responseId(trackingId), taskQueue: TASK_QUEUES.responses, args: [input] };
  const withStart = (reuse: 'ALLOW_DUPLICATE' | 'ALLOW_DUPLICATE_FAILED_ONLY') =>
    new WithStartWorkflowOperation('incidentResponse', {
      ...start,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: reuse,
    });
  const ask = (name: string, decision: unknown, reuse: Parameters<typeof withStart>[0], updateId?: string) =>
    env.client.workflow.executeUpdateWithStart<Workflow, DecisionOutcome, [unknown]>(name, {
      args: [decision],
      startWorkflowOperation: withStart(reuse),
      updateId: updateId ?? uuidv7(),
    });
  return {
    ...match,
    tenant,
    reviewer,
    read,
    handle: env.client.workflow.getHandle(start.workflowId),
    respond: () => env.client.workflow.start('incidentResponse', start),
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
