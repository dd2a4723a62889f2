/** What the engine stores, decoded for operators in Temporal's remote codec protocol, and for nobody else. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApp } from '../../../../api/app.ts';
import { createPayloadCodec } from '../../../../src/temporal/payload-codec.ts';
import { OPERATOR_TOKEN, startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
}, 120_000);
afterAll(() => rig.close());

const base64 = (text: string) => Buffer.from(text).toString('base64');
const PLAIN = { metadata: { encoding: base64('json/plain') }, data: base64('{"risk_level":"high"}') };

async function stored() {
  const codec = createPayloadCodec(rig.deps.config.encryptionKeys);
  const [payload] = await codec.encode([
    { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('{"risk_level":"high"}') },
  ]);
  const metadata = Object.entries(payload?.metadata ?? {});
  return {
    metadata: Object.fromEntries(
      metadata.map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
    ),
    data: Buffer.from(payload?.data ?? []).toString('base64'),
  };
}

const ask = (path: string, payloads: unknown, headers: Record<string, string> = {}) =>
  rig.raw(`/codec/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ payloads }),
  });
const OPERATOR = { authorization: `Bearer ${OPERATOR_TOKEN}` };

describe('an operator', () => {
  test('has payloads decoded and encoded; one that cannot be decoded stays as it is', async () => {
    const payload = await stored();
    const broken = { ...payload, data: base64('something else') };
    const decoded = await ask('decode', [payload, broken, PLAIN], OPERATOR);
    expect([decoded.status, await decoded.json()]).toEqual([200, { payloads: [PLAIN, broken, PLAIN] }]);
    const encoded = (await (await ask('encode', [PLAIN], OPERATOR)).json()) as { payloads: unknown[] };
    expect(encoded.payloads).not.toEqual([PLAIN]);
    expect(await (await ask('decode', encoded.payloads, OPERATOR)).json()).toEqual({ payloads: [PLAIN] });
  });

  test('asks from the page of the Temporal Web UI, and from no other', async () => {
    const preflight = (origin: string) =>
      rig.raw('/codec/decode', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type,authorization,x-namespace',
        },
      });
    const own = await preflight('http://temporal.test');
    expect(own.headers.get('access-control-allow-origin')).toBe('http://temporal.test');
    expect(own.headers.get('access-control-allow-headers')).toContain('x-namespace');
    const other = await preflight('http://evil.test');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('nobody else', () => {
  test.each([
    ['nothing', {}],
    ['another token', { authorization: 'Bearer operator-token-of-somebody-else-0123456' }],
  ])('with %s', async (_what, headers) => {
    expect((await ask('decode', [await stored()], headers)).status).toBe(401);
  });

  test('with an admin’s key: it is of one company, and the engine holds all', async () => {
    const key = { authorization: `Bearer ${rig.first.keys.admin}` };
    expect((await ask('decode', [await stored()], key)).status).toBe(401);
  });

  test('where it is for this machine alone: not by another name, as a page of another site would', async () => {
    const app = createApp({
      ...rig.deps,
      config: { ...rig.deps.config, codec: 'local', publicUrl: 'http://localhost:3000' },
    });
    const from = (address: string, host: string) =>
      app.request(
        `http://${host}/codec/decode`,
        {
          method: 'POST',
          headers: { host, 'content-type': 'application/json' },
          body: JSON.stringify({ payloads: [PLAIN] }),
        },
        { incoming: { socket: { remoteAddress: address, remotePort: 1, remoteFamily: 'IPv4' } } },
      );
    expect((await from('127.0.0.1', 'localhost:3000')).status).toBe(200);
    expect((await from('127.0.0.1', 'rebound.example')).status).toBe(403);
    expect((await from('10.0.0.8', 'localhost:3000')).status).toBe(403);
  });

  test('where it is not set up', async () => {
    const app = createApp({ ...rig.deps, config: { ...rig.deps.config, codec: undefined } });
    expect((await app.request('http://vigil.test/codec/decode', { method: 'POST' })).status).toBe(404);
  });
});

test('what is no list of payloads is refused', async () => {
  for (const payloads of [undefined, 'x', [1], [{ data: 7 }], [{ metadata: { a: 1 } }]])
    expect((await ask('decode', payloads, OPERATOR)).status).toBe(400);
});
