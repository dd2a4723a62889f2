/** Who gets in, with which role, by key or by session, and what the audit log says of it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ROLES, type Role } from '../../../../src/domain/vocabulary.ts';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
}, 120_000);
afterAll(() => rig.close());

const as = (role: Role) => rig.first.keys[role];

/** Sees past the policies: entries of no tenant are nobody's to read through the API. */
async function behindPolicies(query: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: rig.database.urls.superuser });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(query);
    return rows;
  } finally {
    await client.end();
  }
}

describe('without a valid key', () => {
  test('every route but sign-in asks for one, and tells nothing else', async () => {
    const { body } = await rig.call(null, 'GET', '/openapi.json');
    for (const [path, methods] of Object.entries(body.paths as Record<string, object>)) {
      for (const method of Object.keys(methods)) {
        if (path.endsWith('/session') && method === 'post') continue;
        const asked = path
          .replace('/api/v1', '')
          .replace('{id}', rig.rows.vendor)
          .replace('{tracking_id}', rig.rows.tracking);
        const answer = await rig.call(null, method.toUpperCase(), asked);
        expect([method, path, answer.status]).toEqual([method, path, 401]);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(answer.body).toMatchObject({ type: 'urn:vigil:problem:unauthenticated', status: 401 });
        expect(answer.body.request_id).toBe(answer.headers.get('x-request-id'));
      }
    }
  });

  test('an unknown key is refused, and the refusal is recorded without the key', async () => {
    const key = 'vgl_not-a-key-of-anybody-here';
    expect((await rig.call(key, 'GET', '/vendors')).status).toBe(401);
    const [entry] = await behindPolicies(
      `select * from audit_log where action = 'session.deny' and tenant_id is null order by id desc limit 1`,
    );
    expect(entry).toMatchObject({ actor_type: 'anonymous', after: { reason: 'unknown key' } });
    expect(JSON.stringify(entry)).not.toContain(key);
  });

  test('a revoked or expired key is refused, and its tenant can see that', async () => {
    const expired = await rig.call(as('admin'), 'POST', '/api-keys', {
      name: 'old',
      roles: ['viewer'],
      expires_at: '2020-01-01T00:00:00Z',
    });
    expect((await rig.call(expired.body.key, 'GET', '/vendors')).status).toBe(401);
    const { body } = await rig.call(as('admin'), 'GET', '/audit-log?action=session.deny');
    expect(body[0]).toMatchObject({ target_id: expired.body.id, after: { reason: 'expired' } });
  });

  test('whoever keeps trying keys is told to wait', async () => {
    const own = await startRig({ temporal: 'none' });
    try {
      const statuses: number[] = [];
      for (let i = 0; i < 61; i += 1)
        statuses.push((await own.call(`vgl_guess-${i}`, 'GET', '/vendors')).status);
      expect(statuses.slice(0, 60).every((status) => status === 401)).toBe(true);
      expect(statuses[60]).toBe(429);
    } finally {
      await own.close();
    }
  });
});

/** What is written, and who may: contracts, "Roles". */
const WRITES: [method: string, path: string, allowed: Role[]][] = [
  ['POST', '/security-incidents', ['security_reviewer', 'admin']],
  ['PATCH', '/security-incidents/{incident}', ['security_reviewer', 'admin']],
  ['POST', '/security-incidents/{incident}/match-vendors', ['security_reviewer', 'admin']],
  ['POST', '/security-incidents/scan-cve/CVE-2024-3094', ['security_reviewer', 'admin']],
  ['POST', '/vendors', ['admin']],
  ['PATCH', '/vendors/{vendor}', ['admin']],
  ['POST', '/vendors/import', ['admin']],
  ['POST', '/vendors/{vendor}/security/{tracking}/qualify-risk', ['security_reviewer', 'admin']],
  ['POST', '/vendors/{vendor}/security/{tracking}/resolve', ['security_reviewer', 'admin']],
  ['POST', '/vendors/{vendor}/security/{tracking}/reopen', ['security_reviewer', 'admin']],
  ['PUT', '/security-monitoring/config', ['admin']],
  ['POST', '/security-monitoring/scan?days_back=no', ['security_reviewer', 'admin']],
  ['PATCH', '/action-items/{task}', ['security_reviewer', 'admin']],
  ['POST', '/assessments', ['compliance', 'admin']],
  ['PATCH', '/assessments/{assessment}', ['compliance', 'admin']],
  ['PATCH', '/assessment-assignments/{assignment}', ['compliance', 'admin']],
  ['POST', '/workflow-configurations', ['admin']],
  ['PATCH', '/workflow-configurations/{configuration}', ['admin']],
  ['POST', '/api-keys', ['admin']],
  ['GET', '/api-keys', ['admin']],
  ['GET', '/audit-log', ['compliance', 'admin']],
];

/** Mostly one that no route takes: whoever gets past the role is told what is wrong with it. */
function bodyFor(method: string, path: string): unknown {
  if (method === 'GET' || path.includes('/scan')) return undefined;
  // Who may work a task depends on the task, which is looked at after the body.
  return path.startsWith('/action-items') ? { status: 'in_progress' } : { nonsense: true };
}

describe('roles', () => {
  test.each(WRITES.map(([method, path, allowed]) => ({ method, path, allowed })))(
    '$method $path is for $allowed',
    async ({ method, path, allowed }) => {
      const asked = path.replace(/\{(\w+)\}/g, (_, row: keyof Rig['rows']) => rig.rows[row]);
      for (const role of ROLES) {
        const { status } = await rig.call(as(role), method, asked, bodyFor(method, path));
        if (allowed.includes(role)) expect([role, status]).not.toEqual([role, 403]);
        else expect([role, status]).toEqual([role, 403]);
      }
    },
  );

  test('every role reads', async () => {
    const { incident, vendor, tracking } = rig.rows;
    for (const role of ROLES) {
      for (const path of [
        '/security-incidents',
        `/security-incidents/${incident}`,
        '/vendors',
        `/vendors/${vendor}/security/${tracking}`,
        `/vendors/${vendor}/security/report`,
        '/trackings',
        '/security-monitoring/config',
        '/security-metrics',
        '/feeds',
        '/users',
      ]) {
        expect([role, path, (await rig.call(as(role), 'GET', path)).status]).toEqual([role, path, 200]);
      }
    }
  });

  test('a key without a role may do nothing', async () => {
    const bare = await rig.db.withTenant(rig.first.id, async (tx) => {
      await tx.sql.updateTable('api_keys').set({ roles: [] }).where('name', '=', 'compliance key').execute();
      return rig.first.keys.compliance;
    });
    expect((await rig.call(bare, 'GET', '/vendors')).status).toBe(403);
    await rig.db.withTenant(rig.first.id, (tx) =>
      tx.sql
        .updateTable('api_keys')
        .set({ roles: ['compliance'] })
        .where('name', '=', 'compliance key')
        .execute(),
    );
  });
});

describe('sessions', () => {
  const signIn = async (key: string) => {
    const answer = await rig.call(null, 'POST', '/session', { api_key: key });
    return { answer, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  };

  test('a key buys a session, in a cookie that no script reads and no other site sends', async () => {
    const { answer, cookie } = await signIn(as('security_reviewer'));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(answer.headers.get('set-cookie')).toMatch(/SameSite=Strict/);
    const me = await rig.call(null, 'GET', '/session', undefined, { cookie });
    expect(me.body).toMatchObject({
      id: rig.first.users.security_reviewer.id,
      email: rig.first.users.security_reviewer.email,
      roles: ['security_reviewer'],
      via: 'session',
      tenant: { id: rig.first.id, slug: rig.first.slug },
    });
    const { body } = await rig.call(as('admin'), 'GET', '/audit-log?action=session.create');
    expect(body[0]).toMatchObject({ actor_id: rig.first.users.security_reviewer.id });
  });

  test('signing out ends it', async () => {
    const { cookie } = await signIn(as('viewer'));
    const out = await rig.call(null, 'DELETE', '/session', undefined, {
      cookie,
      'sec-fetch-site': 'same-origin',
    });
    expect(out.status).toBe(204);
    expect((await rig.call(null, 'GET', '/session', undefined, { cookie })).status).toBe(401);
  });

  test('revoking the key ends its sessions at once', async () => {
    const made = await rig.call(as('admin'), 'POST', '/api-keys', { name: 'for a day', roles: ['viewer'] });
    const { cookie } = await signIn(made.body.key);
    expect((await rig.call(null, 'GET', '/vendors', undefined, { cookie })).status).toBe(200);
    expect((await rig.call(as('admin'), 'DELETE', `/api-keys/${made.body.id}`)).status).toBe(204);
    expect((await rig.call(null, 'GET', '/vendors', undefined, { cookie })).status).toBe(401);
    expect((await rig.call(made.body.key, 'GET', '/vendors')).status).toBe(401);
  });

  test('a wrong key buys nothing', async () => {
    const { answer, cookie } = await signIn('vgl_wrong');
    expect(answer.status).toBe(401);
    expect(cookie).toBe('');
  });

  describe('writes for pages of Vigil alone', () => {
    const key = { name: 'foreign', roles: ['admin'] };
    test.each([
      ['another site', { origin: 'https://evil.example' }, 403],
      ['another site, in a form', { origin: 'https://evil.example', 'content-type': 'text/plain' }, 403],
      ['a sandboxed page', { origin: 'null' }, 403],
      ['who does not say where from', {}, 403],
      ['a site beside', { 'sec-fetch-site': 'same-site' }, 403],
      ['Vigil, by its origin', { origin: 'http://vigil.test' }, 201],
      ['Vigil, by what the browser says', { 'sec-fetch-site': 'same-origin' }, 201],
    ])('asked by %s', async (_, from: Record<string, string>, status) => {
      const { cookie } = await signIn(as('admin'));
      const answer = await rig.call(null, 'POST', '/api-keys', key, { cookie, ...from });
      expect(answer.status).toBe(status);
      if (status === 403) expect(answer.body.type).toBe('urn:vigil:problem:cross-site');
    });
  });
});

describe('API keys', () => {
  test('are shown once, kept as a hash, and noted when used', async () => {
    const made = await rig.call(as('admin'), 'POST', '/api-keys', { name: 'ci', roles: ['viewer'] });
    expect(made.status).toBe(201);
    expect(made.body.key).toMatch(/^vgl_.{40,}$/);
    expect((await rig.call(made.body.key, 'GET', '/vendors')).status).toBe(200);
    const list = await rig.call(as('admin'), 'GET', '/api-keys');
    const row = list.body.find(({ id }: { id: string }) => id === made.body.id);
    expect(row.last_used_at).not.toBeNull();
    expect(JSON.stringify(list.body)).not.toContain(made.body.key);
    const stored = await behindPolicies(`select k::text from api_keys k where id = '${made.body.id}'`);
    expect(JSON.stringify(stored)).not.toContain(made.body.key);
  });
});
