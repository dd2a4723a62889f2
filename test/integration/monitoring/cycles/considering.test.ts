import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { finishScan } from '../../../../src/services/monitoring/scans/finish-scan.ts';
import { createTestTenant } from '../../../support/data/tenants.ts';
import {
  addVendor,
  configure,
  cve,
  ingest,
  matchAll,
  openRig,
  trackings,
  type Rig,
  asFetched,
} from '../support/rig.ts';

let rig: Rig;
let tenantId: string;
let serial = 3000;
const nextId = () => `CVE-2026-${String((serial += 1))}`;

beforeAll(async () => {
  rig = await openRig();
});

beforeEach(async () => {
  tenantId = (await createTestTenant(rig.db)).id;
});

afterAll(() => rig.close());

const finish = (watermarks: Awaited<ReturnType<typeof matchAll>>['watermarks']) =>
  rig.db.withTenant(tenantId, (tx) =>
    finishScan(tx, {
      scanId: '00000000-0000-7000-8000-000000000000',
      watermarks,
      counts: { considered: 0, held: 0, matches: 0, responses: 0 },
      feeds: [],
    }),
  );

const matched = async () => (await trackings(rig.db, tenantId)).map((row) => row.external_id);

describe('which incidents a tenant looks at', () => {
  test('those at or above both thresholds, and those known to be exploited whatever their score', async () => {
    await addVendor(rig.db, tenantId);
    const [high, low, exploited] = [nextId(), nextId(), nextId()];
    await ingest(rig.db, [
      cve(high),
      cve(low, { cvssScore: 3.1, severity: 'low' }),
      cve(exploited, { cvssScore: 3.1, severity: 'low', kevAddedOn: '2026-01-02' }),
    ]);
    await matchAll(rig.db, tenantId);
    expect(await matched()).toEqual(expect.arrayContaining([high, exploited]));
    expect(await matched()).not.toContain(low);
    await configure(rig.db, tenantId, { cve_severity_threshold: 'critical', cve_cvss_threshold: 9.9 });
    const below = nextId();
    await ingest(rig.db, [cve(below)]);
    await matchAll(rig.db, tenantId);
    expect(await matched()).not.toContain(below);
  });

  test('one without a score waits, only where a vendor would have matched, and is judged when the score arrives', async () => {
    await addVendor(rig.db, tenantId);
    const [ours, theirs] = [nextId(), nextId()];
    const unscored = {
      cvssScore: null,
      severity: 'medium' as const,
      modifiedDate: '2026-01-01T00:00:00.000Z',
    };
    const elsewhere = { affectedProducts: [{ vendor: 'Qwortle', product: 'Plumb', source: 'nvd' }] };
    const text = { title: 'CVE: A flaw in Plumb', description: 'A flaw in Plumb.' };
    // Changed today, so that the first window takes it in.
    const today = new Date().toISOString();
    await ingest(rig.db, [
      cve(ours, { ...unscored, modifiedDate: today }),
      cve(theirs, { ...unscored, ...elsewhere, ...text, modifiedDate: today }),
    ]);
    const first = await matchAll(rig.db, tenantId);
    await finish(first.watermarks);
    const awaitingScore = await rig.db.withTenant(tenantId, (tx) =>
      tx.sql
        .selectFrom('tenant_incidents as t')
        .innerJoin('security_incidents as i', 'i.id', 't.incident_id')
        .select('i.external_id')
        .where('held_for_score', '=', true)
        .where('i.external_id', 'in', [ours, theirs])
        .execute(),
    );
    expect(awaitingScore.map((row) => row.external_id)).toEqual([ours]);
    expect(await matched()).not.toContain(ours);
    await ingest(rig.db, [cve(ours, { modifiedDate: new Date().toISOString() })]);
    expect((await matchAll(rig.db, tenantId)).matches).toBe(1);
    expect(await matched()).toContain(ours);
  });

  test('a known tracking is not made twice, and a resolved reason is not raised again', async () => {
    const vendor = await addVendor(rig.db, tenantId);
    const id = nextId();
    await ingest(rig.db, [cve(id)]);
    await matchAll(rig.db, tenantId);
    const [tracking] = (await trackings(rig.db, tenantId)).filter((row) => row.external_id === id);
    expect(tracking).toMatchObject({
      vendor_id: vendor,
      status: 'monitoring',
      risk_qualification_status: 'pending',
      incident_severity: 'critical',
    });
    expect((await matchAll(rig.db, tenantId)).matches).toBe(0);
    await rig.db.withTenant(tenantId, async (tx) => {
      await tx.sql
        .insertInto('match_feedback')
        .values({
          id: tracking?.id ?? '',
          tenant_id: tenantId,
          vendor_id: vendor,
          evidence_key: tracking?.evidence_key ?? '',
          verdict: 'false_positive',
        })
        .execute();
    });
    const again = nextId();
    await ingest(rig.db, [cve(again)]);
    await matchAll(rig.db, tenantId);
    expect(await matched()).not.toContain(again);
  });

  test('nobody is to qualify where no tasks are made', async () => {
    await configure(rig.db, tenantId, { auto_create_tasks: false });
    await addVendor(rig.db, tenantId);
    const id = nextId();
    await ingest(rig.db, [cve(id)]);
    await matchAll(rig.db, tenantId);
    const row = (await trackings(rig.db, tenantId)).find((one) => one.external_id === id);
    expect(row?.risk_qualification_status).toBe('not_required');
  });

  test('what a match leaves behind: timeline, audit entry, the incident being investigated', async () => {
    await addVendor(rig.db, tenantId);
    const id = nextId();
    await ingest(rig.db, [cve(id)]);
    await matchAll(rig.db, tenantId);
    const row = (await trackings(rig.db, tenantId)).find((one) => one.external_id === id);
    await rig.db.withTenant(tenantId, async (tx) => {
      const events = await tx.sql
        .selectFrom('tracking_events')
        .select('kind')
        .where('tracking_id', '=', row?.id ?? '')
        .execute();
      expect(events).toEqual([{ kind: 'matched' }]);
      const audit = await tx.sql
        .selectFrom('audit_log')
        .select('action')
        .where('target_id', '=', row?.id ?? '')
        .execute();
      expect(audit).toEqual([{ action: 'tracking.match' }]);
      const state = await tx.sql
        .selectFrom('tenant_incidents')
        .select('status')
        .where('incident_id', '=', row?.incident_id ?? '')
        .execute();
      expect(state).toEqual([{ status: 'investigating' }]);
    });
  });
});

describe('what a later cycle looks at', () => {
  test('only what changed since, page by page, and a vendor added brings the window back', async () => {
    await addVendor(rig.db, tenantId);
    await ingest(rig.db, [cve(nextId()), cve(nextId()), cve(nextId())]);
    const first = await matchAll(rig.db, tenantId, { limit: 2 });
    expect(first.considered).toBeGreaterThanOrEqual(3);
    await finish(first.watermarks);
    expect((await matchAll(rig.db, tenantId)).considered).toBe(0);
    await ingest(rig.db, [cve(nextId())]);
    expect(await matchAll(rig.db, tenantId)).toMatchObject({ considered: 1, matches: 1 });
    await addVendor(rig.db, tenantId, 'Zyxquil Network');
    const again = await matchAll(rig.db, tenantId, { limit: 2 });
    expect(again.considered).toBeGreaterThanOrEqual(first.considered + 1);
  });

  test('a row whose transaction committed late, after the cycle had read', async () => {
    await addVendor(rig.db, tenantId);
    const id = nextId();
    let commit: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (commit = resolve));
    let written: () => void = () => undefined;
    const wrote = new Promise<void>((resolve) => (written = resolve));
    const { ingestPage } = await import('../../../../src/services/catalogue/ingest/ingest.ts');
    const slow = ingestPage(rig.db, {
      source: 'nvd',
      records: [asFetched({ incident: cve(id) })],
      progress: { cursor: {} },
      also: async () => {
        written();
        await held;
      },
    });
    await wrote;
    // A faster writer commits meanwhile, and a cycle reads and moves its watermark.
    await ingest(rig.db, [cve(nextId(), { source: 'cve-org' })], 'cve-org');
    const early = await matchAll(rig.db, tenantId, { unsettled: true });
    await finish(early.watermarks);
    expect(await matched()).not.toContain(id);
    commit();
    await slow;
    await matchAll(rig.db, tenantId);
    expect(await matched()).toContain(id);
  });

  test('updates of a known incident: worse, or withdrawn', async () => {
    await addVendor(rig.db, tenantId);
    const [worse, gone] = [nextId(), nextId()];
    const mild = { cvssScore: 5.5, severity: 'medium' as const, modifiedDate: '2026-01-01T00:00:00.000Z' };
    const today = new Date().toISOString();
    await ingest(rig.db, [cve(worse, { ...mild, modifiedDate: today }), cve(gone)]);
    const first = await matchAll(rig.db, tenantId);
    await finish(first.watermarks);
    await rig.db.withTenant(tenantId, (tx) =>
      tx.sql
        .updateTable('vendor_security_tracking')
        .set({ response_workflow_id: 'incident-response/x' })
        .execute(),
    );
    const later = new Date(Date.now() + 1000).toISOString();
    await ingest(rig.db, [
      cve(worse, { modifiedDate: later }),
      cve(gone, { modifiedDate: later, withdrawnAt: later, sourceStatus: 'Rejected' }),
    ]);
    const { news: updates } = await matchAll(rig.db, tenantId);
    expect(updates.map(({ change }) => change.kind).sort()).toEqual(['withdrawn', 'worsened']);
  });
});

describe('one tenant', () => {
  test('sees, matches and counts nothing of another', async () => {
    const other = (await createTestTenant(rig.db)).id;
    await addVendor(rig.db, tenantId);
    await ingest(rig.db, [cve(nextId())]);
    await matchAll(rig.db, tenantId);
    await matchAll(rig.db, other);
    expect((await trackings(rig.db, tenantId)).length).toBeGreaterThan(0);
    expect(await trackings(rig.db, other)).toEqual([]);
    const rows = await rig.db.withTenant(other, (tx) =>
      tx.sql.selectFrom('tenant_incidents').selectAll().execute(),
    );
    expect(rows).toEqual([]);
  });
});
