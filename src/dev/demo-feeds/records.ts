import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A record in its source's own shape, of which only what is needed here is known. */
export interface NvdCve {
  id: string;
  sourceIdentifier?: string;
  published: string;
  lastModified: string;
  vulnStatus?: string;
  cveTags?: { tags?: string[] }[];
  descriptions: { lang: string; value: string }[];
  metrics?: Record<string, { baseSeverity?: string; cvssData?: { baseSeverity?: string } }[]>;
  weaknesses?: { description?: { value: string }[] }[];
  configurations?: { nodes?: { cpeMatch?: { vulnerable: boolean; criteria: string }[] }[] }[];
  cisaExploitAdd?: string;
  cisaActionDue?: string;
}

export interface CveRecord {
  cveMetadata: {
    cveId: string;
    state: string;
    datePublished?: string;
    dateReserved?: string;
    dateUpdated?: string;
    dateRejected?: string;
  };
  containers: {
    cna: Record<string, unknown>;
    adp?: {
      metrics?: { other?: { type?: string; content?: Record<string, unknown> } }[];
    }[];
  };
}

export interface KevEntry {
  cveID: string;
  dateAdded: string;
  dueDate?: string;
}

export interface KevCatalogue {
  title?: string;
  catalogVersion: string;
  dateReleased: string;
  count?: number;
  vulnerabilities: KevEntry[];
}

export interface Breach {
  Name: string;
  Domain: string;
  AddedDate: string;
  ModifiedDate: string;
  DataClasses: string[];
}

/** Everything that the demo feeds serve. */
export interface DemoRecords {
  nvd: NvdCve[];
  cveOrg: Map<string, CveRecord>;
  breaches: Breach[];
  kev: KevCatalogue;
  epss: { date: string; scores: Map<string, { epss: string; percentile: string }> };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function readJson<T>(path: string, absent: T): Promise<T> {
  const text = await readText(path);
  return text === undefined ? absent : (JSON.parse(text) as T);
}

async function filesBelow(folder: string, name: RegExp): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile() && name.test(entry.name));
    return files.map((entry) => join(entry.parentPath, entry.name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function readNvd(folder: string): Promise<NvdCve[]> {
  const byId = new Map<string, NvdCve>();
  for (const file of await filesBelow(folder, /\.json$/)) {
    const page = JSON.parse(await readFile(file, 'utf8')) as { vulnerabilities: { cve: NvdCve }[] };
    for (const { cve } of page.vulnerabilities) byId.set(cve.id, cve);
  }
  return [...byId.values()];
}

async function readCveOrg(folder: string): Promise<Map<string, CveRecord>> {
  const byId = new Map<string, CveRecord>();
  for (const file of await filesBelow(folder, /^CVE-.*\.json$/)) {
    const record = JSON.parse(await readFile(file, 'utf8')) as CveRecord;
    byId.set(record.cveMetadata.cveId, record);
  }
  return byId;
}

/** FIRST's own CSV: a comment with the date of the scores, a heading, then `cve,epss,percentile`. */
async function readEpss(file: string): Promise<DemoRecords['epss']> {
  const lines = ((await readText(file)) ?? '').split(/\r?\n/);
  const date =
    /score_date:(\d{4}-\d\d-\d\d)/.exec(lines[0] ?? '')?.[1] ?? new Date().toISOString().slice(0, 10);
  const scores = new Map<string, { epss: string; percentile: string }>();
  for (const line of lines) {
    const [cve = '', epss = '', percentile = ''] = line.split(',');
    if (cve.startsWith('CVE-')) scores.set(cve, { epss, percentile });
  }
  return { date, scores };
}

const NO_KEV: KevCatalogue = {
  catalogVersion: '1970.01.01',
  dateReleased: '1970-01-01T00:00:00.000Z',
  vulnerabilities: [],
};

/** Reads a folder of `nvd/*.json`, `cve/cves/…`, `hibp-breaches.json`, `kev.json`, `epss.csv`; any may be absent. */
export async function loadRecords(folder: string): Promise<DemoRecords> {
  const [nvd, cveOrg, breaches, kev, epss] = await Promise.all([
    readNvd(join(folder, 'nvd')),
    readCveOrg(join(folder, 'cve', 'cves')),
    readJson<Breach[]>(join(folder, 'hibp-breaches.json'), []),
    readJson<KevCatalogue>(join(folder, 'kev.json'), NO_KEV),
    readEpss(join(folder, 'epss.csv')),
  ]);
  if (nvd.length + cveOrg.size + breaches.length + kev.vulnerabilities.length === 0) {
    throw new Error(`No records in ${folder}: expected nvd/, cve/cves/, hibp-breaches.json or kev.json`);
  }
  return { nvd, cveOrg, breaches, kev, epss };
}
