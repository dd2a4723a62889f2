/** Decisions on the whole running product: answered, told the first, refused when closed, safe to send again. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startProduct, type Answer, type RunningProduct } from '../../support/running-product.ts';

let product: RunningProduct;
let reviewer: string;
beforeAll(async () => {
  product = await startProduct();
  reviewer = product.first.keys.security_reviewer;
}, 300_000);
afterAll(() => product.stop(), 60_000);

const QUALIFICATION = {
  risk_level: 'high',
  impact_analysis: 'Ledgers are exposed.',
  recommended_actions: ['Rotate keys'],
};
const RESOLUTION = { resolution_type: 'mitigated', resolution_notes: 'Keys rotated.' };

let count = 0;

/** A vendor, an incident entered by hand that names its domain, and the tracking that follows. */
async function tracked(): Promise<{ path: string; id: string }> {
  count += 1;
  const domain = `vendor-${count}.example.com`;
  const vendor = { name: `Quernstone ${count}`, domains: [domain] };
  const { body } = await product.call(product.first.keys.admin, 'POST', '/vendors', vendor);
  const incident = {
    incident_type: 'security_alert',
    title: `Alert ${count}`,
    severity: 'high',
    domains: [domain],
  };
  const entered = await product.call(reviewer, 'POST', '/security-incidents', incident);
  expect(entered.status).toBe(201);
  const row = await product.until('the tracking', async () => {
    const list = await product.call(reviewer, 'GET', `/vendors/${body.id}/security`);
    return list.body[0];
  });
  return { path: `/vendors/${body.id}/security/${row.id}`, id: row.id };
}

const waiting = (path: string) =>
  product.until('the response to wait', async () => {
    const { body } = await product.call(reviewer, 'GET', path);
    return body.phase === 'awaiting_qualification' && body;
  });

const decide = (
  path: string,
  what: string,
  body: unknown,
  headers?: Record<string, string>,
): Promise<Answer> => product.call(reviewer, 'POST', `${path}/${what}`, body, headers);

describe('a reviewer', () => {
  test('qualifies, is told the first when qualifying again, resolves, and learns who did when it is closed', async () => {
    const { path } = await tracked();
    const before = await waiting(path);
    expect(before.workflow.id).toBe(`incident-response/${before.id}`);
    expect(before.task.status).toBe('pending');

    const draft = await decide(path, 'qualify-risk', { ...QUALIFICATION, status: 'in_progress' });
    expect(draft.body).toMatchObject({
      risk_qualification_status: 'in_progress',
      task: { status: 'in_progress' },
    });

    const first = await decide(path, 'qualify-risk', QUALIFICATION);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      status: 'at_risk',
      risk_qualification_status: 'completed',
      risk_level: 'high',
      phase: 'awaiting_resolution',
      qualified_by: product.first.users.security_reviewer.id,
      task: { status: 'completed' },
    });

    const second = await decide(path, 'qualify-risk', { ...QUALIFICATION, risk_level: 'low' });
    expect(second.status).toBe(200);
    expect(second.body).toMatchObject({ risk_level: 'high', qualified_at: first.body.qualified_at });

    const resolved = await decide(path, 'resolve', RESOLUTION);
    expect(resolved.body).toMatchObject({
      status: 'resolved',
      phase: 'resolved',
      resolution_type: 'mitigated',
    });

    const late = await decide(path, 'resolve', { ...RESOLUTION, resolution_type: 'duplicate' });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      type: 'urn:vigil:problem:tracking-closed',
      decided_by: resolved.body.resolved_by_name,
      decided_at: resolved.body.resolved_at,
    });
  }, 120_000);

  test('reopens what is resolved, which responds again', async () => {
    const { path } = await tracked();
    await waiting(path);
    const early = await decide(path, 'reopen', { reason: 'Not closed at all' });
    expect([early.status, early.body.type]).toEqual([409, 'urn:vigil:problem:conflict']);
    await decide(path, 'resolve', RESOLUTION);
    const reopened = await decide(path, 'reopen', { reason: 'It is back' });
    expect(reopened.status).toBe(200);
    expect(reopened.body).toMatchObject({ response_no: 2, status: 'monitoring' });
    const again = await waiting(path);
    expect(again.alerts.map(({ response_no }: { response_no: number }) => response_no)).toContain(2);
    expect((await decide(path, 'resolve', RESOLUTION)).body.status).toBe('resolved');
  }, 120_000);
});

describe('while no worker runs', () => {
  test('a decision is answered with 503, and sent again with its key it applies once', async () => {
    const { path } = await tracked();
    await waiting(path);
    await product.worker.stop();
    const headers = { 'idempotency-key': `resolve-${count}` };
    const refused = await decide(path, 'resolve', RESOLUTION, headers);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await product.worker.start();
    const sentAgain = await product.until('the decision to be taken', async () => {
      const answer = await decide(path, 'resolve', RESOLUTION, headers);
      return answer.status !== 503 && answer;
    });
    // Taken is taken: a worker that has just started may need longer for the effects.
    expect([200, 202]).toContain(sentAgain.status);
    const body = await product.until('the effects', async () => {
      const answer = await product.call(reviewer, 'GET', path);
      return answer.body.status === 'resolved' && answer.body;
    });
    expect(body.resolution_type).toBe('mitigated');
    const resolutions = body.timeline.filter(({ kind }: { kind: string }) => kind === 'resolved');
    expect(resolutions).toHaveLength(1);
  }, 120_000);
});
