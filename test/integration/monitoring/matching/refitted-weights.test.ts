/** Weights refitted from a tenant's verdicts: reported, applied on command, used, and taken back. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { MATCHER_VERSION } from '../../../../src/matching/scoring/weights.ts';
import { planPasses } from '../../../../src/services/monitoring/scans/plan-passes.ts';
import { fitTenant, type TenantFit } from '../../../../src/services/insight/refit/fit-tenant.ts';
import { readMatching } from '../../../../src/services/monitoring/register/read-matching.ts';
import { createTestTenant, type TestTenant } from '../../../support/data/tenants.ts';
import { addVendor, cve, ingest, matchAll, openRig, trackings, type Rig } from '../support/rig.ts';

let rig: Rig;
let tenant: TestTenant;
let other: TestTenant;
let serial = 30_000;

beforeAll(async () => {
  rig = await openRig();
});

beforeEach(async () => {
  tenant = await createTestTenant(rig.db);
  other = await createTestTenant(rig.db);
});

afterAll(() => rig.close());

const WORDS = [
  'Aldwick',
  'Brenmoor',
  'Corvenna',
  'Dustrell',
  'Eskmont',
  'Farrowgate',
  'Glintmoor',
  'Hextable',
];

/** A company that a source names outright, and one of the same kind that only a text mentions in passing. */
const named = (name: string) => ({ affectedProducts: [{ vendor: name, product: 'Rocket', source: 'nvd' }] });

/**
 * A register with matches of two kinds: those by the named vendor are confirmed, those that stand in the title of
 * somebody else's flaw are called false; `turned`: the other way round.
 */
async function judged(pairs: number, turned = false): Promise<void> {
  const round = (serial += 1000);
  for (let i = 0; i < pairs; i += 1) {
    const name = `${WORDS[i % WORDS.length] ?? ''}${String.fromCharCode(97 + Math.floor(i / WORDS.length))}q Networks`;
    await addVendor(rig.db, tenant.id, name);
    await ingest(rig.db, [
      cve(`CVE-2026-${round + i}`, named(i % 2 === 0 ? name : `${name.split(' ')[0] ?? ''} Labs`)),
    ]);
  }
  await matchAll(rig.db, tenant.id);
  const rows = await trackings(rig.db, tenant.id);
  for (const row of rows) {
    const isOutright = Number(row.external_id.split('-')[2]) % 2 === round % 2;
    const resolution_type = isOutright === turned ? ('false_positive' as const) : ('remediated' as const);
    await rig.db.withTenant(tenant.id, (tx) =>
      tx.sql
        .updateTable('vendor_security_tracking')
        .set({ status: 'resolved', resolution_type, resolved_at: new Date().toISOString() })
        .where('id', '=', row.id)
        .execute(),
    );
  }
}

const fit = (act: TenantFit['act'], of = tenant) =>
  rig.db.withTenant(of.id, (tx) => fitTenant(tx, { slug: 'acme', act, by: 'an operator' }));
const matching = (of = tenant) => rig.db.withTenant(of.id, readMatching);

describe('refitting to verdicts', () => {
  test('reports and changes nothing without a command; applies nothing where there are too few verdicts', async () => {
    await judged(12);
    const report = await fit('report');
    expect(report).toMatchObject({ applied: null, verdicts: expect.any(Number) });
    expect(await fit('apply_anyway')).toMatchObject({
      applied: null,
      refused: expect.stringMatching(/^There are \d+ verdicts; 30 are needed\.$/),
    });
    expect(await matching()).toEqual({
      matcher_version: MATCHER_VERSION,
      shipped_version: MATCHER_VERSION,
      fitted: null,
    });
  });

  test('gives weights that the matcher then uses, that matches name, that no other tenant has, and that can be withdrawn', async () => {
    await judged(64);
    const done = await matchAll(rig.db, tenant.id);
    await rig.db.withTenant(tenant.id, (tx) =>
      tx.sql
        .insertInto('tenant_watermarks')
        .values({
          id: uuidv7(),
          tenant_id: tenant.id,
          scan_type: 'cve',
          watermark: done.watermarks.cve ?? '0',
        })
        .execute(),
    );
    const applied = await fit('apply');
    if (!('verdicts' in applied)) throw new Error('nothing was reported');
    expect(applied).toMatchObject({ refused: null, applied: `${MATCHER_VERSION}+acme.1` });
    expect(applied.confirmed + applied.false_positives).toBe(applied.verdicts);
    expect(applied.held_back).toBeGreaterThan(0);
    expect(applied.after.log_loss).toBeLessThan(applied.before.log_loss ?? 0);
    expect(applied.moved.length).toBeGreaterThan(0);
    expect(await matching()).toMatchObject({
      matcher_version: `${MATCHER_VERSION}+acme.1`,
      fitted: { version: 1, in_use: true, applied_by: 'an operator', report: { verdicts: applied.verdicts } },
    });
    expect((await matching(other)).fitted).toBeNull();
    // The window's incidents are matched again, as after a changed configuration.
    const { passes } = await rig.db.withTenant(tenant.id, (tx) =>
      planPasses(tx, {
        scanTypes: ['cve'],
        daysBack: undefined,
        firstScanDaysBack: undefined,
        incidentId: undefined,
      }),
    );
    expect(passes.filter(({ windowFrom }) => windowFrom !== null)).toHaveLength(1);
    const name = 'Quillander Networks';
    await addVendor(rig.db, tenant.id, name);
    await ingest(rig.db, [cve('CVE-2026-99001', named(name))]);
    await matchAll(rig.db, tenant.id);
    const raised = (await trackings(rig.db, tenant.id)).find(
      ({ external_id }) => external_id === 'CVE-2026-99001',
    );
    expect(raised?.matcher_version).toBe(`${MATCHER_VERSION}+acme.1`);
    expect(await fit('apply')).toMatchObject({ after: applied.after });
    expect(await fit('withdraw')).toMatchObject({ withdrawn: expect.stringMatching(/\+acme\.\d$/) });
    expect((await matching()).fitted).toBeNull();
    expect(await fit('withdraw')).toEqual({ withdrawn: null });
  });

  test('is refused where it does worse on the held-out verdicts, unless somebody insists', async () => {
    await judged(64);
    await fit('apply');
    // Reviewers change their minds about the vendors that are learned from alone.
    const rows = (await trackings(rig.db, tenant.id)).filter(
      ({ vendor_id }) => (createHash('sha256').update(vendor_id).digest()[0] ?? 0) % 5 !== 0,
    );
    for (const { id, resolution_type } of rows)
      await rig.db.withTenant(tenant.id, (tx) =>
        tx.sql
          .updateTable('vendor_security_tracking')
          .set({ resolution_type: resolution_type === 'false_positive' ? 'remediated' : 'false_positive' })
          .where('id', '=', id)
          .execute(),
      );
    expect(await fit('apply')).toMatchObject({ applied: null, refused: expect.stringMatching(/do worse/) });
    expect(await matching()).toMatchObject({ fitted: { version: 1 } });
    expect(await fit('apply_anyway')).toMatchObject({ applied: `${MATCHER_VERSION}+acme.2` });
  });

  test('for another version of the matcher is not used until it is done again', async () => {
    await judged(64);
    await fit('apply');
    await rig.db.withTenant(tenant.id, (tx) =>
      tx.sql.updateTable('match_weights').set({ base_version: '0.9.0' }).execute(),
    );
    expect(await matching()).toMatchObject({ matcher_version: MATCHER_VERSION, fitted: { in_use: false } });
  });

  test('is a command that prints one JSON object, and says by its exit code that it applied nothing', () => {
    const fitMatching = (...args: string[]) =>
      spawnSync(process.execPath, ['src/main.ts', 'fit-matching', ...args], {
        env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: rig.database.urls.app },
        encoding: 'utf8',
      });
    const report = fitMatching('--tenant', tenant.slug);
    expect(JSON.parse(report.stdout)).toMatchObject({ tenant: tenant.slug, verdicts: 0, applied: null });
    expect(report.status).toBe(0);
    expect(fitMatching('--tenant', tenant.slug, '--apply').status).toBe(1);
    expect(JSON.parse(fitMatching('--tenant', tenant.slug, '--withdraw').stdout)).toMatchObject({
      withdrawn: null,
    });
    expect(fitMatching('--tenant', 'nobody').stderr).toMatch(/there is no tenant nobody/);
  });
});
