/** Match rules where the database alone decides: what is forgotten, and two that meet. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import {
  purgeTenant,
  EXPIRED_RULES_KEPT_DAYS,
} from '../../../../src/services/operations/maintenance/purge.ts';
import { undoRule } from '../../../../src/services/response/match-rules/change-rule.ts';
import { matchPage } from '../../../../src/services/monitoring/matching/match-page.ts';
import { createRegisterReader } from '../../../../src/services/monitoring/register/register.ts';
import { createTestTenant } from '../../../support/data/tenants.ts';
import { addVendor, cve, ingest, matchAll, openRig, trackings, type Rig } from '../support/rig.ts';

let rig: Rig;
let tenantId: string;
let vendor: string;
let serial = 50_000;
const nextId = () => `CVE-2026-${String((serial += 1))}`;
const NAMES = ['Jandervale Systems', 'Kolbrigg Systems', 'Lomquist Systems'];
let name: string;

beforeAll(async () => {
  rig = await openRig();
});

beforeEach(async () => {
  name = NAMES.pop() ?? '';
  tenantId = (await createTestTenant(rig.db)).id;
  vendor = await addVendor(rig.db, tenantId, name);
});

afterAll(() => rig.close());

const flaw = () => cve(nextId(), { affectedProducts: [{ vendor: name, product: 'Rocket', source: 'nvd' }] });
const by = { actor: { type: 'user' }, decider: { userId: null, name: 'Somebody', via: 'api' } } as const;

async function addRule(evidence_key: string, expires_at: string | null = null): Promise<string> {
  const id = uuidv7();
  const row = { id, tenant_id: tenantId, vendor_id: vendor, evidence_key, expires_at };
  await rig.db.withTenant(tenantId, (tx) =>
    tx.sql
      .insertInto('match_feedback')
      .values({ ...row, verdict: 'false_positive' })
      .execute(),
  );
  return id;
}

/** What keeps a vendor's named incidents back, learned from one that was raised. */
async function reason(): Promise<string> {
  await ingest(rig.db, [flaw()]);
  await matchAll(rig.db, tenantId);
  return (await trackings(rig.db, tenantId))[0]?.evidence_key ?? '';
}

const suppressions = () =>
  rig.db.withTenant(tenantId, (tx) => tx.sql.selectFrom('match_suppressions').selectAll().execute());

const raised = async () => (await trackings(rig.db, tenantId)).map(({ external_id }) => external_id);

test('a rule that expired long ago is deleted, and what it suppressed is not owed another look', async () => {
  const key = await reason();
  const rule = await addRule(key);
  await ingest(rig.db, [flaw()]);
  await matchAll(rig.db, tenantId);
  expect(await suppressions()).toMatchObject([{ rule_id: rule }]);
  const expire = (days: number) =>
    rig.db.withTenant(tenantId, (tx) =>
      tx.sql
        .updateTable('match_feedback')
        .set({ expires_at: new Date(Date.now() - days * 86_400_000).toISOString() })
        .execute(),
    );
  const purge = () => purgeTenant(rig.db, tenantId, new AbortController().signal);
  await expire(EXPIRED_RULES_KEPT_DAYS - 1);
  await purge();
  expect(await suppressions()).toHaveLength(1);
  await expire(EXPIRED_RULES_KEPT_DAYS + 1);
  await purge();
  expect(await suppressions()).toEqual([]);
  expect(
    await rig.db.withTenant(tenantId, (tx) => tx.sql.selectFrom('match_feedback').select('id').execute()),
  ).toEqual([]);
});

/** A page with the one incident that is given, as somebody asks for it. */
async function pageOf(externalId: string) {
  const { id } = await rig.db.withTenant(tenantId, (tx) =>
    tx.sql
      .selectFrom('security_incidents')
      .select('id')
      .where('external_id', '=', externalId)
      .executeTakeFirstOrThrow(),
  );
  const pass = { scanType: 'cve', changedFrom: null, changedBefore: '0', windowFrom: null } as const;
  return { pass: { ...pass, incidentId: id }, after: null, limit: 10 };
}

test('whoever undoes a rule while a cycle keeps something back under it finds that, too', async () => {
  const rule = await addRule(await reason());
  const late = flaw();
  await ingest(rig.db, [late]);
  const page = await pageOf(late.externalId);
  let undone = false;
  let undoing: Promise<unknown> = Promise.resolve();
  await rig.db.withTenant(tenantId, async (tx) => {
    await matchPage(tx, createRegisterReader(), page);
    undoing = rig.db.withTenant(tenantId, (other) => undoRule(other, by, rule)).then(() => (undone = true));
    await sleep(500);
    expect(undone).toBe(false);
  });
  await undoing;
  expect(await suppressions()).toMatchObject([{ rule_id: null, incident_id: page.pass.incidentId }]);
  await matchAll(rig.db, tenantId);
  expect(await raised()).toContain(late.externalId);
  expect(await suppressions()).toEqual([]);
});

test('a cycle that meets a rule just being undone raises what the rule would have suppressed', async () => {
  const rule = await addRule(await reason());
  const late = flaw();
  await ingest(rig.db, [late]);
  const page = await pageOf(late.externalId);
  let matching: Promise<unknown> = Promise.resolve();
  await rig.db.withTenant(tenantId, async (tx) => {
    await undoRule(tx, by, rule);
    matching = rig.db.withTenant(tenantId, (other) => matchPage(other, createRegisterReader(), page));
    await sleep(500);
  });
  expect(await matching).toMatchObject({ matches: 1 });
  expect(await raised()).toContain(late.externalId);
  expect(await suppressions()).toEqual([]);
});
