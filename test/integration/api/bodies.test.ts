/** What the API takes and refuses: fields by name, pages, repeated requests, the configuration, imports. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { startRig, type Answer, type Rig } from './rig.ts';

let rig: Rig;
let admin: string;
beforeAll(async () => {
  rig = await startRig();
  admin = rig.first.keys.admin;
}, 120_000);
afterAll(() => rig.close());

const post = (path: string, body?: unknown, headers?: Record<string, string>) =>
  rig.call(admin, 'POST', path, body, headers);
const paths = ({ body }: Answer): string[] => body.errors.map(({ path }: { path: string }) => path);

describe('a wrong field', () => {
  const cases: [method: string, path: string, body: unknown, field: string][] = [
    ['POST', '/vendors', {}, 'name'],
    ['POST', '/vendors', { name: '  ' }, 'name'],
    ['POST', '/vendors', { name: 'A', criticality: 'huge' }, 'criticality'],
    ['POST', '/vendors', { name: 'A', domains: ['localhost'] }, 'domains.0'],
    ['POST', '/vendors', { name: 'A', owner_id: uuidv7() }, 'owner_id'],
    ['POST', '/vendors', { name: 'A', contacts: [{ name: 'B', email: 'no' }] }, 'contacts.0.email'],
    ['POST', '/vendors', { name: 'A', colour: 'red' }, 'colour'],
    ['POST', '/security-incidents', { incident_type: 'cve', title: 'A' }, 'severity'],
    ['POST', '/security-incidents', { incident_type: 'x', title: 'A', severity: 'low' }, 'incident_type'],
    [
      'POST',
      '/security-incidents',
      { incident_type: 'cve', title: 'A', severity: 'low', cvss_score: 11 },
      'cvss_score',
    ],
    [
      'POST',
      '/security-incidents',
      { incident_type: 'cve', title: 'A', severity: 'low', source_url: 'javascript:x' },
      'source_url',
    ],
    ['POST', '/security-monitoring/scan?scan_type=moon', undefined, 'scan_type'],
    ['POST', '/security-monitoring/scan?days_back=36501', undefined, 'days_back'],
    ['POST', '/assessments', { name: 'A', assessment_type: 'x' }, 'assessment_type'],
    ['POST', '/workflow-configurations', { name: 'A', workflow_type: 'tprm', steps: [] }, 'steps'],
    ['POST', '/api-keys', { name: 'A', roles: ['root'] }, 'roles.0'],
    ['POST', '/api-keys', { name: 'A', roles: ['viewer'], user_id: uuidv7() }, 'user_id'],
    ['GET', '/security-incidents?severity=bad', undefined, 'severity.0'],
    ['GET', '/security-incidents?limit=201', undefined, 'limit'],
    ['GET', '/security-incidents?published_from=yesterday', undefined, 'published_from'],
    ['GET', '/vendors?cursor=AAAA', undefined, 'cursor'],
    ['GET', '/security-metrics/trends?days=0', undefined, 'days'],
  ];
  test.each(cases)('%s %s %j names %s', async (method, path, body, field) => {
    const answer = await rig.call(admin, method, path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.type).toBe('urn:vigil:problem:validation');
    expect(paths(answer)).toContain(field);
  });

  test('of a decision is named, and nothing is decided', async () => {
    const at = `/vendors/${rig.rows.vendor}/security/${rig.rows.tracking}`;
    const qualify = await post(`${at}/qualify-risk`, { risk_level: 'extreme', impact_analysis: 'x' });
    expect(paths(qualify)).toEqual(['risk_level', 'recommended_actions']);
    const resolve = await post(`${at}/resolve`, { resolution_type: 'vanished', resolution_notes: 'x' });
    expect(paths(resolve)).toEqual(['resolution_type']);
  });

  test('a body that is no JSON is a plain 400', async () => {
    const answer = await post('/vendors', '{"name":');
    expect(answer.status).toBe(400);
    expect(answer.body.type).toBe('urn:vigil:problem:validation');
  });

  test('an id that is none is not found, and neither is a route that is none', async () => {
    expect((await rig.call(admin, 'GET', '/vendors/7')).status).toBe(404);
    const nowhere = await rig.call(admin, 'GET', '/nowhere');
    expect([nowhere.status, nowhere.body.type]).toEqual([404, 'urn:vigil:problem:not-found']);
  });
});

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
});

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
    await rig.db.feed(async ({ q }) => {
      const cve = { incident_type: 'cve', source: 'nvd', tenant_id: null } as const;
      await q
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
      await q
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

describe('an Idempotency-Key', () => {
  test('gives the same answer again, and does nothing again', async () => {
    const headers = { 'idempotency-key': 'once-1' };
    const first = await post('/vendors', { name: 'Once Ltd' }, headers);
    const second = await post('/vendors', { name: 'Once Ltd' }, headers);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect((await rig.call(admin, 'GET', '/vendors?q=Once%20Ltd')).body).toHaveLength(1);
  });

  test('with another body is refused', async () => {
    const headers = { 'idempotency-key': 'once-2' };
    await post('/vendors', { name: 'Body A' }, headers);
    const other = await post('/vendors', { name: 'Body B' }, headers);
    expect([other.status, other.body.type]).toEqual([422, 'urn:vigil:problem:idempotency-mismatch']);
  });

  test('of two requests at once lets one through', async () => {
    const headers = { 'idempotency-key': 'once-3' };
    const both = await Promise.all([
      post('/vendors', { name: 'Twins' }, headers),
      post('/vendors', { name: 'Twins' }, headers),
    ]);
    expect(both.map(({ status }) => status).filter((status) => ![201, 409].includes(status))).toEqual([]);
    expect((await rig.call(admin, 'GET', '/vendors?q=Twins')).body).toHaveLength(1);
  });

  test('is each caller’s own', async () => {
    const headers = { 'idempotency-key': 'once-4' };
    await post('/vendors', { name: 'Mine' }, headers);
    const theirs = await rig.call(rig.second.keys.admin, 'POST', '/vendors', { name: 'Theirs' }, headers);
    expect([theirs.status, theirs.body.name]).toEqual([201, 'Theirs']);
  });

  test('of a request that never ended lapses after a minute', async () => {
    const headers = { 'idempotency-key': 'once-5' };
    await post('/vendors', { name: 'Lapsed' }, headers);
    const set = (seconds: number) =>
      rig.db.tenant(rig.first.id, ({ q }) =>
        q
          .updateTable('idempotency_keys')
          .set({ response_status: null, locked_until: new Date(Date.now() + seconds * 1000).toISOString() })
          .where('key', '=', 'once-5')
          .execute(),
      );
    await set(30);
    const running = await post('/vendors', { name: 'Lapsed' }, headers);
    expect([running.status, running.body.type]).toEqual([409, 'urn:vigil:problem:request-running']);
    await set(-1);
    expect((await post('/vendors', { name: 'Lapsed' }, headers)).status).toBe(201);
  });

  test('does not keep a new API key readable in the database', async () => {
    const headers = { 'idempotency-key': 'once-6' };
    const first = await post('/api-keys', { name: 'k', roles: ['viewer'] }, headers);
    const second = await post('/api-keys', { name: 'k', roles: ['viewer'] }, headers);
    expect(second.body.key).toBe(first.body.key);
    const kept = await rig.db.tenant(rig.first.id, ({ q }) =>
      q.selectFrom('idempotency_keys').selectAll().execute(),
    );
    expect(JSON.stringify(kept)).not.toContain(first.body.key);
  });
});

describe('the configuration', () => {
  const put = (body: unknown) => rig.call(admin, 'PUT', '/security-monitoring/config', body);

  test('is replaced as a whole, and what was read can be sent back', async () => {
    const before = (await rig.call(admin, 'GET', '/security-monitoring/config')).body;
    expect(before).toMatchObject({ cve_cvss_threshold: 5, alert_channels: ['email', 'in_app'] });
    const changed = await put({
      ...before,
      cve_scan_frequency: 'hourly',
      matching_rules: { match_by_name: false },
    });
    expect(changed.status).toBe(200);
    expect(changed.body.matching_rules).toMatchObject({ match_by_name: false, match_by_domain: true });
    const reset = await put({});
    expect(reset.body).toMatchObject({ cve_scan_frequency: 'daily', matching_rules: before.matching_rules });
    const { body } = await rig.call(admin, 'GET', '/audit-log?action=configuration.replace');
    expect(body[0]).toMatchObject({
      before: { cve_scan_frequency: 'hourly' },
      after: { cve_scan_frequency: 'daily' },
    });
  });

  test.each([
    [{ cve_treshold: 'low' }, 'cve_treshold'],
    [{ matching_rules: { match_by_magic: true } }, 'matching_rules.match_by_magic'],
    [{ cve_cvss_threshold: 10.5 }, 'cve_cvss_threshold'],
    [{ matching_rules: { min_match_confidence: 2 } }, 'matching_rules.min_match_confidence'],
    [{ task_due_days: 0 }, 'task_due_days'],
    [{ cve_scan_frequency: 'yearly' }, 'cve_scan_frequency'],
    [{ timezone: 'Mars/Olympus' }, 'timezone'],
    [{ severity_mapping: { critical: 'NOW' } }, 'severity_mapping.critical'],
    [{ alert_channels: ['pigeon'] }, 'alert_channels.0'],
    [
      { alert_recipients: [{ recipient_type: 'role', recipient_ids: ['boss'] }] },
      'alert_recipients.0.recipient_ids.0',
    ],
    [
      { alert_recipients: [{ recipient_type: 'user', recipient_ids: [uuidv7()] }] },
      'alert_recipients.0.recipient_ids.0',
    ],
    [{ default_workflow_id: uuidv7() }, 'default_workflow_id'],
  ])('refuses %j by naming %s', async (body, field) => {
    const answer = await put(body);
    expect(answer.status).toBe(400);
    expect(paths(answer)).toEqual([field]);
  });

  test('cannot name another tenant’s templates, people or teams', async () => {
    const answer = await put({
      default_assessment_id: rig.others.assessment,
      breach_workflow_id: rig.others.configuration,
      alert_recipients: [{ recipient_type: 'team', recipient_ids: [rig.others.team] }],
    });
    expect(answer.status).toBe(400);
    expect(paths(answer)).toEqual([
      'default_assessment_id',
      'breach_workflow_id',
      'alert_recipients.0.recipient_ids.0',
    ]);
  });
});

describe('the register', () => {
  const csv = (text: string, query = '') =>
    post(`/vendors/import${query}`, text, { 'content-type': 'text/csv' });

  test('comes in as CSV, wrong rows told and the others taken; a preview takes none', async () => {
    const text =
      'id,name,aliases,domains,products\nr1,Acme,"ACME Inc;Acme Corp",https://www.acme.co.uk/x,Rocket;Anvil\nr2,,,,\nr3,Bravo,,not a domain,\n';
    const preview = await csv(text, '?preview=true');
    expect(preview.body).toMatchObject({ preview: true, rows: 3, created: 1, failed: 2 });
    expect((await rig.call(admin, 'GET', '/vendors?q=Acme')).body).toEqual([]);
    const real = await csv(text);
    expect(real.body).toMatchObject({ preview: false, created: 1, failed: 2 });
    expect(real.body.errors).toEqual([
      { row: 2, path: 'name', message: 'must not be empty' },
      { row: 3, path: 'domains.0', message: 'must be a domain' },
    ]);
    const [acme] = (await rig.call(admin, 'GET', '/vendors?q=Acme')).body;
    expect(acme).toMatchObject({
      external_ref: 'r1',
      aliases: ['ACME Inc', 'Acme Corp'],
      domains: ['acme.co.uk'],
      products: [{ name: 'Anvil' }, { name: 'Rocket' }],
      security_status: 'clean',
      open_trackings: 0,
    });
  });

  test('brought in again it updates by id, else by name, and leaves the rest as it is', async () => {
    const register = [
      { id: 'r1', name: 'Acme Limited', domains: ['acme.example'] },
      { name: 'Northwind', aliases: ['NW'] },
    ];
    const first = await post('/vendors/import', register);
    expect(first.body).toMatchObject({ created: 0, updated: 2 });
    const second = await post('/vendors/import', register);
    expect(second.body).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    const [acme] = (await rig.call(admin, 'GET', '/vendors?q=Acme%20Limited')).body;
    expect(acme).toMatchObject({ domains: ['acme.example'], aliases: ['ACME Inc', 'Acme Corp'] });
  });

  test('goes out in the form in which it comes in', async () => {
    const out = await rig.call(admin, 'GET', '/vendors/export');
    expect(out.headers.get('content-type')).toContain('text/csv');
    expect((await csv(out.body, '?preview=true')).body).toMatchObject({ created: 0, failed: 0 });
  });

  test('an archived vendor is in the list no more, and its trackings stay', async () => {
    const { vendor } = rig.others;
    const key = rig.second.keys.admin;
    expect((await rig.call(key, 'DELETE', `/vendors/${vendor}`)).status).toBe(204);
    expect((await rig.call(key, 'GET', '/vendors?q=Northwind')).body).toEqual([]);
    expect((await rig.call(key, 'GET', `/vendors/${vendor}`)).body).toMatchObject({
      status: 'archived',
      security_status: 'at_risk',
    });
    expect((await rig.call(key, 'GET', `/vendors/${vendor}/security`)).body).toHaveLength(1);
  });
});
