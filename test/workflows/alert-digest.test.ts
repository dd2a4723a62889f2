/** Who is mailed what, and when, once a tenant's alerts exceed its budget of an hour. */
import { describe, expect, test } from '@jest/globals';
import { alertDigestId, responseId } from '../../src/contracts/ids.ts';
import { floodedTenant, type Flooded } from './support/flooded-tenant.ts';
import type { Match } from './support/match.ts';
import { rows } from './support/rows.ts';
import { until } from './support/until.ts';
import { useResponseRig } from './support/use-response-rig.ts';

const rig = useResponseRig('time-skipping', 120_000);

const flooded = (budget: number | null, channels?: string[]) => floodedTenant(rig, budget, channels);
const digestOf = (tenant: Flooded) => rig.env.client.workflow.getHandle(alertDigestId(tenant.of.tenant.id));
const digestStarted = (tenant: Flooded) =>
  until('the digest to be asked for', () =>
    digestOf(tenant)
      .describe()
      .catch(() => null),
  );
const isDigest = ({ subject }: { subject: string }) => subject.includes('more security alert');
const singleMails = (tenant: Flooded, number: number) =>
  until(`${number} single mails each`, () =>
    Promise.resolve(tenant.reviewers.every((reviewer) => tenant.mailsTo(reviewer).length === number)),
  );
const resolve = (match: Match, resolution_type: string) =>
  rig.env.client.workflow.getHandle(responseId(match.trackingId)).executeUpdate('resolve', {
    args: [
      {
        resolution_type,
        resolution_notes: '',
        actor: { userId: null, name: 'Reviewer', via: 'api' as const },
      },
    ],
  });

test('without a budget every alert goes by itself', async () => {
  const tenant = await flooded(null);
  for (let number = 0; number < 5; number += 1) await tenant.find();
  await singleMails(tenant, 5);
  expect(tenant.mailsTo(tenant.reviewers[0]).some(isDigest)).toBe(false);
});

describe('beyond the budget', () => {
  test('alerts show in the product at once, and come in one digest for each recipient when the hour is over', async () => {
    const tenant = await flooded(2);
    const first = await tenant.find({ severity: 'medium' });
    await tenant.find({ severity: 'medium' });
    const queued = [
      await tenant.find({ severity: 'low', vendorName: 'Low <b>Ltd</b>' }),
      await tenant.find({ severity: 'medium', vendorName: 'Middle Ltd', title: 'CVE-2026-7: Flaw' }),
      await tenant.find({ severity: 'high', vendorName: 'Upper Ltd', confidence: 0.77 }),
    ];
    const urgent = await tenant.find({ severity: 'critical' });
    await singleMails(tenant, 3);
    await digestStarted(tenant);
    expect(await tenant.mail(first)).toEqual(['sent', 'sent']);
    expect(await tenant.mail(urgent)).toEqual(['sent', 'sent']);
    for (const match of queued) expect(await tenant.mail(match)).toEqual(['held', 'held']);
    expect(await tenant.of.read((tx) => rows(tx, 'messages'))).toHaveLength(12);
    const events = await tenant.of.read((tx) => rows(tx, 'tracking_events'));
    expect(events.filter(({ kind }) => kind === 'alert_held').map(({ tracking_id }) => tracking_id)).toEqual(
      queued.map(({ trackingId }) => trackingId),
    );
    expect(events.find(({ kind }) => kind === 'alert_held')?.detail['reason']).toContain('budget of 2');

    await rig.env.sleep('50 minutes');
    expect(tenant.mailsTo(tenant.reviewers[0])).toHaveLength(3);
    await rig.env.sleep('11 minutes');
    await digestOf(tenant).result();
    for (const reviewer of tenant.reviewers) {
      const digests = tenant.mailsTo(reviewer).filter(isDigest);
      expect(digests.map(({ subject }) => subject)).toEqual([
        `3 more security alerts for Tenant ${tenant.of.tenant.slug}`,
      ]);
      const text = digests[0]?.text ?? '';
      const order = ['Upper Ltd - ', 'Middle Ltd - CVE-2026-7: Flaw', 'Low <b>Ltd</b> - '].map((vendor) =>
        text.indexOf(vendor),
      );
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(order).not.toContain(-1);
      expect(text).toContain('Confidence: 77 % - Vendor and product named');
      expect(text).toContain(`https://vigil.example/vendors/${queued[0]?.vendorId ?? ''}/security/`);
    }
    const ids = tenant.reviewers.map((reviewer) => tenant.mailsTo(reviewer).find(isDigest)?.messageId);
    expect(new Set(ids).size).toBe(2);
    const sent = (await tenant.of.deliveries()).filter(({ held_at }) => held_at !== null);
    expect(sent.map(({ status, attempts }) => [status, attempts])).toEqual(Array(6).fill(['sent', 1]));
    expect(new Set(sent.map(({ provider_id }) => provider_id))).toEqual(new Set(ids));
    const alerts = (await tenant.of.alerts()).filter(({ channels_sent }) => channels_sent.includes('email'));
    expect(alerts).toHaveLength(6);
  });

  test('what was resolved before is left out, and who heard of nothing is told of no false positive', async () => {
    const tenant = await flooded(1, ['email']);
    const single = await tenant.find();
    const [mistaken, mended, open] = [await tenant.find(), await tenant.find(), await tenant.find()];
    await singleMails(tenant, 1);
    await digestStarted(tenant);
    await resolve(mistaken, 'false_positive');
    await resolve(mended, 'remediated');
    expect(await tenant.mail(mistaken)).toEqual(['skipped', 'skipped']);
    expect(await tenant.mail(mended)).toEqual(['skipped', 'skipped']);
    expect(await tenant.of.read((tx) => rows(tx, 'messages'))).toEqual([]);
    await rig.env.sleep('61 minutes');
    await digestOf(tenant).result();
    expect(await tenant.mail(open)).toEqual(['sent', 'sent']);
    const [digest, ...more] = tenant.mailsTo(tenant.reviewers[0]).filter(isDigest);
    expect(more).toEqual([]);
    expect(digest?.subject).toMatch(/^1 more security alert for/);
    expect(digest?.text).toContain(open.trackingId);
    await resolve(single, 'false_positive');
    await resolve(open, 'false_positive');
    const told = (await tenant.of.read((tx) => rows(tx, 'messages'))).map(({ title }) => title.split(':')[0]);
    expect(told).toEqual(Array(4).fill('False positive'));
  });

  test('what is queued still comes when the budget is taken away, and new alerts go at once', async () => {
    const tenant = await flooded(1);
    await tenant.find();
    await tenant.find();
    await singleMails(tenant, 1);
    await digestStarted(tenant);
    await tenant.of.read((tx) =>
      tx.sql.updateTable('security_monitoring_configs').set({ alert_budget_per_hour: null }).execute(),
    );
    await tenant.find();
    await singleMails(tenant, 2);
    await rig.env.sleep('61 minutes');
    await digestOf(tenant).result();
    expect(tenant.mailsTo(tenant.reviewers[0]).filter(isDigest)).toHaveLength(1);
  });

  test('a tracking that worsened while it was queued is told of once, and the alert of it is not forgotten', async () => {
    const tenant = await flooded(1);
    await tenant.find();
    const worse = await tenant.find({ severity: 'low' });
    await singleMails(tenant, 1);
    await rig.db.withFeedRole((tx) =>
      tx.sql
        .updateTable('security_incidents')
        .set({ severity: 'high', fingerprint: 'second' })
        .where('id', '=', worse.incidentId)
        .execute(),
    );
    await rig.env.client.workflow
      .getHandle(responseId(worse.trackingId))
      .signal('incidentChanged', { kind: 'worsened', severity: 'high', kev: false, fingerprint: 'second' });
    await until('the second alert', async () => (await tenant.mail(worse)).length === 4);
    await rig.env.sleep('61 minutes');
    await digestOf(tenant).result();
    const [digest] = tenant.mailsTo(tenant.reviewers[0]).filter(isDigest);
    expect(digest?.subject).toMatch(/^1 more/);
    expect(digest?.text).toContain('Severity: high');
    expect(await tenant.mail(worse)).toEqual(Array(4).fill('sent'));
  });
});

describe('a digest', () => {
  test('that a mail server does not take for hours arrives later, and keeps nobody else waiting', async () => {
    const tenant = await flooded(1);
    const [slow, quick] = tenant.reviewers;
    await tenant.find();
    await singleMails(tenant, 1);
    rig.mailbox.refusals.set(slow, 451);
    const queued = await tenant.find();
    await digestStarted(tenant);
    await rig.env.sleep('3 hours');
    expect(tenant.mailsTo(quick).filter(isDigest)).toHaveLength(1);
    expect((await tenant.mail(queued)).toSorted()).toEqual(['held', 'sent']);
    rig.mailbox.refusals.clear();
    await rig.env.sleep('30 minutes');
    await digestOf(tenant).result();
    expect(await tenant.mail(queued)).toEqual(['sent', 'sent']);
    expect(tenant.mailsTo(slow).filter(isDigest)).toHaveLength(1);
    expect(tenant.mailsTo(quick).filter(isDigest)).toHaveLength(1);
  });

  test('refused for good is failed, and on the timeline of every tracking in it', async () => {
    const tenant = await flooded(1);
    const [gone] = tenant.reviewers;
    await tenant.find();
    await singleMails(tenant, 1);
    rig.mailbox.refusals.set(gone, 550);
    const queued = [await tenant.find(), await tenant.find()];
    await digestStarted(tenant);
    await rig.env.sleep('61 minutes');
    await digestOf(tenant).result();
    rig.mailbox.refusals.clear();
    for (const match of queued) expect((await tenant.mail(match)).toSorted()).toEqual(['failed', 'sent']);
    const failures = (await tenant.of.read((tx) => rows(tx, 'tracking_events'))).filter(
      ({ kind }) => kind === 'delivery_failed',
    );
    expect(failures.map(({ tracking_id }) => tracking_id).toSorted()).toEqual(
      queued.map(({ trackingId }) => trackingId).toSorted(),
    );
  });

  test('goes out once though workers die between a step and its report', async () => {
    const tenant = await flooded(1);
    await tenant.find();
    await singleMails(tenant, 1);
    rig.lost.add('deliverAlert');
    await tenant.find();
    await digestStarted(tenant);
    rig.lost.add('openDigests').add('sendDigest');
    await rig.env.sleep('62 minutes');
    await digestOf(tenant).result();
    expect(rig.lost.size).toBe(0);
    for (const reviewer of tenant.reviewers) {
      expect(tenant.mailsTo(reviewer).filter(isDigest)).toHaveLength(1);
    }
  });
});
