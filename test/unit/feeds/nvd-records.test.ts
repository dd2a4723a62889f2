import { describe, expect, test } from '@jest/globals';
import { normalizeNvdCve } from '../../../src/feeds/sources/nvd/normalize.ts';
import { nvdItem, nvdMetric } from './records.ts';
import { incidentOf, rejectOf } from './result.ts';

const incident = (change: Record<string, unknown>) => incidentOf(normalizeNvdCve(nvdItem(change)));

describe('a CVE from NVD', () => {
  test('times without a zone are UTC', () => {
    const { publishedDate, modifiedDate } = incident({});
    expect([publishedDate, modifiedDate]).toEqual(['2024-03-01T10:00:00.000Z', '2024-03-05T11:30:00.000Z']);
  });

  test('the title is its id and the first English sentence, not cut inside a version or a company name', () => {
    expect(incident({}).title).toBe('CVE-2024-12345: Widget 1.2.3 fails in Foo Inc. Gateway.');
  });

  test('the KEV name goes before the description', () => {
    const { title, kevAddedOn } = incident({
      cisaVulnerabilityName: 'Vendor Widget Flaw',
      cisaExploitAdd: '2024-03-04',
    });
    expect([title, kevAddedOn]).toEqual(['CVE-2024-12345: Vendor Widget Flaw', '2024-03-04']);
  });

  test('a long first sentence is cut at a word', () => {
    const { title } = incident({ descriptions: [{ lang: 'en', value: 'wordy '.repeat(400) }] });
    expect(title).toMatch(/wordy…$/);
    expect(title.length).toBeLessThanOrEqual(500);
  });

  test.each([
    [
      '4.0 before 3.1',
      { cvssMetricV31: [nvdMetric(9.8, 'Primary')], cvssMetricV40: [nvdMetric(6.1, 'Secondary')] },
      6.1,
      '4.0',
    ],
    [
      '3.1 before 3.0',
      { cvssMetricV30: [nvdMetric(9, 'Primary')], cvssMetricV31: [nvdMetric(5, 'Secondary')] },
      5,
      '3.1',
    ],
    [
      'primary before secondary',
      { cvssMetricV31: [nvdMetric(10, 'Secondary'), nvdMetric(7.5, 'Primary')] },
      7.5,
      '3.1',
    ],
    [
      'the CNA before other secondary sources',
      { cvssMetricV31: [nvdMetric(9, 'Secondary', 'x'), nvdMetric(8, 'Secondary', 'cna@vendor.example')] },
      8,
      '3.1',
    ],
  ])('score precedence: %s', (_, metrics, score, version) => {
    const { cvssScore, cvssVersion, severityKnown } = incident({ metrics });
    expect([cvssScore, cvssVersion, severityKnown]).toEqual([score, version, true]);
  });

  test("CVSS 2.0's severity beside its data is read", () => {
    const metrics = { cvssMetricV2: [{ ...nvdMetric(10, 'Primary'), baseSeverity: 'HIGH' }] };
    expect(incident({ metrics }).severity).toBe('high');
  });

  test('without a score it is medium and awaits it; in KEV it is high', () => {
    expect(incident({})).toMatchObject({ severity: 'medium', severityKnown: false, cvssScore: null });
    expect(incident({ cisaExploitAdd: '2024-03-04' })).toMatchObject({
      severity: 'high',
      severityKnown: true,
    });
  });

  test.each([{ vectorString: 'AV:N' }, { baseScore: null }, null])(
    'a metric whose data are %j costs that metric alone',
    (cvssData) => {
      const cvssMetricV31 = [{ source: 'x', type: 'Secondary', cvssData }, nvdMetric(7.5, 'Primary')];
      expect(incident({ metrics: { cvssMetricV31 } }).cvssScore).toBe(7.5);
      expect(incident({ metrics: { cvssMetricV31: cvssMetricV31.slice(0, 1) } }).severityKnown).toBe(false);
    },
  );

  test('SSVC among the metrics is no score', () => {
    const ssvcV203 = [{ source: 'cisa', ssvcData: { options: [{ exploitation: 'active' }] } }];
    const { cvssScore, part } = incident({ metrics: { ssvcV203 } });
    expect(cvssScore).toBeNull();
    expect(part).toMatchObject({ ssvc: [{ options: { exploitation: 'active' } }] });
  });

  test('products: the CNA first, then vulnerable CPEs with their versions; platforms are not affected', () => {
    const cpe = (criteria: string, vulnerable: boolean, more = {}) => ({ criteria, vulnerable, ...more });
    const { affectedProducts } = incident({
      affected: [
        {
          source: 'cna',
          affectedData: [
            { vendor: 'n/a', product: 'Widget', versions: [{ version: '1', status: 'affected' }] },
          ],
        },
      ],
      configurations: [
        {
          nodes: [
            {
              operator: 'OR',
              negate: false,
              cpeMatch: [
                cpe('cpe:2.3:a:at\\&t:widget:1.0:*:*:*:*:*:*:*', true),
                cpe('cpe:2.3:a:at\\&t:widget:*:*:*:*:*:*:*:*', true, { versionEndExcluding: '2.0' }),
                cpe('cpe:2.3:o:microsoft:windows:-:*:*:*:*:*:*:*', false),
              ],
            },
          ],
        },
      ],
    });
    expect(affectedProducts).toEqual([
      { vendor: null, product: 'Widget', versions: [{ version: '1', status: 'affected' }], source: 'nvd' },
      {
        vendor: 'at&t',
        product: 'widget',
        cpe: 'cpe:2.3:a:at\\&t:widget:*:*:*:*:*:*:*:*',
        versions: [{ version: '1.0' }, { versionEndExcluding: '2.0' }],
        source: 'nvd',
      },
    ]);
  });

  test('a rejected one says since when and why', () => {
    const rejected = incident({
      vulnStatus: 'Rejected',
      descriptions: [{ lang: 'en', value: 'Rejected reason: duplicate.' }],
    });
    expect(rejected).toMatchObject({
      withdrawnAt: '2024-03-05T11:30:00.000Z',
      rejectedReason: 'Rejected reason: duplicate.',
    });
  });

  test('a status that nobody has seen before is kept as it is', () => {
    expect(incident({ vulnStatus: 'Not Scheduled' })).toMatchObject({
      sourceStatus: 'Not Scheduled',
      withdrawnAt: null,
    });
  });

  test('a 10 MB description is kept cut, and says so', () => {
    const { description, descriptionTruncated } = incident({
      descriptions: [{ lang: 'en', value: 'Long text. '.repeat(1_000_000) }],
    });
    expect(description.length).toBeLessThanOrEqual(20_000);
    expect(descriptionTruncated).toBe(true);
  });

  test('text that PostgreSQL refuses is cleaned', () => {
    const { description, title } = incident({
      descriptions: [{ lang: 'en', value: 'Nul\u0000l and \uD800 and \u202Eflip.' }],
    });
    expect(description).toBe('Null and \uFFFD and flip.');
    expect(title).not.toContain('\u0000');
  });
});

describe('a record of NVD that does not parse is set aside with its reason', () => {
  test.each([
    ['no time', nvdItem({ lastModified: 42 }), /cve\.lastModified/],
    [
      'a score out of range',
      nvdItem({ metrics: { cvssMetricV31: [nvdMetric(11, 'Primary')] } }),
      /baseScore/,
    ],
    ['no descriptions', nvdItem({ descriptions: 'text' }), /descriptions/],
  ])('%s', (_, raw, reason) => {
    const rejected = rejectOf(normalizeNvdCve(raw));
    expect(rejected.externalId).toBe('CVE-2024-12345');
    expect(rejected.reason).toMatch(reason);
    expect(rejected.sample).toContain('CVE-2024-12345');
  });

  test.each([null, 42, 'text', [], {}, { cve: null }, { cve: { id: 'no id' } }])('%j', (raw) => {
    expect(rejectOf(normalizeNvdCve(raw)).reason).not.toBe('');
  });
});
