/** What is refused, and what is recorded of it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
}, 120_000);
afterAll(() => rig.close());

const asOwner = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> => {
  const client = new pg.Client({ connectionString: rig.database.urls.superuser });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
};

const signIn = (apiKey: string, cookie?: string) =>
  rig.raw('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie && { cookie, origin: 'http://vigil.test' }) },
    body: JSON.stringify({ api_key: apiKey }),
  });
const cookieOf = (answer: Response): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const whoAmI = (cookie: string) => rig.raw('/api/v1/session', { headers: { cookie } });

describe('a request', () => {
  test.each([
    ['PUT', '/trackings', 'GET, HEAD'],
    ['DELETE', '/security-incidents', 'GET, HEAD, POST'],
    ['POST', '/metrics-that-are-none', null],
  ])('%s %s: allowed is %s', async (method, path, allow) => {
    const answer = await rig.call(rig.first.keys.admin, method, path);
    expect([answer.status, answer.headers.get('allow')]).toEqual([allow === null ? 404 : 405, allow]);
  });

  test.each(['/trackings?sevrity=high', '/session?x=1', '/vendors/export?fromat=json'])(
    'GET %s names what the query does not know',
    async (path) => {
      const answer = await rig.call(rig.first.keys.admin, 'GET', path);
      expect([answer.status, answer.body.errors?.[0]?.message]).toEqual([400, 'is not a known key']);
    },
  );

  test('that the role does not allow is in the audit log, with the key that was used', async () => {
    const { keys } = rig.first;
    expect((await rig.call(keys.viewer, 'POST', '/vendors', { name: 'X' })).status).toBe(403);
    const { body } = await rig.call(keys.admin, 'GET', '/audit-log?action=request.deny');
    expect(body).toEqual([
      expect.objectContaining({
        after: { method: 'POST', path: '/api/v1/vendors' },
        actor_id: rig.first.users.viewer.id,
        api_key_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        request_id: expect.any(String) as unknown,
      }),
    ]);
  });

  test('of many refused ones, how many there were is recorded', async () => {
    const { keys } = rig.second;
    for (let sent = 0; sent < 45; sent += 1) await rig.call(keys.viewer, 'POST', '/vendors', { name: 'X' });
    const { body } = await rig.call(keys.admin, 'GET', '/audit-log?action=request.deny&limit=200');
    expect(body).toHaveLength(21);
    expect(body[0].after.in_this_minute).toBe(40);
  });
});

describe('a session', () => {
  test('ends where a new sign-in takes its place', async () => {
    const first = cookieOf(await signIn(rig.first.keys.viewer));
    expect((await whoAmI(first)).status).toBe(200);
    const second = cookieOf(await signIn(rig.first.keys.admin, first));
    expect((await whoAmI(first)).status).toBe(401);
    expect((await whoAmI(second)).status).toBe(200);
  });

  test('that is none is recorded', async () => {
    expect((await whoAmI('vigil_session=made-up')).status).toBe(401);
    const rows = await asOwner<{ after: unknown }>(
      `select after from audit_log where tenant_id is null and action = 'session.deny' order by occurred_at`,
    );
    expect(rows.map(({ after }) => after)).toContainEqual({ reason: 'no such session' });
  });

  test('cannot be made more than thirty times a minute with one key', async () => {
    const statuses = new Set<number>();
    for (let sent = 0; sent < 31; sent += 1)
      statuses.add((await signIn(rig.first.keys.security_reviewer)).status);
    expect([...statuses]).toEqual([201, 429]);
  });
});

test('a person who is demoted loses it by every key, and by every session of one', async () => {
  const { keys, users } = rig.second;
  const cookie = cookieOf(await signIn(keys.admin));
  await asOwner(`update users set roles = '{viewer}' where id = $1`, [users.admin.id]);
  const refused = await rig.call(keys.admin, 'GET', '/api-keys');
  expect(refused.status).toBe(403);
  const me = (await (await whoAmI(cookie)).json()) as { roles: string[] };
  expect(me.roles).not.toContain('admin');
  await asOwner(`update users set roles = '{admin}' where id = $1`, [users.admin.id]);
  expect((await rig.call(keys.admin, 'GET', '/api-keys')).status).toBe(200);
});
