/** CSAF providers of a company, read document by document. */
import { describe, expect, test } from '@jest/globals';
import { readCustomFeedPage } from '../../../src/services/custom-feeds/read/read-page.ts';
import { matchAll } from '../monitoring/support/rig.ts';
import { advisory, serveProvider } from './feed-server.ts';
import {
  addFeed,
  daysAgo,
  deps,
  feedRow,
  incidents,
  read,
  rejectsOf,
  rig,
  server,
  tenantId,
  useReading,
} from './reading-rig.ts';

useReading();

describe('a CSAF provider', () => {
  const named = (number: number) => `ZYX-${String(number).padStart(4, '0')}`;
  const documents = (count: number, updated: string) =>
    Array.from({ length: count }, (_, number) => {
      const id = named(number);
      return { id, updated, body: advisory(id, { date: updated }) };
    });

  test('is read document by document: affected products with versions, score, severity and CVEs', async () => {
    const updated = daysAgo(1).toISOString();
    const url = serveProvider(server, documents(1, updated));
    const feedId = await addFeed({ url, kind: 'csaf', incident_type: 'vulnerability_disclosure' });
    expect(await read(feedId)).toMatchObject({ new: 1 });
    expect(await incidents()).toMatchObject([
      {
        external_id: 'vendor-news:ZYX-0000',
        incident_type: 'vulnerability_disclosure',
        severity: 'critical',
        cvss_score: 9.8,
        source_status: 'final',
        affected_products: [
          { vendor: 'Zyxquil Networks', product: 'Rocket', versions: [{ versionEndExcluding: '2.1' }] },
        ],
        incident_details: { [feedId]: { part: { cves: ['CVE-2026-1111'] } } },
      },
    ]);
    expect(await matchAll(rig.db, tenantId)).toMatchObject({ matches: 1 });
  });

  test('with many documents is taken page by page, goes on where it stopped, and asks for a document once', async () => {
    const updated = daysAgo(1).toISOString();
    const url = serveProvider(server, documents(120, updated));
    const feedId = await addFeed({ url, kind: 'csaf' });
    const page = (step: 'begin' | 'documents') => readCustomFeedPage(deps(), { tenantId, feedId }, step);
    expect(await page('begin')).toMatchObject({ next: 'documents', new: 0 });
    expect(await page('documents')).toMatchObject({ next: 'documents', new: 50 });
    expect(await feedRow(feedId)).toMatchObject({ entries: 120, pending_documents: 70, fresh_until: null });
    // A worker that dies here begins anew, and goes on with what is left.
    expect(await read(feedId)).toMatchObject({ new: 70, pages: 3 });
    expect(await feedRow(feedId)).toMatchObject({ pending_documents: 0, healthy: true });
    const docs = server.asked.filter(({ path }) => path.startsWith('/docs/'));
    expect(docs).toHaveLength(120);
    server.asked.length = 0;
    expect(await read(feedId)).toMatchObject({ new: 0 });
    expect(server.asked.map(({ path, status }) => [path, status])).toEqual([
      ['/provider-metadata.json', 304],
      ['/rolie.json', 304],
    ]);
  });

  test('is asked again for a document that its index lists anew, and not for those before the feed’s time', async () => {
    const old = { id: 'OLD', updated: daysAgo(200).toISOString(), body: advisory('OLD') };
    const [one] = documents(1, daysAgo(2).toISOString());
    if (!one) throw new Error('There is one');
    const url = serveProvider(server, [one, old]);
    const feedId = await addFeed({ url, kind: 'csaf' });
    await read(feedId);
    expect((await incidents()).map((row) => row.external_id)).toEqual(['vendor-news:ZYX-0000']);
    const date = daysAgo(1).toISOString();
    serveProvider(server, [{ ...one, updated: date, body: advisory(one.id, { date, score: 5 }) }, old]);
    expect(await read(feedId)).toMatchObject({ new: 0, changed: 1 });
    expect(await incidents()).toMatchObject([{ severity: 'medium', cvss_score: 5 }]);
  });

  test('with a directory is read by its changes.csv', async () => {
    const at = daysAgo(1).toISOString();
    server.serve.set(
      '/provider-metadata.json',
      JSON.stringify({ distributions: [{ directory_url: `${server.address}/white` }] }),
    );
    server.serve.set('/white/changes.csv', `"2026/zyx-1.json","${at}"\n"2026/gone.json","${at}"\n`);
    server.serve.set('/white/2026/zyx-1.json', JSON.stringify(advisory('ZYX-1', { date: at })));
    const feedId = await addFeed({ url: `${server.address}/provider-metadata.json`, kind: 'csaf' });
    expect(await read(feedId)).toMatchObject({ new: 1, rejected: 1 });
    expect(await rejectsOf(feedId)).toMatchObject([
      {
        external_id: `${server.address}/white/2026/gone.json`,
        reason: expect.stringContaining('404') as unknown,
      },
    ]);
  });

  test('that names a document inside is refused that document alone', async () => {
    const at = daysAgo(1).toISOString();
    const entry = (src: string) => ({ id: src, updated: at, content: { src } });
    server.serve.set(
      '/rolie.json',
      JSON.stringify({
        feed: {
          entry: [entry('http://169.254.169.254/latest/x.json'), entry(`${server.address}/docs/1.json`)],
        },
      }),
    );
    server.serve.set('/docs/1.json', JSON.stringify(advisory('ZYX-1', { date: at })));
    const feedId = await addFeed({ url: `${server.address}/rolie.json`, kind: 'csaf' });
    expect(await read(feedId)).toMatchObject({ new: 1, rejected: 1 });
    expect(await rejectsOf(feedId)).toMatchObject([{ reason: '169.254.169.254 is a link-local address' }]);
  });

  test('goes on past a document that cannot be had now, tries it later, and gives it up in the end', async () => {
    const updated = daysAgo(1).toISOString();
    const url = serveProvider(server, documents(3, updated));
    server.serve.set('/docs/ZYX-0001.json', 503);
    const feedId = await addFeed({ url, kind: 'csaf' });
    expect(await readCustomFeedPage(deps(), { tenantId, feedId }, 'begin')).toMatchObject({
      next: 'documents',
    });
    expect(await readCustomFeedPage(deps(), { tenantId, feedId }, 'documents')).toMatchObject({
      next: 'documents',
      new: 2,
    });
    for (let tries = 2; tries <= 4; tries += 1) {
      await expect(readCustomFeedPage(deps(), { tenantId, feedId }, 'documents')).rejects.toThrow('503');
    }
    expect(await readCustomFeedPage(deps(), { tenantId, feedId }, 'documents')).toMatchObject({
      next: null,
      rejected: 1,
    });
  });
});
