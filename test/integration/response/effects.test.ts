/** The database side of a response: who is told, who gets the task, and that calls at once have one effect. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { openDatabase, type Database, type TenantTx } from '../../../src/db/database.ts';
import { json } from '../../../src/db/parsers.ts';
import { resolveTracking } from '../../../src/services/response/decisions/resolve.ts';
import { processVendorSecurityIncident } from '../../../src/services/response/effects/respond.ts';
import { createTestDatabase, type TestDatabase } from '../../support/servers/database.ts';
import { createTestTenant, type TestTenant } from '../../support/data/tenants.ts';
import { addMatch, type Match } from '../../workflows/support/match.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({ app: database.urls.app, feed: database.urls.feed });
}, 300_000);
afterAll(async () => {
  await db.close();
  await database.drop();
}, 60_000);

const run = { workflowId: 'incident-response/x', runId: 'r' };
const now = '2026-03-05T10:00:00.000Z';
const respond = (tenant: TestTenant, { trackingId }: Match) =>
  db.withTenant(tenant.id, (tx) => processVendorSecurityIncident(tx, { trackingId, now, run }));
const read = <T>(tenant: TestTenant, work: (tx: TenantTx) => Promise<T>) => db.withTenant(tenant.id, work);

const addUser = async (
  tenant: TestTenant,
  roles: ('security_reviewer' | 'compliance' | 'admin')[],
  name: string,
) => {
  const id = uuidv7();
  await read(tenant, (tx) =>
    tx.sql
      .insertInto('users')
      .values({ id, tenant_id: tx.tenantId, name, email: `${name}@x.example`, roles })
      .execute(),
  );
  return id;
};
const configure = (tenant: TestTenant, alert_recipients: object[]) =>
  read(tenant, (tx) =>
    tx.sql
      .updateTable('security_monitoring_configs')
      .set({ alert_recipients: json(alert_recipients) as never })
      .execute(),
  );
const mailsTo = async (tenant: TestTenant) =>
  (
    await read(tenant, (tx) =>
      tx.sql
        .selectFrom('alert_deliveries')
        .select('recipient')
        .where('channel', '=', 'email')
        .orderBy('recipient')
        .execute(),
    )
  ).map(({ recipient }) => recipient);

describe('an alert', () => {
  test('reaches a person of several groups once per channel', async () => {
    const tenant = await createTestTenant(db);
    const both = await addUser(tenant, ['security_reviewer', 'compliance'], 'both');
    await respond(tenant, await addMatch(db, tenant, { type: 'data_breach' }));
    expect(await mailsTo(tenant)).toEqual(
      [tenant.users.security_reviewer.email, tenant.users.compliance.email, 'both@x.example'].toSorted(),
    );
    const messages = await read(tenant, (tx) =>
      tx.sql.selectFrom('messages').selectAll().where('user_id', '=', both).execute(),
    );
    expect(messages).toHaveLength(1);
  });

  test('goes to named users and teams, never to people who left', async () => {
    const tenant = await createTestTenant(db);
    const member = await addUser(tenant, [], 'member');
    const left = await addUser(tenant, [], 'left');
    const team = uuidv7();
    await read(tenant, async (tx) => {
      await tx.sql.insertInto('teams').values({ id: team, tenant_id: tx.tenantId, name: 'SOC' }).execute();
      for (const user_id of [member, left]) {
        await tx.sql
          .insertInto('team_members')
          .values({ id: uuidv7(), tenant_id: tx.tenantId, team_id: team, user_id })
          .execute();
      }
      await tx.sql.updateTable('users').set({ is_active: false }).where('id', '=', left).execute();
    });
    await configure(tenant, [
      { recipient_type: 'team', recipient_ids: [team] },
      { recipient_type: 'user', recipient_ids: [tenant.users.viewer.id] },
    ]);
    await respond(tenant, await addMatch(db, tenant));
    expect(await mailsTo(tenant)).toEqual(['member@x.example', tenant.users.viewer.email].toSorted());
  });

  test('that would reach nobody reaches admins', async () => {
    const tenant = await createTestTenant(db);
    await configure(tenant, [{ recipient_type: 'team', recipient_ids: [uuidv7()] }]);
    await respond(tenant, await addMatch(db, tenant));
    expect(await mailsTo(tenant)).toEqual([tenant.users.admin.email]);
  });
});

describe('a task', () => {
  const assignee = async (tenant: TestTenant) =>
    (await read(tenant, (tx) => tx.sql.selectFrom('action_items').select('assigned_to').execute())).map(
      ({ assigned_to }) => assigned_to,
    );

  test('goes to the reviewer with the fewest open ones', async () => {
    const tenant = await createTestTenant(db);
    const second = await addUser(tenant, ['security_reviewer'], 'second');
    await respond(tenant, await addMatch(db, tenant));
    await respond(tenant, await addMatch(db, tenant));
    expect((await assignee(tenant)).toSorted()).toEqual(
      [tenant.users.security_reviewer.id, second].toSorted(),
    );
  });

  test('goes to an admin without reviewers, and to nobody without either', async () => {
    const tenant = await createTestTenant(db);
    const without = (role: 'security_reviewer' | 'admin') =>
      read(tenant, (tx) =>
        tx.sql
          .updateTable('users')
          .set({ is_active: false })
          .where('id', '=', tenant.users[role].id)
          .execute(),
      );
    await without('security_reviewer');
    await respond(tenant, await addMatch(db, tenant));
    expect(await assignee(tenant)).toEqual([tenant.users.admin.id]);
    await without('admin');
    await respond(tenant, await addMatch(db, tenant));
    expect(await assignee(tenant)).toContain(null);
  });
});

test('calls at once have one effect', async () => {
  const tenant = await createTestTenant(db);
  const match = await addMatch(db, tenant, { type: 'data_breach' });
  const answers = await Promise.all([1, 2, 3, 4].map(() => respond(tenant, match)));
  expect(new Set(answers.map(({ state }) => state.taskId)).size).toBe(1);
  const counts = await read(tenant, async (tx) =>
    Promise.all(
      (['action_items', 'assessment_assignments', 'workflow_instances', 'security_alerts'] as const).map(
        async (table) => (await tx.sql.selectFrom(table).select('id').execute()).length,
      ),
    ),
  );
  expect(counts).toEqual([1, 1, 1, 2]);
});

test('two last resolutions at once settle the incident', async () => {
  const tenant = await createTestTenant(db);
  const first = await addMatch(db, tenant);
  const second = await addMatch(db, tenant, { vendorName: 'Other' });
  await read(tenant, (tx) =>
    tx.sql
      .updateTable('vendor_security_tracking')
      .set({ incident_id: first.incidentId })
      .where('id', '=', second.trackingId)
      .execute(),
  );
  await Promise.all([respond(tenant, first), respond(tenant, second)]);
  const decision = {
    resolution_type: 'mitigated' as const,
    resolution_notes: '',
    actor: { userId: null, name: 'Key', via: 'api' as const },
  };
  await Promise.all(
    [first, second].map(({ trackingId }) =>
      db.withTenant(tenant.id, (tx) =>
        resolveTracking(tx, { trackingId, decisionId: trackingId, decision, now, run }),
      ),
    ),
  );
  const states = await read(tenant, (tx) =>
    tx.sql
      .selectFrom('tenant_incidents')
      .select('status')
      .where('incident_id', '=', first.incidentId)
      .execute(),
  );
  expect(states).toEqual([{ status: 'resolved' }]);
});

test("another tenant's tracking is not there", async () => {
  const [mine, theirs] = [await createTestTenant(db), await createTestTenant(db)];
  const match = await addMatch(db, theirs);
  await expect(respond(mine, match)).rejects.toMatchObject({ code: 'TrackingNotFound' });
});

test('every effect is in the audit log', async () => {
  const tenant = await createTestTenant(db);
  await respond(tenant, await addMatch(db, tenant));
  const actions = await read(tenant, (tx) => tx.sql.selectFrom('audit_log').select('action').execute());
  expect(actions.map(({ action }) => action).toSorted()).toEqual([
    'alert.create',
    'assessment.assign',
    'process.start',
    'task.create',
  ]);
});
