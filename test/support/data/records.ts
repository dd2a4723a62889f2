/** Records in the sources' own formats, for feeds that a test makes up. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface CveSpec {
  id: string;
  description: string;
  /** What the CNA names as affected. */
  affected?: { vendor: string; product: string }[];
  /** CVSS 3.1 base score; none: not scored yet. */
  score?: number;
  /** ISO 8601; default an hour ago. */
  modified?: string;
  status?: string;
}

export interface BreachSpec {
  name: string;
  title: string;
  domain: string;
  dataClasses?: string[];
  pwnCount?: number;
}

const hourAgo = () => new Date(Date.now() - 3_600_000).toISOString();
const severityOf = (score: number) =>
  score >= 9 ? 'CRITICAL' : score >= 7 ? 'HIGH' : score >= 4 ? 'MEDIUM' : 'LOW';

/** One object of NVD's `vulnerabilities[]`. */
export function nvdRecord(spec: CveSpec): object {
  const time = (spec.modified ?? hourAgo()).replace('Z', '');
  return {
    cve: {
      id: spec.id,
      sourceIdentifier: 'security@example.org',
      published: time,
      lastModified: time,
      vulnStatus: spec.status ?? (spec.score === undefined ? 'Awaiting Analysis' : 'Analyzed'),
      descriptions: [{ lang: 'en', value: spec.description }],
      affected: [
        {
          source: 'security@example.org',
          affectedData: (spec.affected ?? []).map((one) => ({
            ...one,
            versions: [{ version: '1.0', status: 'affected' }],
          })),
        },
      ],
      metrics:
        spec.score === undefined
          ? {}
          : {
              cvssMetricV31: [
                {
                  source: 'nvd@nist.gov',
                  type: 'Primary',
                  cvssData: {
                    version: '3.1',
                    baseScore: spec.score,
                    baseSeverity: severityOf(spec.score),
                    vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
                  },
                },
              ],
            },
      weaknesses: [],
      configurations: [],
      references: [{ url: `https://vendor.example.org/${spec.id}`, source: 'security@example.org' }],
    },
  };
}

/** One entry of HIBP's `/breaches`. */
export function hibpRecord(spec: BreachSpec): object {
  return {
    Name: spec.name,
    Title: spec.title,
    Domain: spec.domain,
    BreachDate: '2026-01-15',
    AddedDate: hourAgo(),
    ModifiedDate: hourAgo(),
    PwnCount: spec.pwnCount ?? 2_000_000,
    Description: `In January 2026, <em>${spec.title}</em> suffered a data breach.`,
    LogoPath: '',
    DataClasses: spec.dataClasses ?? ['Email addresses', 'Passwords'],
    IsVerified: true,
    IsFabricated: false,
    IsSensitive: false,
    IsRetired: false,
    IsSpamList: false,
    IsMalware: false,
    IsSubscriptionFree: false,
    IsStealerLog: false,
  };
}

/** Writes records in the layout that the feed server reads; a second call replaces them. */
export function writeRecords(dir: string, cves: CveSpec[], breaches: BreachSpec[] = []): void {
  mkdirSync(path.join(dir, 'nvd'), { recursive: true });
  mkdirSync(path.join(dir, 'cve/cves'), { recursive: true });
  const page = {
    resultsPerPage: cves.length,
    startIndex: 0,
    totalResults: cves.length,
    format: 'NVD_CVE',
    version: '2.0',
    timestamp: new Date().toISOString().replace('Z', ''),
    vulnerabilities: cves.map(nvdRecord),
  };
  writeFileSync(path.join(dir, 'nvd/cves-startIndex-0.json'), JSON.stringify(page));
  writeFileSync(path.join(dir, 'hibp-breaches.json'), JSON.stringify(breaches.map(hibpRecord)));
  writeKev(dir, []);
}

/** Replaces CISA's catalogue by one released now, or at another time. */
export function writeKev(dir: string, cveIds: readonly string[], released = hourAgo()): void {
  const vulnerabilities = cveIds.map((cveID) => ({
    cveID,
    vendorProject: 'Vendor',
    product: 'Product',
    vulnerabilityName: `${cveID} Vulnerability`,
    dateAdded: released.slice(0, 10),
    shortDescription: 'It is exploited.',
    requiredAction: 'Apply mitigations.',
    dueDate: released.slice(0, 10),
    knownRansomwareCampaignUse: 'Unknown',
    notes: '',
    cwes: [],
  }));
  const catalogue = {
    title: 'KEV',
    catalogVersion: released.slice(0, 10),
    dateReleased: released,
    count: cveIds.length,
    vulnerabilities,
  };
  writeFileSync(path.join(dir, 'kev.json'), JSON.stringify(catalogue));
}

/** A new folder of records. */
export function recordsFolder(cves: CveSpec[], breaches: BreachSpec[] = []): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'vigil-records-'));
  writeRecords(dir, cves, breaches);
  return dir;
}
