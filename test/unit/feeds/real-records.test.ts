import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { mergeIncident } from '../../../src/domain/incidents/merge-incident.ts';
import type {
  NormalizedIncident,
  NormalizeResult,
} from '../../../src/domain/incidents/normalized-incident.ts';
import { loadRecords } from '../../../src/dev/demo-feeds/records.ts';
import type { DemoRecords } from '../../../src/dev/demo-feeds/records.ts';
import { normalizeCveRecord } from '../../../src/feeds/sources/cve-org/normalize.ts';
import { normalizeHibpBreach } from '../../../src/feeds/sources/hibp/normalize.ts';
import { normalizeKevEntry } from '../../../src/feeds/sources/kev/normalize.ts';
import { normalizeNvdCve } from '../../../src/feeds/sources/nvd/normalize.ts';

const root = join(import.meta.dirname, '../../..');
const folders = [
  { name: 'the shipped demo records', folder: join(root, 'demo/records') },
  { name: 'the real records beside the checkout', folder: join(root, '../shared/data') },
];

const resultsOf = (records: DemoRecords): NormalizeResult[] => [
  ...records.nvd.map((cve) => normalizeNvdCve({ cve })),
  ...[...records.cveOrg.values()].map(normalizeCveRecord),
  ...records.kev.vulnerabilities.map((entry) => normalizeKevEntry(entry)),
  ...records.breaches.map((breach) => normalizeHibpBreach(breach)),
];

describe.each(folders)('$name', ({ folder, name }) => {
  const present = existsSync(folder);
  if (!present) test.skip(`${name}: ${folder} is not there`, () => undefined);
  const check = present ? test : test.skip;
  let results: NormalizeResult[] = [];
  let incidents: NormalizedIncident[] = [];

  beforeAll(async () => {
    if (!present) return;
    results = resultsOf(await loadRecords(folder));
    incidents = results.flatMap((result) => ('incident' in result ? [result.incident] : []));
  });

  check('every record becomes an incident, or is left out or set aside with a reason', () => {
    expect(incidents.length).toBeGreaterThan(0);
    expect(results.filter((result) => 'reject' in result)).toEqual([]);
  });

  check('every incident can be stored: bounded, clean, dated', () => {
    for (const incident of incidents) {
      expect(incident.title.length).toBeLessThanOrEqual(500);
      expect(incident.description.length).toBeLessThanOrEqual(20_000);
      expect(JSON.stringify(incident)).not.toContain('\\u0000');
      expect(JSON.stringify(incident).length).toBeLessThan(200_000);
      expect(Number.isNaN(Date.parse(incident.modifiedDate ?? ''))).toBe(false);
      if (incident.incidentType === 'cve')
        expect(incident.title.startsWith(`${incident.externalId}: `)).toBe(true);
    }
  });

  check('the records of one CVE are one incident', () => {
    const byId = new Map<string, Record<string, NormalizedIncident>>();
    for (const incident of incidents) {
      byId.set(incident.externalId, { ...byId.get(incident.externalId), [incident.source]: incident });
    }
    const merged = [...byId.values()].map(mergeIncident);
    expect(merged.map((incident) => incident.externalId)).toEqual([...byId.keys()]);
    expect(merged.some((incident) => Object.keys(incident.parts).length === 3)).toBe(true);
    // Awaiting score means exactly: a CVE that nobody scored and nobody exploits.
    for (const incident of merged.filter((one) => one.incidentType === 'cve')) {
      expect(incident.severityKnown).toBe(incident.cvssScore !== null || incident.kevAddedOn !== null);
    }
  });
});
