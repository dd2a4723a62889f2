/** A match to decide on, made the way people make one. */
import type { Answer, RunningProduct } from '../../../support/product/running-product.ts';

export const QUALIFICATION = {
  risk_level: 'high',
  impact_analysis: 'Ledgers are exposed.',
  recommended_actions: ['Rotate keys'],
};
export const RESOLUTION = { resolution_type: 'mitigated', resolution_notes: 'Keys rotated.' };

export interface Tracked {
  id: string;
  /** Of the tracking, under `/api/v1`. */
  path: string;
  read: () => Promise<Answer['body']>;
  /** The tracking, once its response waits for a qualification. */
  waiting: () => Promise<Answer['body']>;
  /** A reviewer's decision, or somebody else's. */
  decide: (what: string, body: unknown, headers?: Record<string, string>, key?: string) => Promise<Answer>;
}

let count = 0;

/** A vendor, an incident entered by hand that names its domain, and the tracking that follows. */
export async function track(product: RunningProduct): Promise<Tracked> {
  const { admin, security_reviewer: reviewer } = product.first.keys;
  count += 1;
  const domain = `vendor-${count}.example.com`;
  const vendor = { name: `Quernstone ${count}`, domains: [domain] };
  const { body } = await product.call(admin, 'POST', '/vendors', vendor);
  const incident = {
    incident_type: 'security_alert',
    title: `Alert ${count}`,
    severity: 'high',
    domains: [domain],
  };
  const entered = await product.call(reviewer, 'POST', '/security-incidents', incident);
  if (entered.status !== 201) throw new Error(`The incident was answered with ${entered.status}`);
  const row = await product.until('the tracking', async () => {
    const list = await product.call(reviewer, 'GET', `/vendors/${body.id}/security`);
    return list.body[0];
  });
  const path = `/vendors/${body.id}/security/${row.id}`;
  const read = async () => (await product.call(reviewer, 'GET', path)).body;
  return {
    id: row.id,
    path,
    read,
    waiting: () =>
      product.until('the response to wait', async () => {
        const tracking = await read();
        return tracking.phase === 'awaiting_qualification' && tracking;
      }),
    decide: (what, given, headers, key = reviewer) =>
      product.call(key, 'POST', `${path}/${what}`, given, headers),
  };
}
