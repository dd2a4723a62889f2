/** A product in the middle of many matches, and what they must have come to in the end. */
import { afterEach, expect } from '@jest/globals';
import { sql } from 'kysely';
import { recordsFolder } from '../support/data/records.ts';
import {
  startProduct,
  type ProductOptions,
  type RunningProduct,
} from '../support/product/running-product.ts';
import { countWaiting } from '../support/data/waiting-responses.ts';
import { sized } from '../support/size.ts';

export const MATCHES = sized(60, 200);
/** Responses that wait for a reviewer when something is killed or stopped. */
const UNDER_WAY = 20;

const manyCves = () =>
  recordsFolder(
    Array.from({ length: MATCHES }, (_, index) => ({
      id: `CVE-2026-${20_000 + index}`,
      description: `Flaw number ${index} in Ferncastle Gatehouse lets a remote attacker in.`,
      affected: [{ vendor: 'Ferncastle', product: 'Gatehouse' }],
      score: 7.5,
    })),
  );

/** A product of the calling file's tests, stopped after each. */
export function useManyMatches(): (options?: ProductOptions) => Promise<RunningProduct> {
  let product: RunningProduct | undefined;
  afterEach(async () => {
    await product?.stop();
    product = undefined;
  }, 60_000);
  return async (options) => {
    product = await startProduct({ records: { dir: manyCves(), mode: 'as-is' }, ...options });
    return product;
  };
}

/** Begins to match, and returns in the middle of it; `matching` is called as soon as it has begun. */
export async function begin(running: RunningProduct, matching = () => Promise.resolve()): Promise<void> {
  const { admin } = running.first.keys;
  await running.call(admin, 'POST', '/vendors', { name: 'Ferncastle Ltd', products: ['Gatehouse'] });
  const scan = await running.call(admin, 'POST', '/security-monitoring/scan?scan_type=cve&days_back=30');
  expect(scan.status).toBe(202);
  await matching();
  await reached(running, UNDER_WAY);
}

/** Responses that wait for a reviewer. */
export const waiting = ({ db, first }: RunningProduct) => countWaiting(db, first.id);

export const reached = (running: RunningProduct, count: number) =>
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

export const mailsOf = (running: RunningProduct) =>
  running.mailbox.mails.filter(({ subject }) => subject.includes('Ferncastle'));

/** Waits for the mails, and sees that every match has one of each effect. */
export async function expectEveryEffectOnce(running: RunningProduct): Promise<void> {
  expect(await waiting(running)).toBe(MATCHES);
  expect(await effectsPerTracking(running)).toEqual([{ tasks: 1, alerts: 1, assignments: 1, processes: 1 }]);
  await running.until('every e-mail', () =>
    Promise.resolve(new Set(mailsOf(running).map(({ messageId }) => messageId)).size >= MATCHES),
  );
  const ids = new Set(mailsOf(running).map(({ messageId }) => messageId));
  expect(ids.size).toBe(MATCHES);
}
