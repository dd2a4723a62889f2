import { describe, expect, test } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { mergeIncident } from '../../../src/domain/incidents/merge-incident.ts';
import type { NormalizedIncident } from '../../../src/domain/incidents/normalized-incident.ts';
import { normalizeCveRecord } from '../../../src/feeds/sources/cve-org/normalize.ts';
import { normalizeKevEntry } from '../../../src/feeds/sources/kev/normalize.ts';
import { normalizeNvdCve } from '../../../src/feeds/sources/nvd/normalize.ts';
import { cveRecord, kevEntry, nvdItem, nvdMetric } from './records.ts';
import { incidentOf } from './result.ts';

const nvd = (change = {}) => incidentOf(normalizeNvdCve(nvdItem(change)));
const cveOrg = (cna = {}, metadata = {}) => incidentOf(normalizeCveRecord(cveRecord(cna, metadata)));
const kev = (change = {}) => incidentOf(normalizeKevEntry(kevEntry(change)));
const merge = (...parts: NormalizedIncident[]) =>
  mergeIncident(Object.fromEntries(parts.map((p) => [p.source, p])));
const scored = (score: number) => ({ metrics: { cvssMetricV31: [nvdMetric(score, 'Primary')] } });

describe('parts of one CVE', () => {
  test('are one incident: the title of the CNA, the score of NVD, the exploitation of KEV', () => {
    const merged = merge(nvd(scored(9.1)), cveOrg({ title: 'Widget overflow' }), kev());
    expect(merged).toMatchObject({
      title: 'CVE-2024-12345: Widget overflow',
      cvssScore: 9.1,
      severity: 'critical',
      kevAddedOn: '2024-03-04',
      publishedDate: '2024-03-01T09:00:00.000Z',
      modifiedDate: '2024-03-05T11:30:00.000Z',
    });
    expect(Object.keys(merged.parts).sort()).toEqual(['cve-org', 'kev', 'nvd']);
  });

  test('without any score: high in KEV, critical with ransomware, else medium and awaiting score', () => {
    expect(merge(nvd(), cveOrg())).toMatchObject({ severity: 'medium', severityKnown: false });
    expect(merge(nvd(), kev())).toMatchObject({ severity: 'high', severityKnown: true });
    const ransomware = kev({ knownRansomwareCampaignUse: 'Known' });
    expect(merge(nvd({ cisaExploitAdd: '2024-03-04' }), ransomware)).toMatchObject({ severity: 'critical' });
  });

  test('a score counts even where KEV would rank it higher', () => {
    expect(merge(nvd(scored(5)), kev()).severity).toBe('medium');
  });

  test('a rejection at NVD counts until CVE.org has published again', () => {
    const rejected = nvd({ vulnStatus: 'Rejected' });
    expect(merge(rejected, cveOrg()).withdrawnAt).toBe('2024-03-05T11:30:00.000Z');
    expect(merge(rejected, cveOrg({}, { dateUpdated: '2024-03-06T00:00:00.000Z' })).withdrawnAt).toBeNull();
    expect(merge(nvd(), cveOrg({}, { state: 'REJECTED' }))).toMatchObject({ sourceStatus: 'REJECTED' });
  });

  test('of different incidents are refused', () => {
    expect(() => merge(nvd(), kev({ cveID: 'CVE-2024-99999' }))).toThrow(/different incidents/);
  });
});

describe('the fingerprint', () => {
  test("does not move with NVD's bulk edits of lastModified", () => {
    expect(merge(nvd({ lastModified: '2026-01-01T00:00:00.000' })).fingerprint).toBe(
      merge(nvd()).fingerprint,
    );
  });

  test.each([
    ['a score', merge(nvd(scored(5)))],
    ['an entry into KEV', merge(nvd(), kev())],
    ['a rejection', merge(nvd({ vulnStatus: 'Rejected' }))],
    ['a description', merge(nvd({ descriptions: [{ lang: 'en', value: 'Other.' }] }))],
    ['a product', merge(nvd(), cveOrg({ affected: [{ vendor: 'A', product: 'B' }] }))],
  ])('moves with %s', (_, changed) => {
    expect(changed.fingerprint).not.toBe(merge(nvd()).fingerprint);
  });
});

const text = fc.constantFrom('', 'Alpha fails.', 'Beta fails. Again.');
const moment = fc.constantFrom(
  '2024-01-01T00:00:00.000',
  '2024-06-01T00:00:00.000',
  '2025-01-01T00:00:00.000',
);
const score = fc.constantFrom(0, 5, 7.5, 9.8);
const products = fc.array(
  fc.record({ vendor: fc.constantFrom('A', 'a', 'n/a'), product: fc.constantFrom('X', 'Y') }),
  { maxLength: 3 },
);
const anyNvd = fc
  .record({
    published: moment,
    lastModified: moment,
    vulnStatus: fc.constantFrom('Received', 'Rejected'),
    text,
    scores: fc.array(score, { maxLength: 2 }),
  })
  .map(({ text: value, scores, ...rest }) =>
    nvd({
      ...rest,
      descriptions: [{ lang: 'en', value }],
      metrics: { cvssMetricV31: scores.map((s, i) => nvdMetric(s, i === 0 ? 'Primary' : 'Secondary')) },
    }),
  );
const anyCveOrg = fc
  .record({
    title: text,
    value: text,
    affected: products,
    dateUpdated: moment,
    state: fc.constantFrom('PUBLISHED', 'REJECTED'),
    cvss: fc.option(score),
  })
  .map(({ title, value, affected, dateUpdated, state, cvss }) =>
    cveOrg(
      {
        title,
        affected,
        descriptions: [{ lang: 'en', value }],
        metrics: cvss === null ? [] : [{ cvssV4_0: { baseScore: cvss } }],
      },
      { state, dateUpdated: `${dateUpdated}Z` },
    ),
  );
const anyKev = fc
  .record({
    knownRansomwareCampaignUse: fc.constantFrom('Known', 'Unknown'),
    dateAdded: fc.constantFrom('2024-02-01', '2024-03-01'),
  })
  .map(kev);

test('whatever the parts say, the order of their arrival does not matter', () => {
  fc.assert(
    fc.property(
      anyNvd,
      anyCveOrg,
      anyKev,
      fc.shuffledSubarray(['nvd', 'cve-org', 'kev'], { minLength: 1 }),
      (a, b, c, arrival) => {
        const parts: Record<string, NormalizedIncident> = { nvd: a, 'cve-org': b, kev: c };
        const inTurn = (order: readonly string[]) => {
          let held: Partial<Record<string, NormalizedIncident>> = {};
          for (const source of order) held = mergeIncident({ ...held, [source]: parts[source] }).parts;
          return mergeIncident(held);
        };
        expect(inTurn(arrival)).toEqual(inTurn(arrival.toSorted()));
      },
    ),
  );
});
