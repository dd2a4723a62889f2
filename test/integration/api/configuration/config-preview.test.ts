/** What a changed configuration would match, tried on stored incidents before it is saved. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { createApp } from '../../../../api/app.ts';
import { addVendor, cve, ingest, matchAll, trackings } from '../../monitoring/support/rig.ts';
import { waitUntilBlocked } from '../../../support/servers/lock-waits.ts';
import { fieldsOf, startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
let vendor: string;

const named = { affectedProducts: [{ vendor: 'Zyxquil Networks', product: 'Rocket', source: 'nvd' }] };
const mentioned = {
  affectedProducts: [],
  title: 'A flaw',
  description: 'A flaw in Rocket allows attacks through Zyxquil Networks.',
};
const lesser = { severity: 'low' as const, cvssScore: 3.1 };
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const dated = (days: number) => ({ publishedDate: daysAgo(days), modifiedDate: daysAgo(days) });

const STORED = {
  'CVE-2026-41001': named,
  'CVE-2026-41002': mentioned,
  'CVE-2026-41003': { ...named, ...lesser },
  'CVE-2026-41004': { ...named, cvssScore: null, severity: 'medium' as const },
  'CVE-2026-41005': { ...named, ...dated(60) },
  'CVE-2026-41006': { affectedProducts: [{ vendor: 'Zyxquil Netwroks', product: 'Hive', source: 'nvd' }] },
};

beforeAll(async () => {
  rig = await startRig({ temporal: 'none' });
  vendor = await addVendor(rig.db, rig.first.id);
  await ingest(
    rig.db,
    Object.entries(STORED).map(([id, changes]) => cve(id, changes)),
  );
  await matchAll(rig.db, rig.first.id);
}, 300_000);
afterAll(() => rig.close());

const PATH = '/security-monitoring/config/preview';

const ask = (body: unknown, key = rig.first.keys.admin) => rig.call(key, 'POST', PATH, body);
const preview = async (body: object) => {
  const answer = await ask(body);
  expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
  return answer.body;
};
const idsOf = (pairs: { incident: { external_id: string }; vendor: { id: string } }[]) =>
  pairs
    .filter((pair) => pair.vendor.id === vendor)
    .map((pair) => pair.incident.external_id)
    .sort();

/** Everything that a preview could leave behind. */
async function rowsOf(tables: readonly string[]): Promise<Record<string, string>> {
  const counts: Record<string, string> = {};
  for (const table of tables)
    counts[table] = await rig.db.withTenant(rig.first.id, async (tx) => {
      const { rows } = await sql<{ state: string }>`
        select count(*) || ' ' || coalesce(max(x.xmin::text::bigint), 0) as state from ${sql.table(table)} x`.execute(
        tx.sql,
      );
      return rows[0]?.state ?? '';
    });
  return counts;
}

describe('a changed configuration', () => {
  test('that is the present one gains and loses nothing, and matches what a cycle matched', async () => {
    const { counts, gained, lost, cut } = await preview({});
    const tracked = (await trackings(rig.db, rig.first.id)).filter((row) => row.vendor_id === vendor);
    expect(tracked.map((row) => row.external_id)).toEqual(['CVE-2026-41001', 'CVE-2026-41006']);
    expect({ gained, lost, cut }).toEqual({ gained: [], lost: [], cut: false });
    expect(counts).toEqual({ now: counts.now, then: counts.now, gained: 0, lost: 0, kept: counts.now });
  });

  test('with a lower confidence gains what is nearly one, with the reason and why it is none now', async () => {
    const { gained, lost, counts } = await preview({
      config: { matching_rules: { min_match_confidence: 0.15 } },
    });
    expect(idsOf(gained)).toEqual(['CVE-2026-41002']);
    expect(lost).toEqual([]);
    expect(counts.then - counts.now).toBe(counts.gained);
    const pair = gained.find((one: { vendor: { id: string } }) => one.vendor.id === vendor);
    expect(pair.confidence.now).toBeCloseTo(pair.confidence.then, 9);
    expect(pair.confidence.then).toBeLessThan(0.5);
    expect(pair).toMatchObject({ vendor: { name: 'Zyxquil Networks' }, tracking: null });
    expect(pair.reason).toContain('Zyxquil Networks');
    expect(pair.why_not).toEqual([
      expect.stringMatching(/^Its confidence, 0\.\d\d, is below the threshold 0\.50\.$/),
    ]);
    expect(pair.evidence.length).toBeGreaterThan(0);
  });

  test('with other thresholds says by severity what they let in, and which one keeps it out today', async () => {
    const { gained, by_severity, considered } = await preview({
      config: { cve_severity_threshold: 'low', cve_cvss_threshold: 0 },
    });
    expect(idsOf(gained)).toEqual(['CVE-2026-41003']);
    expect(gained[0].why_not).toEqual([
      'Its severity, low, is below the threshold medium.',
      'Its CVSS score, 3.1, is below the threshold 5.0.',
    ]);
    expect(by_severity.low).toMatchObject({ now: 0, gained: 1 });
    expect(considered.then).toBe(Number(considered.now) + 1);
  });

  test('with stricter rules loses what rests on a misspelling, with its tracking', async () => {
    const { gained, lost, counts } = await preview({
      config: { matching_rules: { exact_match_required: true } },
    });
    expect(idsOf(lost)).toEqual(['CVE-2026-41006']);
    expect(gained).toEqual([]);
    expect(counts.kept).toBe(counts.then);
    const pair = lost.find((one: { vendor: { id: string } }) => one.vendor.id === vendor);
    expect(pair).toMatchObject({ tracking: { status: 'monitoring', resolution_type: null } });
    expect(pair.why_not.join()).toMatch(/left out by the matching rules/);
  });

  test('looks as far back as it is asked to, and counts what waits for a score', async () => {
    const few = await preview({ days: 30 });
    const more = await preview({ days: 90 });
    expect(more.counts.now).toBe(Number(few.counts.now) + 1);
    expect(few.held).toEqual({ now: 1, then: 1 });
    expect(fieldsOf(await ask({ days: 91 }))).toEqual(['days']);
  });

  test('with monitoring switched off loses everything of that kind', async () => {
    const { lost, counts } = await preview({ config: { cve_monitoring_enabled: false } });
    expect(idsOf(lost)).toEqual(['CVE-2026-41001', 'CVE-2026-41006']);
    expect(counts.then).toBe(counts.now - counts.lost);
    expect(lost[0].why_not).toEqual(['Monitoring of CVEs is switched off.']);
  });

  test('can be sent whole, as it was read; what is wrong in it is named', async () => {
    const { body: config } = await rig.call(rig.first.keys.admin, 'GET', '/security-monitoring/config');
    expect((await preview({ config })).counts.gained).toBe(0);
    const wrong = { matching_rules: { min_match_confidence: 2 }, cve_cvss_threshold: 11, nothing: 1 };
    expect(fieldsOf(await ask({ config: wrong })).sort()).toEqual([
      'config.cve_cvss_threshold',
      'config.matching_rules.min_match_confidence',
      'config.nothing',
    ]);
  });
});

describe('verdicts', () => {
  test('tell how right either side is, with and without the rules that they made; a rule left out is gained', async () => {
    const [row] = (await trackings(rig.db, rig.first.id)).filter(
      (one) => one.external_id === 'CVE-2026-41006',
    );
    const key = row?.evidence_key ?? '';
    const id = await rig.db.withTenant(rig.first.id, async (tx) => {
      await tx.sql
        .updateTable('vendor_security_tracking')
        .set({ status: 'resolved', resolution_type: 'false_positive', resolved_at: new Date().toISOString() })
        .where('id', '=', row?.id ?? '')
        .execute();
      await tx.sql
        .updateTable('vendor_security_tracking as t')
        .set({ status: 'resolved', resolution_type: 'mitigated', resolved_at: new Date().toISOString() })
        .where('t.vendor_id', '=', vendor)
        .where('t.id', '<>', row?.id ?? '')
        .execute();
      const made = await sql<{ id: string }>`
        insert into match_feedback (id, tenant_id, vendor_id, evidence_key, verdict, tracking_id, given_at)
        values (gen_random_uuid(), ${rig.first.id}, ${vendor}, ${key}, 'false_positive', ${row?.id ?? ''}, now())
        returning id`.execute(tx.sql);
      return made.rows[0]?.id ?? '';
    });
    const { verdicts, gained } = await preview({ without_rules: [id] });
    expect(idsOf(gained)).toEqual(['CVE-2026-41006']);
    expect(gained[0]).toMatchObject({ tracking: { status: 'resolved', resolution_type: 'false_positive' } });
    expect(verdicts).toMatchObject({ verdicts: 2, false_positives: 1 });
    expect(verdicts.now.with_rules).toEqual({ right: 1, wrong: 0, precision: 1 });
    expect(verdicts.now.without_rules).toEqual({ right: 1, wrong: 1, precision: 0.5 });
    expect(verdicts.then.with_rules).toEqual({ right: 1, wrong: 1, precision: 0.5 });
    const unknown = await ask({ without_rules: [id, rig.others.vendor] });
    expect([unknown.status, fieldsOf(unknown)]).toEqual([400, ['without_rules.1']]);
  });
});

describe('a preview', () => {
  test('leaves nothing behind', async () => {
    const tables = [
      'vendor_security_tracking',
      'tracking_events',
      'tenant_incidents',
      'match_suppressions',
      'match_feedback',
      'security_monitoring_configs',
      'audit_log',
      'scans',
      'idempotency_keys',
    ];
    const before = await rowsOf(tables);
    await preview({
      config: { matching_rules: { min_match_confidence: 0.1 }, cve_cvss_threshold: 0 },
      days: 90,
    });
    expect(await rowsOf(tables)).toEqual(before);
  });

  test("is an admin's to ask for, and needs a configuration", async () => {
    for (const role of ['viewer', 'security_reviewer', 'compliance'] as const)
      expect((await ask({}, rig.first.keys[role])).status).toBe(403);
    await rig.db.withTenant(rig.second.id, (tx) =>
      tx.sql.deleteFrom('security_monitoring_configs').execute(),
    );
    expect((await ask({}, rig.second.keys.admin)).status).toBe(404);
  });

  test('is refused while another one runs, and ends when it takes too long', async () => {
    const client = new pg.Client({ connectionString: rig.database.urls.superuser });
    await client.connect();
    try {
      // The first one waits for the register until the second one has its answer.
      await client.query('begin');
      await client.query('lock table vendors in access exclusive mode');
      const first = ask({ days: 90 });
      await waitUntilBlocked(rig.db);
      // In another process of the API, too.
      const other = await createApp(rig.deps).request(`/api/v1${PATH}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${rig.first.keys.admin}`, 'content-type': 'application/json' },
        body: JSON.stringify({ days: 90 }),
      });
      expect(other.status).toBe(409);
      expect((await ask({ days: 90 })).status).toBe(409);
      await client.query('rollback');
      expect((await first).status).toBe(200);
    } finally {
      await client.end();
    }
    expect((await ask({})).status).toBe(200);
    const hasty = await startRig({ temporal: 'none', deps: { previewTimeoutMs: 0 } });
    try {
      const answer = await hasty.call(hasty.first.keys.admin, 'POST', PATH, {});
      expect([answer.status, answer.body.type]).toEqual([503, 'urn:vigil:problem:unavailable']);
      expect(answer.body.detail).toContain('Fewer days');
    } finally {
      await hasty.close();
    }
  });
});
