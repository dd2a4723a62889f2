/** Killing the worker, the API or the database in the middle of many matches: nothing is lost, nothing is doubled. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startOwnDatabase } from '../support/servers/own-database.ts';
import { recordsFolder } from '../support/data/records.ts';
import { startProduct, type RunningProduct } from '../support/product/running-product.ts';
import { sized } from '../support/size.ts';

const MATCHES = sized(60, 200);

let product: RunningProduct | undefined;

afterEach(async () => {
  await product?.stop();
  product = undefined;
}, 60_000);

const manyCves = () =>
  recordsFolder(
    Array.from({ length: MATCHES }, (_, index) => ({
      id: `CVE-2026-${20_000 + index}`,
      description: `Flaw number ${index} in Ferncastle Gatehouse lets a remote attacker in.`,
      affected: [{ vendor: 'Ferncastle', product: 'Gatehouse' }],
      score: 7.5,
    })),
  );

async function begin(running: RunningProduct): Promise<void> {
  const { admin } = running.first.keys;
  await running.call(admin, 'POST', '/vendors', { name: 'Ferncastle Ltd', products: ['Gatehouse'] });
  const scan = await running.call(admin, 'POST', '/security-monitoring/scan?scan_type=cve&days_back=30');
  expect(scan.status).toBe(202);
}

const waiting = (running: RunningProduct) =>
  running.db.withTenant(running.first.id, async (tx) => {
    const row = await tx.sql
      .selectFrom('vendor_security_tracking')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('phase', '=', 'awaiting_qualification')
      .executeTakeFirstOrThrow();
    return row.n;
  });

const reached = (running: RunningProduct, count: number) =>
  running.until(
    `${count} responses to wait for a reviewer`,
    async () => (await waiting(running)) >= count,
    240,
  );

/** How many rows of each kind the trackings have, as `tracking → count`, folded to the distinct counts. */
async function effectsPerTracking(running: RunningProduct) {
  return running.db.withTenant(running.first.id, async (tx) => {
    const { rows } = await sql<Record<string, number>>`
      select distinct
        (select count(*) from action_items a where a.tracking_id = t.id and a.source_type = 'vendor_security_incident') as tasks,
        (select count(*) from security_alerts a where a.vendor_tracking_id = t.id) as alerts,
        (select count(*) from assessment_assignments a where a.tracking_id = t.id) as assignments,
        (select count(*) from workflow_instances w where w.tracking_id = t.id) as processes
      from vendor_security_tracking t`.execute(tx.sql);
    return rows;
  });
}

const mailsOf = (running: RunningProduct) =>
  running.mailbox.mails.filter(({ subject }) => subject.includes('Ferncastle'));

async function expectEveryEffectOnce(running: RunningProduct): Promise<void> {
  expect(await waiting(running)).toBe(MATCHES);
  expect(await effectsPerTracking(running)).toEqual([{ tasks: 1, alerts: 1, assignments: 1, processes: 1 }]);
  await running.until('every e-mail', () =>
    Promise.resolve(new Set(mailsOf(running).map(({ messageId }) => messageId)).size >= MATCHES),
  );
  const ids = new Set(mailsOf(running).map(({ messageId }) => messageId));
  expect(ids.size).toBe(MATCHES);
}

describe(`in the middle of ${MATCHES} matches`, () => {
  test('a worker killed with SIGKILL and started again leaves every effect exactly once', async () => {
    product = await startProduct({ records: { dir: manyCves(), mode: 'as-is' } });
    await begin(product);
    await reached(product, 20);
    await product.worker.kill();
    const before = await waiting(product);
    expect(before).toBeLessThan(MATCHES);
    await product.worker.start();
    await reached(product, MATCHES);
    await expectEveryEffectOnce(product);
    // A second copy exists only where the worker died between SMTP's answer and the commit: a handful at most.
    expect(mailsOf(product).length - MATCHES).toBeLessThanOrEqual(20);
  }, 400_000);

  test('a killed API and 20 seconds without PostgreSQL lose nothing', async () => {
    const database = await startOwnDatabase('stopped-postgres');
    product = await startProduct({ records: { dir: manyCves(), mode: 'as-is' }, database });
    await begin(product);
    await product.api.kill();
    await reached(product, 20);
    await database.stop();
    await sleep(20_000);
    await database.start();
    await product.api.start();
    await reached(product, MATCHES);
    await expectEveryEffectOnce(product);
    const [row] = (await product.call(product.first.keys.viewer, 'GET', '/trackings?limit=1')).body;
    expect(row.phase).toBe('awaiting_qualification');
    expect(await product.worker.stop()).toBe(0);
  }, 400_000);

  test('a worker told to stop while PostgreSQL lets it wait ends in time, and leaves nothing half done', async () => {
    product = await startProduct({ records: { dir: manyCves(), mode: 'as-is' } });
    await begin(product);
    await reached(product, 20);
    const blocker = new pg.Client({ connectionString: product.database.urls.superuser });
    await blocker.connect();
    await blocker.query('begin; lock table tracking_events in exclusive mode');
    await product.until('activities that wait', async () => {
      // The view would stay what it was when this transaction first looked.
      await blocker.query('select pg_stat_clear_snapshot()');
      const { rowCount } = await blocker.query(`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      return (rowCount ?? 0) > 0;
    });
    const asked = Date.now();
    expect(await product.worker.stop()).toBe(0);
    expect(Date.now() - asked).toBeLessThan(30_000);
    await blocker.end();
    await product.worker.start();
    await reached(product, MATCHES);
    await expectEveryEffectOnce(product);
  }, 400_000);
});
