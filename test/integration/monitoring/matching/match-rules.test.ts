/** What a false positive teaches: a rule that is seen, ends, and takes back all it did once it is undone. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { undoRule } from '../../../../src/services/response/match-rules/change-rule.ts';
import { createTestTenant, type TestTenant } from '../../../support/data/tenants.ts';
import { until } from '../support/engine.ts';
import { addVendor, cve, ingest, trackings } from '../support/rig.ts';
import { awaitsQualification, openRuleRig, type RuleRig } from '../support/rule-rig.ts';

const MINUTES = 60_000;
const DAY = 24 * 60 * MINUTES;
const RULES = '/security-monitoring/match-rules';
const FALSE_POSITIVE = {
  resolution_type: 'false_positive',
  resolution_notes: 'Another company of that name',
};

let rig: RuleRig;
let other: TestTenant;
let tenant: TestTenant;
let vendor: string;
/** Of the tenant's one vendor: each test has its own, since the catalogue is everybody's. */
let name: string;
const NAMES = ['Qorvanta', 'Belthuma', 'Drinmoor', 'Faxwelde', 'Gultreno', 'Hyspero'];
let serial = 7000;
const nextId = () => `CVE-2026-${String((serial += 1))}`;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString();

beforeAll(async () => {
  rig = await openRuleRig(async ({ db }) => {
    other = await createTestTenant(db);
  });
}, 5 * MINUTES);

afterAll(() => rig.close(), 2 * MINUTES);

beforeEach(async () => {
  tenant = await createTestTenant(rig.db);
  name = `${NAMES.pop() ?? ''} Networks`;
  vendor = await addVendor(rig.db, tenant.id, name);
}, MINUTES);

const flaw = (id: string, dates: Parameters<typeof cve>[1] = {}) =>
  cve(id, { affectedProducts: [{ vendor: name, product: 'Rocket', source: 'nvd' }], ...dates });

const rules = async () => (await rig.call(tenant.keys.viewer, 'GET', RULES)).body;
const matched = async () => (await trackings(rig.db, tenant.id)).map(({ external_id }) => external_id);

/** A rule, given by a tracking, that has suppressed an incident older than every window. */
async function ruleWithSuppressed() {
  const [first, second] = [nextId(), nextId()];
  await ingest(rig.db, [flaw(first)]);
  await rig.scan(tenant.id, 'cve');
  const given = await rig.tracking(tenant, first);
  expect((await rig.decide(tenant, given, 'resolve', FALSE_POSITIVE)).status).toBe(200);
  await ingest(rig.db, [flaw(second, { publishedDate: daysAgo(300), modifiedDate: daysAgo(200) })]);
  await rig.scan(tenant.id, 'cve');
  expect(await matched()).toEqual([first]);
  const [rule] = await rules();
  return { first, second, given, rule };
}

describe('a false positive', () => {
  test(
    'is listed as a rule in words, with who gave it, until when it counts and what it kept from being raised',
    async () => {
      const { first, second, given, rule } = await ruleWithSuppressed();
      expect(rule).toMatchObject({
        vendor: { id: vendor, name },
        says: `The incident names the company "${name}".`,
        state: 'active',
        created_by_name: tenant.users.security_reviewer.name,
        tracking: { id: given.id, external_id: first },
        false_positives: 1,
        kept_back: 1,
        latest_kept_back: { external_id: second },
      });
      expect((Date.parse(rule.expires_at) - Date.parse(rule.given_at)) / DAY).toBe(365);
      const theirs = await rig.call(other.keys.admin, 'GET', RULES);
      expect(theirs.body).toEqual([]);
      expect((await rig.call(other.keys.admin, 'DELETE', `${RULES}/${rule.id}`)).status).toBe(404);
      expect((await rig.call(tenant.keys.viewer, 'DELETE', `${RULES}/${rule.id}`)).status).toBe(403);
    },
    2 * MINUTES,
  );

  test(
    'counts as long as the configuration says, or as somebody sets; an expired one is shown and counts no more',
    async () => {
      await rig.db.withTenant(tenant.id, (tx) =>
        tx.sql.updateTable('security_monitoring_configs').set({ match_rule_days: null }).execute(),
      );
      const { rule } = await ruleWithSuppressed();
      expect(rule.expires_at).toBeNull();
      const set = (expires_at: string | null) =>
        rig.call(tenant.keys.security_reviewer, 'PATCH', `${RULES}/${rule.id}`, { expires_at });
      expect(await set(daysAgo(1))).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'expires_at' }] },
      });
      const ahead = new Date(Date.now() + 3 * DAY).toISOString();
      expect((await set(ahead)).body).toMatchObject({ expires_at: ahead, state: 'active' });
      await rig.db.withTenant(tenant.id, (tx) =>
        tx.sql
          .updateTable('match_feedback')
          .set({ expires_at: daysAgo(1) })
          .execute(),
      );
      expect((await rig.call(tenant.keys.viewer, 'GET', `${RULES}?state=expired`)).body).toMatchObject([
        { id: rule.id, state: 'expired' },
      ]);
      const next = nextId();
      await ingest(rig.db, [flaw(next)]);
      await rig.scan(tenant.id, 'cve');
      expect(await matched()).toContain(next);
    },
    2 * MINUTES,
  );
});

describe('an undone rule', () => {
  test(
    'reopens the tracking that gave it, and has raised what it suppressed, however old',
    async () => {
      const { second, given, first, rule } = await ruleWithSuppressed();
      const answer = await rig.call(tenant.keys.security_reviewer, 'DELETE', `${RULES}/${rule.id}`);
      expect(answer.status).toBe(204);
      await rig.tracking(tenant, second);
      const reopened = await rig.tracking(
        tenant,
        first,
        (row) => awaitsQualification(row) && row.response_no === 2,
      );
      expect(reopened).toMatchObject({ id: given.id, status: 'at_risk', resolution_type: null });
      expect(await rules()).toEqual([]);
      const path = `/vendors/${vendor}/security/${given.id}`;
      const { timeline } = (await rig.call(tenant.keys.viewer, 'GET', path)).body;
      const told = timeline.filter(({ kind }: { kind: string }) => /^rule_|^reopened/.test(kind));
      expect(told).toMatchObject([
        { kind: 'rule_made', detail: { rule_id: rule.id, says: rule.says } },
        { kind: 'rule_undone', actor_name: tenant.users.security_reviewer.name },
        { kind: 'reopened', actor_name: tenant.users.security_reviewer.name },
      ]);
      const audit = await rig.call(tenant.keys.admin, 'GET', '/audit-log?limit=200');
      const actions = audit.body.map(({ action }: { action: string }) => action);
      expect(actions).toEqual(expect.arrayContaining(['match_rule.create', 'match_rule.undo']));
    },
    2 * MINUTES,
  );

  test(
    'by reopening its tracking by hand is undone all the same',
    async () => {
      const { second, given } = await ruleWithSuppressed();
      expect((await rig.decide(tenant, given, 'reopen', { reason: 'It was ours' })).status).toBe(200);
      await rig.tracking(tenant, second);
      expect(await rules()).toEqual([]);
    },
    2 * MINUTES,
  );

  test(
    'stays undone when nobody could tell the engine: the next cycle carries it out',
    async () => {
      const { first, second, rule } = await ruleWithSuppressed();
      await rig.db.withTenant(tenant.id, async (tx) => {
        const decider = { userId: null, name: 'Somebody', via: 'api' } as const;
        await undoRule(tx, { actor: { type: 'user' }, decider }, rule.id);
      });
      await rig.scan(tenant.id, 'breach');
      await rig.tracking(tenant, second);
      await rig.scan(tenant.id, 'cve');
      await rig.tracking(tenant, first, (row) => awaitsQualification(row) && row.response_no === 2);
      await until('nothing to be owed', async () =>
        rig.db.withTenant(tenant.id, async (tx) => {
          const owed = await tx.sql.selectFrom('match_suppressions').selectAll().execute();
          const asked = await tx.sql.selectFrom('tracking_reopenings').selectAll().execute();
          return owed.length + asked.length === 0;
        }),
      );
    },
    2 * MINUTES,
  );

  test(
    'that several trackings gave is one of those that are left when one of them is reopened',
    async () => {
      const [first, second] = [nextId(), nextId()];
      await ingest(rig.db, [flaw(first), flaw(second)]);
      await rig.scan(tenant.id, 'cve');
      const given = [await rig.tracking(tenant, first), await rig.tracking(tenant, second)] as const;
      for (const row of given) await rig.decide(tenant, row, 'resolve', FALSE_POSITIVE);
      expect(await rules()).toMatchObject([{ tracking: { external_id: second }, false_positives: 2 }]);
      await rig.decide(tenant, given[1], 'reopen', { reason: 'It was ours' });
      expect(await rules()).toMatchObject([{ tracking: { external_id: first }, false_positives: 1 }]);
    },
    2 * MINUTES,
  );
});
