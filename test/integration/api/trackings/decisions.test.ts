/** Decisions on the whole running product: answered, told the first, refused when closed, safe to send again. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { startProduct, type RunningProduct } from '../../../support/product/running-product.ts';
import { QUALIFICATION, RESOLUTION, track } from '../support/tracked.ts';

let product: RunningProduct;
beforeAll(async () => {
  product = await startProduct();
}, 300_000);
afterAll(() => product.stop(), 60_000);

describe('a reviewer', () => {
  test('qualifies, is told the first when qualifying otherwise, corrects it, resolves, and learns who did when it is closed', async () => {
    const { decide, waiting } = await track(product);
    const before = await waiting();
    expect(before.workflow.id).toBe(`incident-response/${before.id}`);
    expect(before.task.status).toBe('pending');

    const draft = await decide('qualify-risk', { ...QUALIFICATION, status: 'in_progress' });
    expect(draft.body).toMatchObject({
      risk_qualification_status: 'in_progress',
      task: { status: 'in_progress' },
    });

    const first = await decide('qualify-risk', QUALIFICATION);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      status: 'at_risk',
      risk_qualification_status: 'completed',
      risk_level: 'high',
      phase: 'awaiting_resolution',
      qualified_by: product.first.users.security_reviewer.id,
      task: { status: 'completed' },
    });

    const second = await decide('qualify-risk', { ...QUALIFICATION, risk_level: 'low' });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      type: 'urn:vigil:problem:already-qualified',
      decided_by: first.body.qualified_by_name,
      decided_at: first.body.qualified_at,
    });
    const same = await decide('qualify-risk', QUALIFICATION);
    expect([same.status, same.body.qualified_at]).toEqual([200, first.body.qualified_at]);
    const corrected = await decide('qualify-risk', { ...QUALIFICATION, risk_level: 'low', correction: true });
    expect(corrected.body).toMatchObject({ risk_level: 'low', status: 'monitoring' });
    expect(corrected.body.timeline.at(-1)).toMatchObject({
      kind: 'requalified',
      detail: { risk_level: 'low', corrects: 'high' },
    });

    const resolved = await decide('resolve', RESOLUTION);
    expect(resolved.body).toMatchObject({
      status: 'resolved',
      phase: 'resolved',
      resolution_type: 'mitigated',
    });

    const late = await decide('resolve', { ...RESOLUTION, resolution_type: 'duplicate' });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      type: 'urn:vigil:problem:tracking-closed',
      decided_by: resolved.body.resolved_by_name,
      decided_at: resolved.body.resolved_at,
    });
  }, 120_000);

  test('reopens what is resolved, which responds again', async () => {
    const { decide, waiting } = await track(product);
    await waiting();
    const early = await decide('reopen', { reason: 'Not closed at all' });
    expect([early.status, early.body.type]).toEqual([409, 'urn:vigil:problem:conflict']);
    await decide('resolve', RESOLUTION);
    const reopened = await decide('reopen', { reason: 'It is back' });
    expect(reopened.status).toBe(200);
    expect(reopened.body).toMatchObject({ response_no: 2, status: 'monitoring' });
    const again = await waiting();
    expect(again.alerts.map(({ response_no }: { response_no: number }) => response_no)).toContain(2);
    expect((await decide('resolve', RESOLUTION)).body.status).toBe('resolved');
  }, 120_000);
});

describe('a value that PostgreSQL refuses', () => {
  test('is a 400, and the tracking can be decided on all the same', async () => {
    const { decide, read, waiting } = await track(product);
    await waiting();
    const client = new pg.Client({ connectionString: product.database.urls.superuser });
    await client.connect();
    // The form takes nothing that does not fit, so the column is made too short.
    const resize = (type: string) =>
      client.query(`alter table vendor_security_tracking alter column impact_analysis type ${type}`);
    try {
      await resize('varchar(10) using left(impact_analysis, 10)');
      const refused = await decide('qualify-risk', QUALIFICATION);
      expect([refused.status, refused.body.type]).toEqual([400, 'urn:vigil:problem:validation']);
      expect(JSON.stringify(refused.body)).not.toMatch(/postgres|22001|varying/i);
    } finally {
      await resize('text');
      await client.end();
    }
    expect((await read()).risk_qualification_status).toBe('pending');
    expect((await decide('qualify-risk', QUALIFICATION)).body).toMatchObject({
      risk_qualification_status: 'completed',
    });
  }, 120_000);
});

describe('a response that is terminated while it is at a decision', () => {
  test('is accepted by the next run, and the decision sent again is answered with its effects', async () => {
    const { id, read, decide, waiting } = await track(product);
    await waiting();
    const { address, namespace } = product.temporal;
    const connection = await Connection.connect({ address });
    const response = new Client({ connection, namespace }).workflow.getHandle(`incident-response/${id}`);
    const client = new pg.Client({ connectionString: product.database.urls.superuser });
    await client.connect();
    try {
      await client.query('begin');
      await client.query('select from vendor_security_tracking where id = $1 for update', [id]);
      const sent = decide('resolve', RESOLUTION, { 'idempotency-key': 'terminated' });
      await product.until('the engine to have it', async () => {
        const { events } = await response.fetchHistory();
        return events?.some((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
      });
      await response.terminate();
      await client.query('rollback');
      expect((await sent).status).toBe(202);
    } finally {
      await client.end();
      await connection.close();
    }
    await product.until('the effects', async () => (await read()).status === 'resolved');
    const { timeline } = await read();
    expect(timeline.filter(({ kind }: { kind: string }) => kind === 'resolved')).toHaveLength(1);
  }, 120_000);
});

describe('a response that was terminated while it waited', () => {
  test('is shown as not running, is started again by an admin, and does nothing twice', async () => {
    const { id, path, read, decide, waiting } = await track(product);
    const before = await waiting();
    expect(before.engine).toBe('running');
    const { address, namespace } = product.temporal;
    const connection = await Connection.connect({ address });
    await new Client({ connection, namespace }).workflow
      .getHandle(`incident-response/${id}`)
      .terminate('By mistake');
    await connection.close();
    expect((await read()).engine).toBe('not_running');
    const { admin } = product.first.keys;
    expect((await decide('restart', undefined)).status).toBe(403);
    const restarted = await decide('restart', undefined, {}, admin);
    expect([restarted.status, restarted.body.engine]).toEqual([200, 'running']);
    const told = restarted.body.timeline.find(({ kind }: { kind: string }) => kind === 'restarted');
    expect(told.detail).toMatchObject({ reason: 'Terminated in the engine: By mistake' });
    expect((await decide('restart', undefined, {}, admin)).status).toBe(409);
    expect((await decide('resolve', RESOLUTION)).body.status).toBe('resolved');
    const after = await read();
    expect(after.engine).toBeNull();
    expect(after.alerts).toHaveLength(before.alerts.length);
    expect((await decide('restart', undefined, {}, admin)).status).toBe(409);
    const audit = await product.call(admin, 'GET', '/audit-log?action=response.restart');
    expect(audit.body).toHaveLength(1);
    expect(path).toContain(id);
  }, 120_000);
});

describe('while no worker runs', () => {
  test('a decision is left with the engine, and applies once, in its reviewer’s name', async () => {
    const { decide, read, waiting } = await track(product);
    await waiting();
    await product.worker.stop();
    const headers = { 'idempotency-key': 'resolve-1' };
    const left = await decide('resolve', RESOLUTION, headers);
    expect([left.status, left.body.status]).toEqual([202, 'accepted']);
    await product.worker.start();
    expect((await decide('resolve', RESOLUTION, headers)).status).toBe(202);
    const body = await product.until('the effects', async () => {
      const tracking = await read();
      return tracking.status === 'resolved' && tracking;
    });
    expect(body.resolution_type).toBe('mitigated');
    expect(body.resolved_by).toBe(product.first.users.security_reviewer.id);
    const resolutions = body.timeline.filter(({ kind }: { kind: string }) => kind === 'resolved');
    expect(resolutions).toHaveLength(1);
  }, 120_000);
});
