import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../src/dev/demo-feeds/faults.ts';
import type { DemoFeeds } from '../../../src/dev/demo-feeds/server.ts';
import { clientsOf, failureOf, startFeeds, readAll, readOne } from './rig.ts';

let feeds: DemoFeeds;
beforeAll(async () => {
  feeds = await startFeeds();
});
afterEach(() => feeds.setFaults([]));
afterAll(() => feeds.close());

const services = [
  ['NVD', '/nvd', () => clientsOf(feeds).nvd.getPage({})],
  ['CVE.org', '/cve-org/CVE', () => clientsOf(feeds).cveOrg.getCveById('CVE-2024-1709')],
  ['the delta log', '/cve-org/deltaLog', () => clientsOf(feeds).cveOrg.getDeltaLog()],
  ['Have I Been Pwned', '/hibp', () => clientsOf(feeds).hibp.listBreaches()],
  ['KEV', '/kev.json', () => clientsOf(feeds).kev.getCatalog()],
  ['EPSS', '/epss', () => clientsOf(feeds).epss.getScores(['CVE-2024-1709'])],
] as const;

describe.each(services)('%s', (_, path, call) => {
  const failing = (fault: Omit<Fault, 'path'>) => {
    feeds.setFaults([{ path, ...fault }]);
    return failureOf(call());
  };

  test('429 says how long to wait', async () => {
    expect(await failing({ kind: 'rate_limited', retryAfter: '7' })).toMatchObject({
      code: 'rate_limited',
      retryable: true,
      retryAfterSeconds: 7,
      status: 429,
    });
  });

  test('403 with a page of HTML is throttling, to be tried again', async () => {
    expect(await failing({ kind: 'forbidden_html' })).toMatchObject({
      code: 'rate_limited',
      retryable: true,
    });
  });

  test('503 is to be tried again', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const failure = await failing({ kind: 'unavailable', retryAfter: date });
    expect(failure).toMatchObject({ code: 'unavailable', retryable: true, status: 503 });
    expect(failure.retryAfterSeconds).toBeGreaterThan(3_000);
  });

  test('a connection cut in the middle of the answer is to be tried again', async () => {
    expect(await failing({ kind: 'reset' })).toMatchObject({ code: 'unavailable', retryable: true });
  });

  test('half an answer is malformed, never a shorter one', async () => {
    expect(await failing({ kind: 'truncated' })).toMatchObject({ code: 'malformed', retryable: true });
  });

  test('a page of HTML with 200 is malformed', async () => {
    expect(await failing({ kind: 'html_page' })).toMatchObject({ code: 'malformed', retryable: true });
  });

  test('the next call after a fault succeeds', async () => {
    feeds.setFaults([{ path, kind: 'unavailable', times: 1 }]);
    await failureOf(call());
    await expect(call()).resolves.toBeDefined();
  });
});

describe('limits', () => {
  test('a service that takes too long is a timeout', async () => {
    feeds.setFaults([{ path: '/kev.json', kind: 'slow', ms: 60_000 }]);
    const failure = await failureOf(clientsOf(feeds, { timeoutMs: 50 }).kev.getCatalog());
    expect(failure).toMatchObject({ code: 'timeout', retryable: true });
  });

  test('an answer beyond the limit of bytes is refused and not tried again', async () => {
    const failure = await failureOf(clientsOf(feeds, { maxBytes: 1_000 }).kev.getCatalog());
    expect(failure).toMatchObject({ code: 'too_large', retryable: false });
  });

  test('a caller who gives up gets its own reason, not a failure of the feed', async () => {
    feeds.setFaults([{ path: '/kev.json', kind: 'slow', ms: 60_000 }]);
    const controller = new AbortController();
    const reason = new Error('worker shuts down');
    const call = clientsOf(feeds, { signal: controller.signal }).kev.getCatalog();
    controller.abort(reason);
    await expect(call).rejects.toBe(reason);
  });

  test('a service that is not there is unavailable', async () => {
    const gone = await startFeeds();
    const { kev } = clientsOf(gone);
    await gone.close();
    expect(await failureOf(kev.getCatalog())).toMatchObject({ code: 'unavailable', retryable: true });
  });
});

describe('one bad record does not stop a page', () => {
  const lists = [
    ['NVD', '/nvd', async () => readAll((await clientsOf(feeds).nvd.getPage({})).records)],
    [
      'KEV',
      '/kev.json',
      async () => {
        const answer = await clientsOf(feeds).kev.getCatalog();
        return answer.notModified ? [] : readAll(answer.records);
      },
    ],
    [
      'Have I Been Pwned',
      '/hibp',
      async () => {
        const answer = await clientsOf(feeds).hibp.listBreaches();
        return answer.notModified ? [] : readAll(answer.records);
      },
    ],
  ] as const;

  test.each(lists)('%s: it is set aside by name, the rest is read', async (_, path, read) => {
    const good = await read();
    feeds.setFaults([{ path, kind: 'malformed_record' }]);
    const results = await read();
    expect(results).toHaveLength(good.length);
    const [first, ...rest] = results;
    expect(first).toMatchObject({ reject: { reason: expect.stringMatching(/expected/i) as unknown } });
    expect((first as { reject: { externalId?: string } }).reject.externalId).toBeDefined();
    expect(rest.some((result) => 'reject' in result)).toBe(false);
  });

  test.each(lists)('%s: a description of 10 MB is kept cut', async (_, path, read) => {
    feeds.setFaults([{ path, kind: 'huge_description' }]);
    const [first] = await read();
    expect(first).toMatchObject({ incident: { descriptionTruncated: true } });
  });

  test('CVE.org: a malformed record is set aside, a huge one kept cut', async () => {
    const { cveOrg } = clientsOf(feeds);
    feeds.setFaults([{ path: '/cve-org/CVE', kind: 'malformed_record', times: 1 }]);
    expect(await readOne(cveOrg.getCveById('CVE-2024-1709'))).toMatchObject({
      reject: { externalId: 'CVE-2024-1709' },
    });
    feeds.setFaults([{ path: '/cve-org/CVE', kind: 'huge_description', times: 1 }]);
    expect(await readOne(cveOrg.getCveById('CVE-2024-1709'))).toMatchObject({
      incident: { descriptionTruncated: true },
    });
  });
});
