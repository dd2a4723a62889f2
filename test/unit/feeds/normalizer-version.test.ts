import { hash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadRecords } from '../../../src/dev/demo-feeds/records.ts';
import { NORMALIZER_VERSION } from '../../../src/feeds/definition/fetched-record.ts';
import { normalizeCveRecord } from '../../../src/feeds/sources/cve-org/normalize.ts';
import { normalizeHibpBreach } from '../../../src/feeds/sources/hibp/normalize.ts';
import { normalizeKevEntry } from '../../../src/feeds/sources/kev/normalize.ts';
import { normalizeNvdCve } from '../../../src/feeds/sources/nvd/normalize.ts';

/** What the normalisers of this version make of the demo records. Record all three anew together. */
const RECORDED = {
  version: '4',
  records: '0cb88da0d852b7fc',
  output: 'b1feeec306e1594e',
};

const digest = (value: unknown): string => hash('sha256', JSON.stringify(value), 'hex').slice(0, 16);

test('what the normalisers make of a record changes only with their version', async () => {
  const { nvd, cveOrg, kev, breaches } = await loadRecords(
    join(import.meta.dirname, '../../../demo/records'),
  );
  const cves = [...cveOrg.values()];
  const output = digest([
    nvd.map((cve) => normalizeNvdCve({ cve })),
    cves.map(normalizeCveRecord),
    kev.vulnerabilities.map((entry) => normalizeKevEntry(entry, kev.dateReleased)),
    breaches.map((breach) => normalizeHibpBreach(breach)),
  ]);
  const now = { version: NORMALIZER_VERSION, records: digest([nvd, cves, kev, breaches]), output };
  const told =
    now.records === RECORDED.records && now.version === RECORDED.version && now.output !== RECORDED.output
      ? 'raise NORMALIZER_VERSION and record the digest anew'
      : 'record the digest anew';
  if (JSON.stringify(now) !== JSON.stringify(RECORDED))
    throw new Error(`The output of the normalisers is another one: ${told}: ${JSON.stringify(now)}`);
  expect(now).toEqual(RECORDED);
});
