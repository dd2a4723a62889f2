/** A tenant's own feeds as its people meet them: roles, faults by field, previews that keep nothing. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { advisory, rss, serveProvider, startFeedServer, type FeedServer } from './feed-server.ts';
import { fieldsOf, startRig, type Rig } from '../api/support/rig.ts';

let rig: Rig;
let server: FeedServer;

beforeAll(async () => {
  server = await startFeedServer();
  const guard = { allow: [{ address: '127.0.0.1', port: server.port }] };
  rig = await startRig({ deps: { guard } });
}, 120_000);
afterAll(async () => {
  await rig.close();
  server.close();
});

const asAdmin = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  rig.call(rig.first.keys.admin, method, path, body, headers);
const feed = (changes: object = {}) => ({
  name: 'Vendor news',
  kind: 'rss',
  url: `${server.address}/rss?token=geheim`,
  ...changes,
});
/** But for the one that every tenant of the rig has. */
const stored = async () =>
  ((await asAdmin('GET', '/custom-feeds')).body as { id: string; name: string }[]).filter(
    ({ name }) => name !== 'News',
  );

describe('a preview', () => {
  test('shows the entries as they would be stored and keeps nothing', async () => {
    server.serve.set(
      '/rss?token=geheim',
      rss([
        { guid: '1', title: 'Zyxquil &amp; Co', description: 'About CVE-2026-1234' },
        { guid: '2', title: '' },
        { guid: '3', title: 'Old', date: 'Mon, 01 Jan 2018 00:00:00 GMT' },
      ]),
    );
    const { status, body } = await asAdmin('POST', '/custom-feeds/preview', feed());
    expect(status).toBe(200);
    expect(body).toMatchObject({ error: null, total: 3, read: 3, readable: 2, rejected: 1 });
    expect(body.entries).toMatchObject([
      {
        title: 'Zyxquil & Co',
        severity: 'medium',
        severity_known: false,
        cves: ['CVE-2026-1234'],
        too_old: false,
      },
      { title: 'Old', too_old: true },
    ]);
    expect(body.rejects).toEqual([{ external_id: '2', reason: 'has neither a title nor a description' }]);
    expect(await stored()).toEqual([]);
    const { body: incidents } = await asAdmin('GET', '/security-incidents?q=Zyxquil');
    expect(incidents).toEqual([]);
  });

  test('of a CSAF provider reads its newest documents', async () => {
    const at = new Date().toISOString();
    const all = ['A-1', 'A-2', 'A-3', 'A-4'].map((id) => ({
      id,
      updated: at,
      body: advisory(id, { date: at }),
    }));
    const url = serveProvider(server, all);
    const { body } = await asAdmin('POST', '/custom-feeds/preview', feed({ kind: 'csaf', url }));
    expect(body).toMatchObject({ error: null, total: 4, read: 3, readable: 3 });
    expect(body.entries[0]).toMatchObject({
      severity: 'critical',
      affected_products: [{ vendor: 'Zyxquil Networks', product: 'Rocket', versions: 1 }],
    });
  });

  test.each([
    ['/secret.html', '<html>the database password is 1234</html>', 'malformed'],
    ['/gone', 404, 'not_found'],
  ])('of %s says why there is nothing, without a word of the answer', async (path, document, code) => {
    server.serve.set(path, document);
    const { status, body } = await asAdmin(
      'POST',
      '/custom-feeds/preview',
      feed({ url: server.address + path }),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ error: { code }, entries: [], rejects: [] });
    expect(JSON.stringify(body)).not.toContain('1234');
  });

  test('of a redirect inside is refused', async () => {
    const inside = await asAdmin('POST', '/custom-feeds/preview', feed({ url: 'http://[::1]:8080/' }));
    expect(inside.status).toBe(400);
    expect(fieldsOf(inside)).toEqual(['url']);
  });
});

describe('a feed', () => {
  test('is added once, shown without its secret, changed and deleted, and the audit log has it', async () => {
    const body = feed({ auth_header: { name: 'X-Key', value: 'very secret' } });
    const key = { 'idempotency-key': 'once' };
    const made = await asAdmin('POST', '/custom-feeds', body, key);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      key: 'vendor-news',
      incident_type: 'security_alert',
      days_back: 30,
      auth_header_name: 'X-Key',
      healthy: null,
    });
    expect((await asAdmin('POST', '/custom-feeds', body, key)).body).toEqual(made.body);
    expect(await stored()).toHaveLength(1);
    const { id } = made.body;
    const asViewer = await rig.call(rig.first.keys.viewer, 'GET', `/custom-feeds/${id}`);
    expect(asViewer.body.url).toBe(`${server.address}/rss?…`);
    const moved = await asAdmin('PATCH', `/custom-feeds/${id}`, { url: 'https://elsewhere.example/rss' });
    expect(fieldsOf(moved)).toEqual(['auth_header']);
    const preview = await asAdmin('POST', `/custom-feeds/${id}/preview`, {
      url: 'https://elsewhere.example/rss',
    });
    expect(fieldsOf(preview)).toEqual(['auth_header']);
    server.asked.length = 0;
    await asAdmin('POST', `/custom-feeds/${id}/preview`, { vendor: 'Zyxquil Networks' });
    expect(server.asked[0]?.headers['x-key']).toBe('very secret');
    const changed = await asAdmin('PATCH', `/custom-feeds/${id}`, { enabled: false, auth_header: null });
    expect(changed.body).toMatchObject({ enabled: false, auth_header_name: null });
    expect((await asAdmin('DELETE', `/custom-feeds/${id}`)).status).toBe(204);
    expect((await asAdmin('GET', `/custom-feeds/${id}`)).status).toBe(404);
    const { body: log } = await asAdmin('GET', `/audit-log?target_id=${id}`);
    expect(log.map((entry: { action: string }) => entry.action)).toEqual([
      'custom_feed.delete',
      'custom_feed.update',
      'custom_feed.create',
    ]);
    expect(JSON.stringify(log)).not.toMatch(/very secret|geheim/);
  });

  test.each([
    [{ url: 'http://127.0.0.1:9/' }, ['url']],
    [{ url: 'http://169.254.169.254/' }, ['url']],
    [{ url: 'gopher://feeds.example/' }, ['url']],
    [{ kind: 'json' }, ['mapping']],
    [
      { kind: 'json', mapping: { items: 'a..b', fields: { id: 'x' } } },
      ['mapping.items', 'mapping.fields.title'],
    ],
    [
      { kind: 'json', mapping: { items: '', fields: { title: 't', nonsense: 'x' } } },
      ['mapping.fields.nonsense'],
    ],
    [{ mapping: { items: '', fields: { title: 't' } } }, ['mapping']],
    [{ auth_header: { name: 'Host', value: 'x' } }, ['auth_header.name']],
    [{ auth_header: { name: 'X-Key', value: 'a\r\nb' } }, ['auth_header.value']],
    [{ days_back: 0 }, ['days_back']],
    [{ name: '' }, ['name']],
    [{ nonsense: 1 }, ['nonsense']],
  ])('with %j is refused by field', async (changes, fields) => {
    const answer = await asAdmin(
      'POST',
      '/custom-feeds',
      feed({ url: 'https://feeds.example/', ...changes }),
    );
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual(fields);
  });

  test('is unique by its name, and no other tenant’s', async () => {
    const made = await asAdmin('POST', '/custom-feeds', feed({ name: 'Mine', enabled: false }));
    const again = await asAdmin('POST', '/custom-feeds', feed({ name: 'MINE', enabled: false }));
    expect([again.status, fieldsOf(again)]).toEqual([409, ['name']]);
    const theirs = (method: string, path = '', body?: unknown) =>
      rig.call(rig.second.keys.admin, method, `/custom-feeds/${made.body.id}${path}`, body);
    expect((await theirs('GET')).status).toBe(404);
    expect((await theirs('GET', '/rejects')).status).toBe(404);
    expect((await theirs('PATCH', '', { enabled: true })).status).toBe(404);
    expect((await theirs('POST', '/preview', {})).status).toBe(404);
    expect((await theirs('DELETE')).status).toBe(404);
    const { body: others } = await rig.call(rig.second.keys.admin, 'GET', '/custom-feeds');
    expect(others).toMatchObject([{ id: rig.others.customFeed }]);
    expect(await stored()).toMatchObject([{ name: 'Mine' }]);
  });

  test('is for admins to change and for everybody to see', async () => {
    for (const role of ['viewer', 'security_reviewer', 'compliance'] as const) {
      const call = (method: string, path: string) => rig.call(rig.first.keys[role], method, path, {});
      expect((await rig.call(rig.first.keys[role], 'GET', '/custom-feeds')).status).toBe(200);
      expect((await call('POST', '/custom-feeds')).status).toBe(403);
      expect((await call('POST', '/custom-feeds/preview')).status).toBe(403);
      const [mine] = await stored();
      expect((await call('PATCH', `/custom-feeds/${mine?.id}`)).status).toBe(403);
      expect((await call('DELETE', `/custom-feeds/${mine?.id}`)).status).toBe(403);
    }
  });
});
