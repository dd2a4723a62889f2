/** Answers that are made to cost whoever reads them more than whoever sends them. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createGuardedFetch, type GuardedFetch } from '../../../src/feeds/guard/guarded-fetch.ts';

const MB = 1024 * 1024;

interface Host {
  server: Server;
  port: number;
  origin: string;
  asked: IncomingMessage[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}

async function startHost(): Promise<Host> {
  const host: Host = {
    server: createServer((request, response) => {
      host.asked.push(request);
      host.answer(request, response);
    }),
    port: 0,
    origin: '',
    asked: [],
    answer: (_request, response) => response.end(),
  };
  await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
  host.port = (host.server.address() as AddressInfo).port;
  host.origin = `http://127.0.0.1:${host.port}`;
  return host;
}

let host: Host;
let other: Host;
let fetch: GuardedFetch;
beforeAll(async () => {
  host = await startHost();
  other = await startHost();
});
afterAll(() => {
  for (const { server } of [host, other]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  fetch = createGuardedFetch({
    allow: [host, other].map(({ port }) => ({ address: '127.0.0.1', port })),
  });
});
afterEach(() => fetch.close());

const get = (more: object = {}) => fetch({ url: `${host.origin}/`, accept: '*/*', ...more });

/** Answers with these bytes in this coding. */
const send = (coding: string, bytes: Buffer) => {
  host.answer = (_request, response) => response.writeHead(200, { 'content-encoding': coding }).end(bytes);
};

async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Blocks of deflate that hold nothing: they are unpacked for ever and give not one byte. */
function emptyBlocks(bytes: number): Buffer {
  const blocks = Buffer.alloc(bytes - (bytes % 5));
  for (let at = 0; at < blocks.length; at += 5) blocks.fill(0xff, at + 3, at + 5);
  return Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), blocks]);
}

describe('a packed answer', () => {
  test('is unpacked, once', async () => {
    send('gzip', gzipSync('hello'));
    expect(await get()).toMatchObject({ bytes: Buffer.from('hello') });
  });

  test.each(['gzip, gzip', 'gzip, gzip, gzip', 'br', 'deflate', 'gzip, identity'])(
    'in the coding %s is not read at all',
    async (coding) => {
      const bomb = gzipSync(gzipSync(emptyBlocks(2 * MB)));
      send(coding, coding === 'br' ? brotliCompressSync(bomb) : bomb);
      const used = await cpuMs(() =>
        expect(get()).rejects.toMatchObject({
          code: 'malformed',
          message: expect.stringContaining('coding') as unknown,
        }),
      );
      expect(used).toBeLessThan(1_000);
    },
  );

  test('that gives nothing however much of it comes is left at its limit on the wire', async () => {
    const blocks = emptyBlocks(MB);
    host.answer = (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const more = () => {
        while (!response.destroyed && response.write(blocks));
      };
      response.on('drain', more);
      more();
    };
    const used = await cpuMs(() => expect(get()).rejects.toMatchObject({ code: 'too_large' }));
    expect(used).toBeLessThan(5_000);
  });

  test('of 8 MiB of nothing costs no more than its size', async () => {
    send('gzip', emptyBlocks(8 * MB - 100));
    expect(await cpuMs(() => get().catch(() => undefined))).toBeLessThan(5_000);
    send('gzip', Buffer.concat(Array<Buffer>(400_000).fill(gzipSync(''))));
    expect(await cpuMs(() => get().catch(() => undefined))).toBeLessThan(5_000);
  });

  test('that breaks off is none, without a word of it', async () => {
    send('gzip', gzipSync('inner words'.repeat(1_000)).subarray(0, 60));
    await expect(get()).rejects.toThrow(/cannot be unpacked$/);
  });
});

describe('what a server gave to know its answer by', () => {
  test('goes to that server alone, also where a redirect leads to it', async () => {
    host.answer = (_request, response) =>
      response.writeHead(302, { location: `${other.origin}/moved`, etag: '"host"' }).end();
    other.answer = (request, response) => {
      const known = request.headers['if-none-match'] === '"other"';
      response.writeHead(known ? 304 : 200, { etag: '"other"' }).end(known ? undefined : 'body');
    };
    const first = await get();
    expect(first.validators).toEqual({ etag: '"other"', origin: other.origin });
    host.asked = [];
    expect(await get({ validators: first.validators })).toEqual({
      notModified: true,
      validators: first.validators,
    });
    expect(host.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined]);
    other.asked = [];
    await get({ validators: { etag: '"host"' } });
    expect(other.asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined]);
  });
});
