/** The guard against real HTTP servers: what it reaches, what it refuses, and on which hop. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FeedError } from '../../../src/feeds/http/feed-error.ts';
import { createGuardedFetch, type GuardedFetch } from '../../../src/feeds/guard/guarded-fetch.ts';
import type { GuardOptions } from '../../../src/feeds/guard/judge-address.ts';

let server: Server;
let port: number;
let asked: IncomingMessage[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const open: GuardedFetch[] = [];
afterAll(() => Promise.all(open.map((one) => one.close())));

/** Reaches the test's server alone. */
function guarded(options: GuardOptions = {}): GuardedFetch {
  const fetch = createGuardedFetch({ allow: [{ address: '127.0.0.1', port }], ...options });
  open.push(fetch);
  asked = [];
  return fetch;
}

const here = (path = '/') => `http://127.0.0.1:${port}${path}`;
const get = (fetch: GuardedFetch, url: string, more: object = {}) => fetch({ url, accept: '*/*', ...more });
const textOf = (answered: Awaited<ReturnType<GuardedFetch>>) =>
  answered.notModified ? null : answered.bytes.toString();

describe('with the allow-list of a test', () => {
  test('an address on it is reached, any other port or address of the machine is not', async () => {
    answer = (_request, response) => response.end('hello');
    const fetch = guarded();
    expect(textOf(await get(fetch, here()))).toBe('hello');
    await expect(get(fetch, `http://127.0.0.1:${port + 1}/`)).rejects.toMatchObject({ code: 'refused' });
    await expect(get(fetch, `http://[::1]:${port}/`)).rejects.toMatchObject({ code: 'refused' });
    await expect(get(fetch, `http://localhost:${port}/`)).rejects.toMatchObject({ code: 'refused' });
  });

  test('without it nothing of the machine is reached', async () => {
    const fetch = createGuardedFetch();
    open.push(fetch);
    await expect(get(fetch, here())).rejects.toMatchObject({ code: 'refused' });
    await expect(get(fetch, 'http://127.0.0.1/')).rejects.toThrow('127.0.0.1 is a loopback address');
  });
});

describe('a redirect', () => {
  test.each([
    ['http://127.0.0.1:1/', 'Port 1'],
    ['http://169.254.169.254/latest/', 'link-local'],
    ['http://[::ffff:10.0.0.1]/', 'private'],
    ['http://2130706433/', 'loopback'],
    ['file:///etc/passwd', 'Only http'],
    ['//10.0.0.1/', 'private'],
  ])('to %s is refused', async (location, why) => {
    answer = (_request, response) => response.writeHead(302, { location }).end();
    await expect(get(guarded(), here())).rejects.toMatchObject({ code: 'refused' });
    await expect(get(guarded(), here())).rejects.toThrow(why);
  });

  test('to a name that leads inside is not followed', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'http://inside.example/' }).end();
    const fetch = guarded({ resolve: () => Promise.resolve([{ address: '10.0.0.7', family: 4 }]) });
    await expect(get(fetch, here())).rejects.toThrow('inside.example has no public address');
  });

  test('is followed five times and not a sixth', async () => {
    answer = (request, response) => {
      const number = Number(request.url?.slice(1));
      if (number === 0) response.end('there');
      else response.writeHead(302, { location: `/${number - 1}` }).end();
    };
    expect(textOf(await get(guarded(), here('/5')))).toBe('there');
    await expect(get(guarded(), here('/6'))).rejects.toThrow('More than 5 redirects');
  });

  test('to another server does not take the secret along', async () => {
    const other = createServer((request, response) => {
      response.end(request.headers['x-key'] ?? 'nothing');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const otherPort = (other.address() as AddressInfo).port;
    answer = (request, response) => {
      if (request.url === '/own') response.end(request.headers['x-key'] ?? 'nothing');
      else response.writeHead(302, { location: `http://127.0.0.1:${otherPort}/` }).end();
    };
    const fetch = guarded({
      allow: [
        { address: '127.0.0.1', port },
        { address: '127.0.0.1', port: otherPort },
      ],
    });
    const secret = { name: 'x-key', value: 's3cret', origin: new URL(here()).origin };
    expect(textOf(await get(fetch, here('/own'), { secret }))).toBe('s3cret');
    expect(textOf(await get(fetch, here('/away'), { secret }))).toBe('nothing');
    other.closeAllConnections();
    other.close();
  });
});

describe('a name', () => {
  const name = () => `http://feeds.example:${port}/`;

  test.each([
    '127.0.0.2',
    '10.0.0.1',
    '169.254.169.254',
    '::1',
    'fd00::1',
    '::ffff:192.168.0.1',
    '64:ff9b::7f00:1',
  ])('that leads to %s is not dialled', async (address) => {
    const family = address.includes(':') ? 6 : 4;
    const fetch = guarded({ resolve: () => Promise.resolve([{ address, family }]) });
    await expect(get(fetch, name())).rejects.toMatchObject({ code: 'refused' });
    expect(asked).toEqual([]);
  });

  test('with one public and one private address is refused whole', async () => {
    const resolve = () =>
      Promise.resolve([
        { address: '93.184.216.34', family: 4 },
        { address: '192.168.0.1', family: 4 },
      ]);
    await expect(get(guarded({ resolve }), name())).rejects.toThrow('no public address');
  });

  test('that leads elsewhere on the second look-up is refused then: what is judged is what is dialled', async () => {
    answer = (_request, response) => response.writeHead(200, { connection: 'close' }).end('first');
    const answers = ['127.0.0.1', '10.0.0.1'];
    let looked = 0;
    const fetch = guarded({
      resolve: () => Promise.resolve([{ address: answers[Math.min(looked++, 1)] ?? '', family: 4 }]),
    });
    expect(textOf(await get(fetch, name()))).toBe('first');
    expect(looked).toBe(1);
    await expect(get(fetch, name())).rejects.toMatchObject({ code: 'refused' });
    expect(asked).toHaveLength(1);
  });

  test('that nobody knows and one that leads inside are told of alike, and no turn is taken for either', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const turns: string[] = [];
    const turn = (host: string) => Promise.resolve(void turns.push(host));
    const told = async (resolve: NonNullable<GuardOptions['resolve']>, more: object) => {
      const error = await get(guarded({ resolve }), name(), more).catch((reason: unknown) => reason);
      const { code, message, retryable } = error as FeedError;
      return { code, message, retryable };
    };
    const nobody = () => Promise.reject(unknown);
    const inside = () => Promise.resolve([{ address: '10.0.0.1', family: 4 }]);
    for (const more of [{}, { turn }]) {
      const answered = await told(nobody, more);
      expect(answered).toMatchObject({ code: 'refused', retryable: false });
      expect(await told(inside, more)).toEqual(answered);
    }
    expect(turns).toEqual([]);
  });

  test('that cannot be looked up now is tried again', async () => {
    const noAnswer = Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' });
    const fetch = guarded({ resolve: () => Promise.reject(noAnswer) });
    await expect(get(fetch, name())).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  });
});

describe('an answer', () => {
  test('that is larger than allowed is not read to its end, compressed or not', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(50_000, 'a'));
    await expect(get(guarded(), here(), { maxBytes: 10_000 })).rejects.toMatchObject({ code: 'too_large' });
    const bomb = gzipSync(Buffer.alloc(50_000_000, 'a'));
    expect(bomb.length).toBeLessThan(60_000);
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    await expect(get(guarded(), here(), { maxBytes: 1_000_000 })).rejects.toMatchObject({
      code: 'too_large',
    });
  });

  test('that trickles on for ever is left', async () => {
    answer = (_request, response) => {
      response.writeHead(200).write('a');
      const drip = setInterval(() => response.write('a'), 20);
      response.on('close', () => clearInterval(drip));
    };
    await expect(get(guarded(), here(), { timeoutMs: 300 })).rejects.toMatchObject({ code: 'timeout' });
  });

  test('to a conditional request is 304 where nothing changed', async () => {
    answer = (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"' }).end('body');
    };
    const fetch = guarded();
    const first = await get(fetch, here());
    expect(await get(fetch, here(), { validators: first.validators })).toEqual({
      notModified: true,
      validators: { etag: '"v1"' },
    });
  });

  test('that is an error gives its number away and none of its words', async () => {
    answer = (_request, response) => response.writeHead(500, { message: 'inner words' }).end('inner words');
    const error: unknown = await get(guarded(), here()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'unavailable', status: 500 });
    expect(String(error)).not.toContain('inner words');
  });
});
