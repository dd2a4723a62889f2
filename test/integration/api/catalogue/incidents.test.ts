/** Incidents: entered by hand, found by filters, each tenant with its own view of a shared one. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
let admin: string;
beforeAll(async () => {
  rig = await startRig();
  admin = rig.first.keys.admin;
}, 120_000);
afterAll(() => rig.close());

const post = (path: string, body?: unknown) => rig.call(admin, 'POST', path, body);

describe('an incident entered by hand', () => {
  test('is there once for an external_id, and says which one has it', async () => {
    const given = { incident_type: 'security_alert', title: 'Ours', severity: 'low', external_id: 'OURS-1' };
    const first = await post('/security-incidents', given);
    expect(first.body).toMatchObject({ ...given, tenant_id: rig.first.id, source: 'manual', status: 'new' });
    const second = await post('/security-incidents', given);
    expect(second.status).toBe(409);
    expect(second.body.detail).toContain(first.body.id);
    expect((await rig.call(rig.second.keys.admin, 'POST', '/security-incidents', given)).status).toBe(201);
  });
});

describe('filters of incidents', () => {
  const titles = async (query: string): Promise<string[]> => {
    const { status, body } = await rig.call(admin, 'GET', `/security-incidents?${query}`);
    expect(status).toBe(200);
    return body.map(({ external_id }: { external_id: string }) => external_id).sort();
  };

  test('find what they say and nothing else', async () => {
    await rig.db.withFeedRole(async (tx) => {
      const cve = { incident_type: 'cve', source: 'nvd', tenant_id: null } as const;
      await tx.sql
        .insertInto('security_incidents')
        .values([
          {
            ...cve,
            id: uuidv7(),
            external_id: 'CVE-2026-0001',
            title: 'One',
            severity: 'high',
            cvss_score: 8.1,
            published_date: '2026-03-01T10:00:00Z',
            kev_added_on: '2026-03-05',
          },
          {
            ...cve,
            id: uuidv7(),
            external_id: 'CVE-2026-0002',
            title: '100% sure_thing',
            severity: 'low',
            cvss_score: 2,
            published_date: '2026-04-01T10:00:00Z',
          },
        ])
        .execute();
      await tx.sql
        .insertInto('epss_scores')
        .values({ cve_id: 'CVE-2026-0001', epss: 0.42, percentile: 0.9, date: '2026-03-06' })
        .execute();
    });
    expect(await titles('q=cve-2026-0001')).toEqual(['CVE-2026-0001']);
    expect(await titles('q=100%25')).toEqual(['CVE-2026-0002']);
    expect(await titles('q=sure_thing')).toEqual(['CVE-2026-0002']);
    expect(await titles('kev=true')).toEqual(['CVE-2026-0001']);
    expect(await titles('incident_type=cve&min_cvss=8')).toEqual(['CVE-2026-0001']);
    expect(await titles('incident_type=cve&severity=low,critical')).toEqual(['CVE-2026-0002']);
    expect(await titles('published_from=2026-03-01&published_to=2026-03-01')).toEqual(['CVE-2026-0001']);
    expect(await titles(`vendor_id=${rig.rows.vendor}`)).toEqual(['OWN-1']);
    expect(await titles('source=nvd&status=resolved')).toEqual([]);
    const { body } = await rig.call(admin, 'GET', '/security-incidents?q=CVE-2026-0001');
    expect(body[0]).toMatchObject({
      kev: true,
      kev_added_on: '2026-03-05',
      epss: 0.42,
      tenant_id: null,
      status: 'new',
    });
  });

  test('a status that one tenant sets is not the other tenant’s', async () => {
    const [shared] = (await rig.call(admin, 'GET', '/security-incidents?q=CVE-2026-0002')).body;
    const change = { status: 'false_positive', resolution_notes: 'Not ours' };
    const changed = await rig.call(admin, 'PATCH', `/security-incidents/${shared.id}`, change);
    expect(changed.body).toMatchObject(change);
    expect(await titles('status=false_positive')).toEqual(['CVE-2026-0002']);
    const theirs = await rig.call(rig.second.keys.admin, 'GET', `/security-incidents/${shared.id}`);
    expect(theirs.body).toMatchObject({ status: 'new', resolution_notes: null });
  });
});
