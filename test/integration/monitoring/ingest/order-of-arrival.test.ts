/** Pages of several sources in any order. */
import { describe, expect, test } from '@jest/globals';
import fc from '../../../support/fast-check.ts';
import { sized } from '../../../support/size.ts';
import { createCveOrgClient } from '../../../../src/feeds/sources/cve-org/client.ts';
import { nvdRecords } from '../../../../src/feeds/sources/nvd/client.ts';
import { storeScores } from '../../../../src/services/catalogue/ingest/store-scores.ts';
import { ingestPage } from '../../../../src/services/catalogue/ingest/ingest.ts';
import { cveRecord, kevEntry, nvdItem, nvdMetric } from '../../../unit/feeds/records.ts';
import {
  IDS_AND_TIMES_OF_WRITING,
  address,
  bodies,
  forgetIncidents,
  omit,
  read,
  rig,
  rows,
  serveKev,
  take,
  useSources,
} from '../support/sources-rig.ts';

useSources();

describe('pages of four sources', () => {
  const ID = 'CVE-2024-12345';
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 2, maxLength: 2 });
  const at = (day: number) => `2026-01-${String(day).padStart(2, '0')}T00:00:00.000`;
  const versions = [
    { version: '1.0', lessThan: '2.0', status: 'affected', versionType: 'semver' },
    { version: '3.0', status: 'unaffected' },
  ];
  const affected = fc.subarray(
    ['Alpha', 'alpha', 'Beta'].map((product) => ({ vendor: 'Vendor', product, versions })),
  );
  const text = fc.constantFrom('Widget fails.', 'Widget  fails.', 'Widget breaks.');
  const nvdVersion = fc.record({
    vulnStatus: fc.constantFrom('Received', 'Awaiting Analysis', 'Rejected', 'Something New'),
    score: fc.option(fc.constantFrom(4.2, 9.8)),
    affected,
    text,
    kev: fc.boolean(),
  });
  const orgVersion = fc.record({
    state: fc.constantFrom('PUBLISHED', 'REJECTED'),
    score: fc.option(fc.constantFrom(5.1, 7.7)),
    affected,
    text,
    kev: fc.boolean(),
  });

  type Page = () => Promise<unknown>;
  const nvdPage =
    (
      day: number,
      version: { vulnStatus: string; score: number | null; affected: object[]; text: string; kev: boolean },
    ): Page =>
    () =>
      take(
        'nvd',
        nvdRecords([
          nvdItem({
            lastModified: at(day),
            vulnStatus: version.vulnStatus,
            descriptions: [{ lang: 'en', value: version.text }],
            metrics: version.score === null ? {} : { cvssMetricV31: [nvdMetric(version.score, 'Primary')] },
            affected: [{ source: 'x', affectedData: version.affected }],
            ...(version.kev ? { cisaExploitAdd: '2024-02-02' } : {}),
          }),
        ]),
      );
  const orgPage =
    (
      day: number,
      version: { state: string; score: number | null; affected: object[]; text: string; kev: boolean },
    ): Page =>
    async () => {
      const record = cveRecord(
        {
          affected: version.affected,
          descriptions: [{ lang: 'en', value: version.text }],
          metrics: version.score === null ? [] : [{ cvssV3_1: { baseScore: version.score } }],
        },
        { state: version.state, dateUpdated: `${at(day)}Z` },
      );
      if (version.kev) {
        const cisa = { metrics: [{ other: { type: 'kev', content: { dateAdded: '2024-02-03' } } }] };
        (record['containers'] as { adp: object[] }).adp = [cisa];
      }
      bodies.set(`/cve/${ID}`, { body: record });
      const found = await createCveOrgClient({ baseUrl: `${address}/cve`, deltaUrl: address }).getCveById(ID);
      return take('cve-org', found === null ? [] : [found]);
    };
  const kevPage =
    (day: number, version: { listed: boolean; ransomware: boolean }): Page =>
    () => {
      const known = { knownRansomwareCampaignUse: version.ransomware ? 'Known' : 'Unknown' };
      const others = [kevEntry({ cveID: 'CVE-2024-20001' })];
      serveKev(`${at(day)}Z`, version.listed ? [kevEntry(known), ...others] : others);
      return read('kev');
    };
  const epssPage =
    (epss: number): Page =>
    () =>
      ingestPage(rig.db, {
        source: 'epss',
        records: [],
        progress: {},
        also: (tx) => storeScores(tx, [{ cveId: ID, epss, percentile: 0.5, date: '2026-01-01' }]),
      });

  const outcome = async (pages: readonly Page[]) => {
    await forgetIncidents();
    for (const page of pages) await page();
    return (await rows()).map((said) => omit(said, IDS_AND_TIMES_OF_WRITING));
  };

  test('come to the same rows in whichever order they arrive, older versions of a record among them', async () => {
    const arrival = fc.record({
      nvd: fc.tuple(days, fc.tuple(nvdVersion, nvdVersion)),
      org: fc.tuple(days, fc.tuple(orgVersion, orgVersion)),
      kev: fc.tuple(
        days,
        fc.array(fc.record({ listed: fc.boolean(), ransomware: fc.boolean() }), {
          minLength: 2,
          maxLength: 2,
        }),
      ),
      epss: fc.constantFrom(0.01, 0.9),
      first: fc.array(fc.nat(1_000), { minLength: 7, maxLength: 7 }),
      second: fc.array(fc.nat(1_000), { minLength: 7, maxLength: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(arrival, async ({ nvd, org, kev, epss, first, second }) => {
        const catalogues = kev[0]
          .map((day, n) => ({ day, ...(kev[1][n] ?? { listed: true, ransomware: false }) }))
          .sort((a, b) => a.day - b.day);
        const takesOut = catalogues[0]?.listed === true && catalogues[1]?.listed === false;
        const kevPages = catalogues.map(({ day, ...entry }) => kevPage(day, entry));
        const pages: Page[] = [
          ...nvd[0].map((day, n) => nvdPage(day, nvd[1][n as 0 | 1])),
          ...org[0].map((day, n) => orgPage(day, org[1][n as 0 | 1])),
          ...kevPages,
          epssPage(epss),
        ];
        const inOrder = (keys: number[]) => {
          const sorted = pages
            .map((page, n) => ({ page, n, key: keys[n] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ page }) => page);
          // Of an entry that was taken out before it was ever seen nothing is known: those two come in their order.
          const [one, two] = kevPages;
          if (!one || !two || sorted.indexOf(one) < sorted.indexOf(two)) return sorted;
          return takesOut ? sorted.map((page) => (page === one ? two : page === two ? one : page)) : sorted;
        };
        expect(await outcome(inOrder(first))).toEqual(await outcome(inOrder(second)));
      }),
      { numRuns: sized(40, 400) },
    );
  }, 300_000);
});
