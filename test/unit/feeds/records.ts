/** Small records in the sources' own formats, to be changed by a test. */

export const nvdItem = (change: Record<string, unknown> = {}): { cve: Record<string, unknown> } => ({
  cve: {
    id: 'CVE-2024-12345',
    sourceIdentifier: 'cna@vendor.example',
    published: '2024-03-01T10:00:00.000',
    lastModified: '2024-03-05T11:30:00.000',
    vulnStatus: 'Analyzed',
    descriptions: [
      { lang: 'es', value: 'Un fallo.' },
      { lang: 'en', value: 'Widget 1.2.3 fails in Foo Inc. Gateway. More text follows.' },
    ],
    metrics: {},
    ...change,
  },
});

export const nvdMetric = (
  score: number,
  type: 'Primary' | 'Secondary',
  source = 'nvd@nist.gov',
): Record<string, unknown> => ({
  source,
  type,
  cvssData: { baseScore: score, vectorString: `vector of ${String(score)}` },
});

export const cveRecord = (
  cna: Record<string, unknown> = {},
  metadata: Record<string, unknown> = {},
): Record<string, unknown> => ({
  dataType: 'CVE_RECORD',
  cveMetadata: {
    cveId: 'CVE-2024-12345',
    state: 'PUBLISHED',
    assignerShortName: 'vendor',
    datePublished: '2024-03-01T09:00:00.000Z',
    dateUpdated: '2024-03-02T09:00:00.000Z',
    ...metadata,
  },
  containers: {
    cna: { descriptions: [{ lang: 'en', value: 'Widget fails.' }], affected: [], ...cna },
    adp: [],
  },
});

export const kevEntry = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  cveID: 'CVE-2024-12345',
  vendorProject: 'Vendor',
  product: 'Widget',
  vulnerabilityName: 'Vendor Widget Overflow Vulnerability',
  dateAdded: '2024-03-04',
  shortDescription: 'Vendor Widget overflows.',
  knownRansomwareCampaignUse: 'Unknown',
  cwes: ['CWE-787'],
  ...change,
});

export const hibpBreach = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  Name: 'Widgets',
  Title: 'Widgets Online',
  Domain: 'Widgets.Example',
  BreachDate: '2019-01-01',
  AddedDate: '2024-03-01T00:00:00Z',
  ModifiedDate: '2024-03-02T00:00:00Z',
  PwnCount: 1000,
  Description: 'In 2019, <a href="https://x.example">Widgets</a> lost data &amp; more.',
  DataClasses: ['Email addresses'],
  IsVerified: true,
  IsFabricated: false,
  IsRetired: false,
  IsSpamList: false,
  IsStealerLog: false,
  ...change,
});
