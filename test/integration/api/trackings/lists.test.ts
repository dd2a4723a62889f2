/** Lists, page by page. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../../../../api/app.ts';
import { startRig, type Answer, type Rig } from '../support/rig.ts';

let rig: Rig;
let admin: string;
beforeAll(async () => {
  rig = await startRig();
  admin = rig.first.keys.admin;
}, 120_000);
afterAll(() => rig.close());

const post = (path: string, body?: unknown) => rig.call(admin, 'POST', path, body);

describe('a list', () => {
  test('goes on with its Link until every row was there once, in order', async () => {
    for (let i = 0; i < 7; i += 1) await post('/vendors', { name: `Same name`, external_ref: `page-${i}` });
    const seen: string[] = [];
    let next: string | null = '/vendors?limit=3&q=Same%20name';
    while (next !== null) {
      const { body, headers } = await rig.call(admin, 'GET', next);
      expect(body.length).toBeLessThanOrEqual(3);
      seen.push(...body.map(({ id }: { id: string }) => id));
      const link = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1];
      next = link === undefined ? null : link.replace('http://vigil.test/api/v1', '');
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  test('of incidents pages through each order without losing one', async () => {
    for (let i = 0; i < 5; i += 1) {
      await post('/security-incidents', {
        incident_type: 'security_alert',
        title: `Paged ${i}`,
        severity: i % 2 ? 'low' : 'critical',
        external_id: `PAGED-${i}`,
        ...(i % 2 ? { cvss_score: 5, published_date: '2026-02-01' } : {}),
      });
    }
    for (const sort of ['published_date', '-risk_score', 'cvss_score', '-severity', 'created_at']) {
      const seen: string[] = [];
      let next: string | undefined = `/security-incidents?q=Paged&limit=2&sort=${sort}`;
      while (next !== undefined) {
        const page: Answer = await rig.call(admin, 'GET', next);
        seen.push(...page.body.map(({ external_id }: { external_id: string }) => external_id));
        next = /<http:\/\/vigil.test\/api\/v1([^>]+)>/.exec(page.headers.get('link') ?? '')?.[1];
      }
      expect([sort, [...seen].sort()]).toEqual([sort, [0, 1, 2, 3, 4].map((i) => `PAGED-${i}`)]);
    }
  });

  test('of vendors says the worst of the open cases of each, and finds them by it', async () => {
    const vendor = await post('/vendors', { name: 'Worst of several' });
    const of = async () => {
      const { body } = await rig.call(admin, 'GET', `/vendors/${vendor.body.id}`);
      return [body.security_status, body.open_trackings];
    };
    expect(await of()).toEqual(['clean', 0]);
    const statuses = ['monitoring', 'breached', 'at_risk', 'resolved'] as const;
    const ids: string[] = [];
    for (const status of statuses) {
      const incident = await post('/security-incidents', {
        incident_type: 'security_alert',
        title: `As ${status}`,
        severity: 'high',
      });
      ids.push(uuidv7());
      const row = {
        id: ids.at(-1) ?? '',
        tenant_id: rig.first.id,
        vendor_id: vendor.body.id as string,
        incident_id: incident.body.id as string,
        match_confidence: 0.9,
        match_reason: 'By hand',
        status,
        phase: status === 'resolved' ? ('resolved' as const) : ('awaiting_qualification' as const),
      };
      await rig.db.withTenant(rig.first.id, (tx) =>
        tx.sql.insertInto('vendor_security_tracking').values(row).execute(),
      );
    }
    expect(await of()).toEqual(['breached', 3]);
    const found = await rig.call(admin, 'GET', '/vendors?security_status=breached');
    expect(found.body.map(({ id }: { id: string }) => id)).toEqual([vendor.body.id]);
    await rig.db.withTenant(rig.first.id, (tx) =>
      tx.sql
        .updateTable('vendor_security_tracking')
        .set({ status: 'resolved', phase: 'resolved' })
        .where('id', '=', ids[1] ?? '')
        .execute(),
    );
    expect(await of()).toEqual(['at_risk', 2]);
  });

  test.each([
    ['https://vigil.example', 'https://vigil.example/api/v1/vendors?limit=1&cursor='],
    ['https://vigil.example/security', 'https://vigil.example/security/api/v1/vendors?limit=1&cursor='],
    // What nobody configured is this machine's own name, of no use to a client elsewhere.
    ['http://localhost:3000', 'http://10.0.0.7:3000/api/v1/vendors?limit=1&cursor='],
  ])('of a Vigil at %s goes on there, whatever its proxy calls it', async (publicUrl, expected) => {
    const app = createApp({ ...rig.deps, config: { ...rig.deps.config, publicUrl } });
    const headers = { authorization: `Bearer ${admin}` };
    const answer = await app.request('http://10.0.0.7:3000/api/v1/vendors?limit=1', { headers });
    expect(answer.headers.get('link')?.slice(1)).toContain(expected);
  });
});
