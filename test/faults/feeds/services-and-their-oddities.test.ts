import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fetch } from 'undici';
import { startDemoFeeds } from '../../../src/dev/demo-feeds/server.ts';
import type { DemoFeeds } from '../../../src/dev/demo-feeds/server.ts';
import type { FetchedRecord } from '../../../src/domain/incidents/normalized-incident.ts';
import { clientsOf, demoRecords, failureOf, startFeeds, readAll, readOne } from './rig.ts';

let shifted: DemoFeeds;
let asIs: DemoFeeds;
beforeAll(async () => {
  [shifted, asIs] = await Promise.all([startFeeds('shift'), startFeeds('as-is')]);
});
afterAll(() => Promise.all([shifted.close(), asIs.close()]));

const idsOf = (records: readonly FetchedRecord[]) =>
  readAll(records).flatMap((result) => ('incident' in result ? [result.incident.externalId] : []));

async function nvdIds(pages: AsyncIterable<{ records: FetchedRecord[] }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...idsOf(page.records));
  return ids;
}

describe('NVD', () => {
  test('the whole catalogue comes page by page, each record once', async () => {
    const ids: string[] = [];
    let startIndex: number | null = 0;
    while (startIndex !== null) {
      const page = await clientsOf(asIs).nvd.getPage({ startIndex, resultsPerPage: 7 });
      ids.push(...idsOf(page.records));
      startIndex = page.nextStartIndex;
      expect(ids.length <= page.totalResults).toBe(true);
    }
    const whole = await clientsOf(asIs).nvd.getPage({});
    expect(ids).toEqual(idsOf(whole.records));
    expect(new Set(ids).size).toBe(whole.totalResults);
  });

  test('the last week holds the shipped records, and nothing of them with their own dates', async () => {
    const all = idsOf((await clientsOf(shifted).nvd.getPage({})).records);
    expect((await nvdIds(clientsOf(shifted).nvd.getCves(7, 0))).sort()).toEqual(all.toSorted());
    expect(await nvdIds(clientsOf(asIs).nvd.getCves(7, 0))).toEqual([]);
  });

  test('a threshold leaves out low scores, and never what is unscored, exploited or rejected', async () => {
    const ids = await nvdIds(clientsOf(shifted).nvd.getCves(7, 9.9));
    expect(ids).toEqual(
      expect.arrayContaining(['CVE-2024-1709', 'CVE-2024-6055', 'CVE-2023-5129', 'CVE-2024-38094']),
    );
    expect(ids).not.toContain('CVE-2024-22343');
  });

  test('more than 120 days are asked for in several windows', async () => {
    const before = asIs.requests().length;
    await nvdIds(clientsOf(asIs).nvd.getCves(300));
    expect(
      asIs
        .requests()
        .slice(before)
        .filter((r) => 'lastModStartDate' in r.query),
    ).toHaveLength(3);
  });

  test('a window that is too long is refused for good', async () => {
    const call = clientsOf(asIs).nvd.getPage({
      lastModStart: '2024-01-01T00:00:00Z',
      lastModEnd: '2024-12-01T00:00:00Z',
    });
    expect(await failureOf(call)).toMatchObject({
      code: 'bad_request',
      retryable: false,
      message: expect.stringMatching(/120 days/) as unknown,
    });
  });

  test('a bad key, which NVD says with 404, is told from something missing', async () => {
    const { nvd } = clientsOf(asIs, { apiKey: 'not-a-key' });
    const failure = await failureOf(nvd.getCveById('CVE-2024-1709'));
    expect(failure).toMatchObject({ code: 'bad_key', retryable: false });
    expect(failure.message).not.toContain('not-a-key');
    const good = clientsOf(asIs, { apiKey: '01234567-89ab-cdef-0123-456789abcdef' }).nvd;
    expect(await readOne(good.getCveById('CVE-2024-1709'))).toMatchObject({
      incident: { externalId: 'CVE-2024-1709' },
    });
    expect(await good.getCveById('CVE-1999-9999')).toBeNull();
  });
});

describe('CVE.org', () => {
  test('a record by its id; none for one that is not there', async () => {
    const { cveOrg } = clientsOf(asIs);
    expect(await readOne(cveOrg.getCveById('CVE-2023-5129'))).toMatchObject({
      incident: { sourceStatus: 'REJECTED' },
    });
    expect(await cveOrg.getCveById('CVE-1999-9999')).toBeNull();
  });

  test('the delta log names every record, oldest change first, and only newer ones after a moment', async () => {
    const log = await clientsOf(asIs).cveOrg.getDeltaLog();
    if (log.notModified) throw new Error('A first request has nothing to compare');
    const times = log.changes.map((change) => change.fetchTime);
    expect(times).toEqual(times.toSorted());
    expect(new Set(log.changes.map((change) => change.cveId)).size).toBe(log.changes.length);
    const middle = times[Math.floor(times.length / 2)] ?? '';
    const rest = await clientsOf(asIs).cveOrg.getDeltaLog({ since: middle });
    expect(rest).toMatchObject({ changes: log.changes.filter((change) => change.fetchTime > middle) });
    expect(await clientsOf(asIs).cveOrg.getDeltaLog({ validators: log.validators })).toMatchObject({
      notModified: true,
    });
  });

  test('the records of the last week', async () => {
    const ids: string[] = [];
    for await (const record of clientsOf(shifted).cveOrg.getCves(7)) ids.push(...idsOf([record]));
    expect(ids).toContain('CVE-2024-1709');
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('Have I Been Pwned', () => {
  test('a breach by its name; none for one that is not there', async () => {
    const { hibp } = clientsOf(asIs);
    expect(await readOne(hibp.getBreach('Dropbox'))).toMatchObject({
      incident: { domains: ['dropbox.com'], severity: 'critical' },
    });
    expect(await hibp.getBreach('Nothing')).toBeNull();
  });

  test('breaches of a domain, without asking for a search that only owners may do', async () => {
    const before = asIs.requests().length;
    const names = (await clientsOf(asIs).hibp.searchBreaches('www.Trello.com')).map(
      (incident) => incident.externalId,
    );
    expect(names).toEqual(['Trello']);
    expect(
      asIs
        .requests()
        .slice(before)
        .map((r) => r.path),
    ).toEqual(['/hibp/breaches']);
  });

  test('spam lists are left out, by name', async () => {
    const answer = await clientsOf(asIs).hibp.listBreaches();
    expect(answer.notModified ? [] : readAll(answer.records)).toEqual(
      expect.arrayContaining([{ omitted: { externalId: 'SCDailyPhoneSpamList', reason: 'spam list' } }]),
    );
  });

  test('every call says who asks; without that it is refused for good', async () => {
    expect(asIs.requests().every((request) => request.userAgent.startsWith('Vigil/'))).toBe(true);
    expect(await failureOf(clientsOf(asIs, { userAgent: '' }).hibp.listBreaches())).toMatchObject({
      code: 'forbidden',
      retryable: false,
    });
  });

  test('domain search needs a key and a verified domain', async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`${asIs.address}/hibp/breacheddomain/trello.com`, {
        headers: { 'user-agent': 'test', ...headers },
      });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ 'hibp-api-key': '0'.repeat(32) })).status).toBe(403);
  });
});

describe('KEV and EPSS', () => {
  test('an unchanged catalogue is not sent again', async () => {
    const { kev } = clientsOf(asIs);
    const first = await kev.getCatalog();
    expect(first).toMatchObject({ notModified: false, catalogVersion: '2025.08.25' });
    expect(await kev.getCatalog(first.validators)).toMatchObject({ notModified: true });
  });

  test('scores are numbers, more than a hundred are asked for at once, absent is absent', async () => {
    const ids = [
      'CVE-2024-1709',
      'CVE-2024-22343',
      ...Array.from({ length: 300 }, (_, i) => `CVE-1999-${String(10_000 + i)}`),
    ];
    const scores = await clientsOf(asIs).epss.getScores(ids);
    expect(scores).toEqual([{ cveId: 'CVE-2024-1709', epss: 0.943, percentile: 0.999, date: '2026-01-05' }]);
  });

  test('with more scored CVEs than the default page holds, all come back', async () => {
    const all = idsOf((await clientsOf(asIs).nvd.getPage({})).records);
    const scored = await clientsOf(asIs).epss.getScores(all);
    expect(scored.length).toBeGreaterThan(30);
    expect(asIs.requests().at(-1)?.query['limit']).toBe(String(all.length));
  });
});

test('shifted dates are the same for the same anchor, so that a restart brings nothing new', async () => {
  const anchor = new Date('2026-06-01T12:00:00Z');
  const read = async () => {
    const feeds = await startDemoFeeds({ recordsDir: demoRecords, mode: 'shift', port: 0, anchor });
    const page = await clientsOf(feeds).nvd.getPage({});
    await feeds.close();
    return readAll(page.records);
  };
  const first = await read();
  expect(await read()).toEqual(first);
  expect(first.every((r) => 'incident' in r && (r.incident.modifiedDate ?? '') <= anchor.toISOString())).toBe(
    true,
  );
});
