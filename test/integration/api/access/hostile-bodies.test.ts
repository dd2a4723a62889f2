/** Bodies that are made to hold up or fill the API: refused for little, and of those who may not send one unread. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
let admin: string;
beforeAll(async () => {
  rig = await startRig({ temporal: 'none' });
  admin = rig.first.keys.admin;
}, 120_000);
afterAll(() => rig.close());

const JSON_TYPE = { 'content-type': 'application/json' };

/** A body that tells how much of it was read. */
function counted(megabytes: number) {
  let read = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (read === megabytes) {
          controller.close();
          return;
        }
        read += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, read: () => read };
}

const sendStream = (path: string, stream: ReadableStream, headers: Record<string, string>) =>
  rig.raw(path, { method: 'POST', body: stream, headers, duplex: 'half' } as RequestInit);

describe('nothing is read', () => {
  test('of who gives no key', async () => {
    const { stream, read } = counted(30);
    const { status } = await sendStream('/api/v1/vendors', stream, JSON_TYPE);
    expect([status, read()]).toEqual([401, 0]);
  });

  test('of a register of who may not bring one in', async () => {
    const { stream, read } = counted(30);
    const { status } = await sendStream('/api/v1/vendors/import', stream, {
      authorization: `Bearer ${rig.first.keys.viewer}`,
      'content-type': 'text/csv',
      'idempotency-key': 'register',
    });
    expect([status, read()]).toEqual([403, 0]);
  });

  test.each(['/api/v1/nope/vendors/import', '/api/v1/vendors', '/api/v1/vendors/import/'])(
    'beyond a megabyte at %s',
    async (path) => {
      const { stream, read } = counted(30);
      const { status } = await sendStream(path, stream, { ...JSON_TYPE, authorization: `Bearer ${admin}` });
      expect(status).toBe(413);
      expect(read()).toBeLessThan(4);
    },
  );

  test('beyond some kilobytes of who signs in', async () => {
    const { stream, read } = counted(30);
    const { status } = await sendStream('/api/v1/session', stream, JSON_TYPE);
    expect(status).toBe(413);
    expect(read()).toBeLessThan(3);
  });
});

describe('a body is refused in few words', () => {
  const NUL = String.raw`"\u0000"`;
  test.each([
    ['a long key over many texts with NUL', `{"${'k'.repeat(300_000)}":[${NUL}${`,${NUL}`.repeat(40_000)}]}`],
    [
      'many keys with half a character',
      `{${Array.from({ length: 30_000 }, (_, n) => String.raw`"${n}\ud800":1`).join()}}`,
    ],
    [
      'many unknown keys',
      `{${Array.from({ length: 40_000 }, (_, n) => `"${'x'.repeat(n % 9)}${n}":1`).join()}}`,
    ],
  ])('for %s', async (_, body) => {
    const answer = await rig.call(admin, 'POST', '/vendors', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toHaveLength(20);
    expect(JSON.stringify(answer.body).length).toBeLessThan(5_000);
  });

  test.each([
    ['nesting', '['.repeat(500_000), /nested deeper than 64 levels/],
    ['the number of values', `{"name":[${'1,'.repeat(500_000)}1]}`, /more than 50000 values/],
  ])('for %s', async (_, body, detail) => {
    const answer = await rig.call(admin, 'POST', '/vendors', body);
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringMatching(detail)]);
  });

  test('for bytes that are no UTF-8', async () => {
    const answer = await rig.raw('/api/v1/vendors', {
      method: 'POST',
      headers: { ...JSON_TYPE, authorization: `Bearer ${admin}` },
      body: Buffer.from('{"name":"\xff"}', 'latin1'),
    });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('The body is not UTF-8'),
    ]);
  });
});

describe('a register', () => {
  const bring = (type: string, body: string) =>
    rig.call(admin, 'POST', '/vendors/import?preview=true', body, { 'content-type': type });

  test('with millions of wrong entries in a row is told what is wrong with it', async () => {
    const { status, body } = await bring('text/csv', `name,domains\nA,${'x;'.repeat(4_000_000)}`);
    expect([status, body.failed]).toEqual([200, 1]);
    expect(body.errors.length).toBeLessThanOrEqual(20);
    expect(body.errors[0]).toMatchObject({ row: 2, message: 'must have at most 200 entries' });
  });

  test('as a form that breaks off is refused', async () => {
    const { status, body } = await bring(
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form',
    );
    expect([status, body.detail]).toEqual([400, expect.stringContaining('multipart')]);
  });
});

test('the docs have no files but their own', async () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'index.html'])
    expect((await rig.raw(`/api/v1/docs/${name}`)).status).toBe(404);
});
