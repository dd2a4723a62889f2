import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { isAffectedVersion } from '../../../src/domain/incidents/versions.ts';
import { loadRecords, type DemoRecords } from '../../../src/dev/demo-feeds/records.ts';
import { normalizeCveRecord } from '../../../src/feeds/sources/cve-org/normalize.ts';
import { normalizeNvdCve } from '../../../src/feeds/sources/nvd/normalize.ts';
import { incidentOf } from './result.ts';

const folder = join(import.meta.dirname, '../../../../shared/data');
const present = existsSync(folder);
if (!present) test.skip(`the real records are not at ${folder}`, () => undefined);

(present ? describe : describe.skip)('real ranges', () => {
  let records: DemoRecords;
  beforeAll(async () => {
    records = await loadRecords(folder);
  }, 120_000);

  const productsOf = (source: 'nvd' | 'cve-org', id: string) => {
    const cve = records.nvd.find((one) => one.id === id);
    const result = source === 'nvd' ? normalizeNvdCve({ cve }) : normalizeCveRecord(records.cveOrg.get(id));
    return incidentOf(result).affectedProducts;
  };
  const rangesOf = (source: 'nvd' | 'cve-org', id: string, product: string) =>
    productsOf(source, id).find((one) => one.product === product)?.versions ?? [];

  test.each([
    // A CPE list is complete.
    ['nvd', 'CVE-2024-4577', 'php', '8.1.28', true],
    ['nvd', 'CVE-2024-4577', 'php', '8.1.29', false],
    ['nvd', 'CVE-2024-4577', 'php', '8.3.0', true],
    ['nvd', 'CVE-2024-21762', 'fortios', '7.2.6', true],
    ['nvd', 'CVE-2024-21762', 'fortios', '7.2.7', false],
    // This CNA calls everything else affected, too, while it says where the flaw ends: nobody is let off by that.
    ['cve-org', 'CVE-2024-4577', 'PHP', '8.1.28', true],
    ['cve-org', 'CVE-2024-4577', 'PHP', '8.1.29', 'unknown'],
    ['cve-org', 'CVE-2024-21762', 'FortiProxy', '7.4.2', true],
    ['cve-org', 'CVE-2024-21762', 'FortiProxy', '7.4.3', false],
    ['cve-org', 'CVE-2023-37550', 'CODESYS Control for Linux SL', '4.9.0.0', true],
    ['cve-org', 'CVE-2023-37550', 'CODESYS Control for Linux SL', 'V4.10.0.0', false],
    // Commits and releases of the kernel are two lists of one product.
    ['cve-org', 'CVE-2024-36971', 'Linux', '5.10.218', true],
    ['cve-org', 'CVE-2024-36971', 'Linux', '5.10.219', false],
    ['cve-org', 'CVE-2024-36971', 'Linux', '4.5', false],
    ['cve-org', 'CVE-2024-36971', 'Linux', 'a87cb3e48ee8', 'unknown'],
  ] as const)('%s %s, %s %s: %s', (source, id, product, version, expected) => {
    expect(isAffectedVersion(version, rangesOf(source, id, product))).toBe(expected);
  });

  test('a version that a source names as affected is never ruled out by it', () => {
    let named = 0;
    for (const id of records.cveOrg.keys()) {
      for (const { versions = [], product } of productsOf('cve-org', id)) {
        for (const range of versions.filter((one) => one.status === 'affected')) {
          const version = range.version ?? range.versionStartIncluding ?? range.versionEndIncluding;
          if (version === undefined) continue;
          named += 1;
          if (isAffectedVersion(version, versions) === false)
            throw new Error(`${id} ${product ?? ''} ${version}: ${JSON.stringify(versions)}`);
        }
      }
    }
    expect(named).toBeGreaterThan(1_000);
  });
});
