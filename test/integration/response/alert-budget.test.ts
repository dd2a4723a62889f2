/** What a tenant's budget of alerts an hour counts, and how what it holds back is gathered into digests. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantTx } from '../../../src/db/database.ts';
import { json } from '../../../src/db/parsers.ts';
import { completeDigest } from '../../../src/services/response/alerts/digests.ts';
import { openDigests } from '../../../src/services/response/alerts/open-digests.ts';
import { processVendorSecurityIncident } from '../../../src/services/response/effects/respond.ts';
import { createTestTenant, type TestTenant } from '../../support/data/tenants.ts';
import { addMatch, type MatchOptions } from '../../workflows/support/match.ts';
import { startRig, type Rig } from '../api/support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ temporal: 'none' });
}, 300_000);
afterAll(() => rig.close(), 60_000);

const run = { workflowId: 'incident-response/x', runId: 'r' };
const at = (minutes: number) =>
  new Date(Date.parse('2026-03-05T10:00:00.000Z') + minutes * 60_000).toISOString();
const read = <T>(tenant: TestTenant, work: (tx: TenantTx) => Promise<T>) =>
  rig.db.withTenant(tenant.id, work);

async function tenantWith(
  alert_budget_per_hour: number,
  alert_recipients: object[] = [],
): Promise<TestTenant> {
  const tenant = await createTestTenant(rig.db);
  await read(tenant, (tx) =>
    tx.sql
      .updateTable('security_monitoring_configs')
      .set({ alert_budget_per_hour, alert_recipients: json(alert_recipients) as never })
      .execute(),
  );
  return tenant;
}

async function alert(tenant: TestTenant, minutes: number, options: MatchOptions = {}) {
  const { trackingId } = await addMatch(rig.db, tenant, options);
  await read(tenant, (tx) => processVendorSecurityIncident(tx, { trackingId, now: at(minutes), run }));
  return { trackingId, mail: await mailOf(tenant, trackingId) };
}
const mailOf = (tenant: TestTenant, trackingId: string) =>
  read(tenant, async (tx) => {
    const rows = await tx.sql
      .selectFrom('alert_deliveries as d')
      .innerJoin('security_alerts as a', 'a.id', 'd.alert_id')
      .select(['d.status'])
      .where('d.channel', '=', 'email')
      .where('a.vendor_tracking_id', '=', trackingId)
      .execute();
    return [...new Set(rows.map(({ status }) => status))].join();
  });
const open = (tenant: TestTenant, minutes: number) => read(tenant, (tx) => openDigests(tx, at(minutes)));
const deliveriesOf = (tenant: TestTenant, digestId: string | undefined) =>
  read(tenant, (tx) =>
    tx.sql
      .selectFrom('alert_deliveries')
      .selectAll()
      .where('digest_id', '=', digestId ?? '')
      .execute(),
  );

describe('the budget', () => {
  test('is not overspent by alerts that come at once', async () => {
    const tenant = await tenantWith(2);
    const all = await Promise.all(Array.from({ length: 8 }, () => alert(tenant, 0)));
    expect(all.map(({ mail }) => mail).toSorted()).toEqual([...Array(6).fill('held'), 'pending', 'pending']);
  });

  test('is that of the last 60 minutes', async () => {
    const tenant = await tenantWith(1);
    const mails = [];
    for (const minutes of [0, 59, 60, 61]) mails.push((await alert(tenant, minutes)).mail);
    expect(mails).toEqual(['pending', 'held', 'pending', 'held']);
  });

  test('lets urgent alerts through, which count', async () => {
    const tenant = await tenantWith(1);
    expect((await alert(tenant, 0, { severity: 'critical' })).mail).toBe('pending');
    expect((await alert(tenant, 1, { severity: 'low' })).mail).toBe('held');
    expect((await alert(tenant, 2, { type: 'data_breach', severity: 'low' })).mail).toBe('pending');
  });

  test('counts an alert once, however many groups it goes to, and none that was refused', async () => {
    const groups = [
      { recipient_type: 'role', recipient_ids: ['security_reviewer'] },
      { recipient_type: 'role', recipient_ids: ['compliance'] },
    ];
    const tenant = await tenantWith(2, groups);
    expect((await alert(tenant, 0)).mail).toBe('pending');
    expect((await alert(tenant, 1)).mail).toBe('pending');
    expect((await alert(tenant, 2)).mail).toBe('held');
    await read(tenant, (tx) =>
      tx.sql
        .updateTable('alert_deliveries')
        .set({ status: 'failed' })
        .where('status', '=', 'pending')
        .execute(),
    );
    expect((await alert(tenant, 3)).mail).toBe('pending');
  });

  test('shows in the API: queued since when, the message in the product, and why', async () => {
    const tenant = await tenantWith(1);
    await alert(tenant, 0);
    const { trackingId } = await alert(tenant, 1);
    const { body } = await rig.call(tenant.keys.admin, 'GET', '/security-alerts');
    expect(body[0].vendor_tracking_id).toBe(trackingId);
    const [mail, inApp] = ['email', 'in_app'].map((channel) =>
      body[0].deliveries.find((delivery: { channel: string }) => delivery.channel === channel),
    );
    expect(mail).toMatchObject({ status: 'held', attempts: 0, held_at: at(1), sent_at: null });
    expect(inApp).toMatchObject({ status: 'sent', held_at: null });
    const vendorId = body[0].vendor.id;
    const tracking = await rig.call(tenant.keys.viewer, 'GET', `/vendors/${vendorId}/security/${trackingId}`);
    const entry = tracking.body.timeline.find(({ kind }: { kind: string }) => kind === 'alert_held');
    expect(entry.detail.reason).toContain('budget of 1');
    expect(await (await rig.raw('/metrics')).text()).toMatch(
      /vigil_alert_deliveries\{channel="email",status="held"\} \d+/,
    );
  });
});

describe('a digest', () => {
  test('is due an hour after the first queued alert, and holds all of them', async () => {
    const tenant = await tenantWith(1);
    for (const minutes of [0, 10, 20, 30]) await alert(tenant, minutes);
    expect(await open(tenant, 69)).toEqual({ digestIds: [], nextAt: at(70) });
    const { digestIds, nextAt } = await open(tenant, 70);
    expect(nextAt).toBeNull();
    expect(digestIds).toHaveLength(1);
    expect(await deliveriesOf(tenant, digestIds[0])).toHaveLength(3);
  });

  test('is never added to, and followed by no other before it is out and an hour old', async () => {
    const tenant = await tenantWith(1);
    await alert(tenant, 0);
    await alert(tenant, 10);
    const [first] = (await open(tenant, 70)).digestIds;
    await alert(tenant, 71);
    await alert(tenant, 72);
    expect(await open(tenant, 200)).toEqual({ digestIds: [first], nextAt: null });
    const deliveryIds = (await deliveriesOf(tenant, first)).map(({ id }) => id);
    await read(tenant, (tx) =>
      completeDigest(tx, first ?? '', { deliveryIds, at: at(210), providerId: '<m>' }),
    );
    expect(await open(tenant, 211)).toEqual({ digestIds: [], nextAt: at(270) });
    const { digestIds } = await open(tenant, 270);
    expect(await deliveriesOf(tenant, digestIds[0])).toHaveLength(1);
  });

  test('is of one tenant and of people who are still there', async () => {
    const [tenant, other] = [await tenantWith(1), await tenantWith(1)];
    for (const each of [tenant, other]) {
      await alert(each, 0);
      await alert(each, 10);
    }
    await read(tenant, (tx) => tx.sql.updateTable('users').set({ is_active: false }).execute());
    expect(await open(tenant, 70)).toEqual({ digestIds: [], nextAt: null });
    expect((await open(other, 70)).digestIds).toHaveLength(1);
  });
});
