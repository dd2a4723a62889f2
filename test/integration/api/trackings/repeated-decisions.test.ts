/** An Idempotency-Key names one decision of one sender on one response, however often and whenever it comes. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startProduct, type RunningProduct } from '../../../support/product/running-product.ts';
import { QUALIFICATION, RESOLUTION, track } from '../support/tracked.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct();
}, 300_000);
afterAll(() => product.stop(), 60_000);

const REASON = { reason: 'It is back' };
const withKey = (key: string) => ({ 'idempotency-key': key });

async function behindPolicies(query: string): Promise<void> {
  const client = new pg.Client({ connectionString: product.database.urls.superuser });
  await client.connect();
  try {
    await client.query(query);
  } finally {
    await client.end();
  }
}

/** As if the API had died between the decision and its answer. */
const loseAnswers = () => behindPolicies('delete from idempotency_keys');

/** As if all of this had happened the day before yesterday. */
async function twoDaysPass(): Promise<void> {
  await behindPolicies(`update idempotency_keys set created_at = created_at - interval '2 days'`);
  await behindPolicies(`update tracking_events set occurred_at = occurred_at - interval '2 days'`);
}

const kindsOf = ({ timeline }: { timeline: { kind: string }[] }) => timeline.map(({ kind }) => kind);

describe('a key', () => {
  test('of two people is two decisions', async () => {
    const { decide, waiting } = await track(product);
    await waiting();
    const draft = { ...QUALIFICATION, risk_level: 'low', status: 'in_progress' };
    expect((await decide('qualify-risk', draft, withKey('mine'))).body).toMatchObject({ risk_level: 'low' });
    const { admin } = product.first.keys;
    const second = await decide('qualify-risk', QUALIFICATION, withKey('mine'), admin);
    expect(second.body).toMatchObject({
      risk_level: 'high',
      risk_qualification_status: 'completed',
      qualified_by: product.first.users.admin.id,
    });
  }, 120_000);

  test('that comes again after a reopening, when it is long forgotten, is another decision', async () => {
    const { decide, read, waiting } = await track(product);
    await waiting();
    await decide('resolve', RESOLUTION, withKey('again'));
    await decide('reopen', REASON, withKey('again-open'));
    await twoDaysPass();
    expect((await decide('resolve', RESOLUTION, withKey('again'))).body).toMatchObject({
      status: 'resolved',
      response_no: 2,
    });
    await decide('reopen', REASON, withKey('again-open'));
    expect(await read()).toMatchObject({ status: 'monitoring', response_no: 3 });
  }, 120_000);

  test('that comes with another wish, when it is long forgotten, is another decision', async () => {
    const { decide, waiting } = await track(product);
    await waiting();
    await decide('qualify-risk', { ...QUALIFICATION, status: 'in_progress' }, withKey('draft'));
    await twoDaysPass();
    const second = await decide('qualify-risk', QUALIFICATION, withKey('draft'));
    expect(second.body.risk_qualification_status).toBe('completed');
  }, 120_000);
});

describe('a decision whose answer was lost', () => {
  test('is not made again, not even on the response that a reopening began', async () => {
    const { decide, waiting } = await track(product);
    await waiting();
    await decide('resolve', RESOLUTION, withKey('lost'));
    await loseAnswers();
    const again = await decide('resolve', RESOLUTION, withKey('lost'));
    expect([again.status, again.body.status]).toEqual([200, 'resolved']);
    await decide('reopen', REASON);
    await waiting();
    await loseAnswers();
    const late = await decide('resolve', RESOLUTION, withKey('lost'));
    expect([late.status, late.body.status, late.body.response_no]).toEqual([200, 'monitoring', 2]);
    expect(kindsOf(late.body).filter((kind) => kind === 'resolved')).toHaveLength(1);
  }, 120_000);

  test('of a reopening reopens once', async () => {
    const { decide, waiting } = await track(product);
    await waiting();
    await decide('resolve', RESOLUTION);
    await decide('reopen', REASON, withKey('open'));
    await loseAnswers();
    const again = await decide('reopen', REASON, withKey('open'));
    expect([again.status, again.body.response_no]).toEqual([200, 2]);
    await decide('resolve', RESOLUTION);
    await loseAnswers();
    const late = await decide('reopen', REASON, withKey('open'));
    expect([late.status, late.body.status, late.body.response_no]).toEqual([200, 'resolved', 2]);
    expect(kindsOf(late.body).filter((kind) => kind === 'reopened')).toHaveLength(1);
  }, 120_000);
});

describe('a reopening while no worker runs', () => {
  test('and sent again with its key reopens once', async () => {
    const { decide, read, waiting } = await track(product);
    await waiting();
    await decide('resolve', RESOLUTION);
    await product.worker.stop();
    expect((await decide('reopen', REASON, withKey('wait'))).status).toBe(202);
    const other = await decide('reopen', { reason: 'Something else' }, withKey('wait'));
    expect([other.status, other.body.type]).toEqual([422, 'urn:vigil:problem:idempotency-mismatch']);
    await product.worker.start();
    expect((await decide('reopen', REASON, withKey('wait'))).status).toBe(202);
    const tracking = await product.until('the effects', async () => {
      const now = await read();
      return now.phase === 'awaiting_qualification' && now;
    });
    expect(tracking.response_no).toBe(2);
    expect(kindsOf(tracking).filter((kind) => kind === 'reopened')).toHaveLength(1);
  }, 180_000);
});
