import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MatchableIncident, MatchableVendor } from '../../../src/domain/incidents/incident.ts';
import { incident } from '../matching/cases.ts';

/** A register and an incident as the files of cases write them; the first row is the one that is asked about. */
interface WrittenCase {
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
  cases: WrittenCase[];
}

/** A case of matching: whether the row `v0` of a register is raised for an incident. */
export interface MatchingCase {
  fault: string;
  id: string;
  register: MatchableVendor[];
  incident: MatchableIncident;
  isMatch: boolean;
}

function asCase(fault: string, { id, input, expected }: WrittenCase): MatchingCase {
  const register = input.vendors.map((row, at) => ({
    aliases: [],
    domains: [],
    ...row,
    id: `v${String(at)}`,
    products: (row.products ?? []).map((name) => ({ name })),
  }));
  const affectedProducts = input.incident.affectedProducts.map((entry) => ({ source: 'nvd', ...entry }));
  return {
    fault,
    id,
    register,
    incident: incident({ ...input.incident, affectedProducts }),
    isMatch: expected.match,
  };
}

/** The cases of matching in the files of this folder. */
export function readMatchingCases(): MatchingCase[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as CaseFile)
    .flatMap(({ fault, cases }) =>
      cases.filter(({ kind }) => kind === 'match').map((each) => asCase(fault, each)),
    );
}
