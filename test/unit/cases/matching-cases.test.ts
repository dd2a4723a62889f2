import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { MatchableIncident, MatchableVendor } from '../../../src/domain/incidents/incident.ts';
import { incident, match } from '../matching/cases.ts';

/** A register and an incident as the files of cases write them; the first row is the one that is asked about. */
interface MatchingCase {
  id: string;
  kind: string;
  input: {
    vendors: (Partial<Omit<MatchableVendor, 'products'>> & { name: string; products?: string[] })[];
    incident: Omit<Partial<MatchableIncident>, 'affectedProducts'> & {
      affectedProducts: { vendor: string | null; product: string | null }[];
    };
  };
  expected: { match: boolean };
}

interface CaseFile {
  fault: string;
  cases: MatchingCase[];
}

const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as CaseFile)
  .filter(({ cases }) => cases.some(({ kind }) => kind === 'match'));

/** True where the first row of the case is raised for its incident. */
function raises({ input }: MatchingCase): boolean {
  const register = input.vendors.map((row, at) => ({
    aliases: [],
    domains: [],
    ...row,
    id: `v${String(at)}`,
    products: (row.products ?? []).map((name) => ({ name })),
  }));
  const affectedProducts = input.incident.affectedProducts.map((entry) => ({ source: 'nvd', ...entry }));
  const what = incident({ ...input.incident, affectedProducts });
  return match(register, what).some(({ vendorId }) => vendorId === 'v0');
}

describe.each(files)('$fault', ({ cases }) => {
  test.each(cases)('$id', (each) => {
    expect(raises(each)).toBe(each.expected.match);
  });
});
