/** What goes through a whole register: each runs in a thread, over a connection of the thread's own. */
import type { PageRequest } from '../../../db/keyset.ts';
import { found } from '../../../domain/fault.ts';
import type { SuggestedKind } from '../../../domain/matching/register-coverage.ts';
import { exportVendors, toCsv } from '../../register/export.ts';
import { importRegister, type RegisterImport } from '../../register/import-register.ts';
import { readVendor } from '../../register/list-vendors.ts';
import type { RegisterFormat } from '../../register/parse-register.ts';
import type { RegisterReader } from '../../monitoring/register/register.ts';
import { checkVendorBreach } from '../check-vendor.ts';
import { listCoverages, type CoverageFilter } from '../coverage/list-coverage.ts';
import {
  coverageOfVendor,
  readBasis,
  summarise,
  type CoverageReader,
} from '../coverage/register-coverage.ts';
import { readSureIncidents, suggest } from '../coverage/suggest.ts';
import type { AskedIncident } from '../explain/explained-incident.ts';
import { explainRegisterPair } from '../explain/explain-pair.ts';
import {
  nearMissesOfIncident,
  nearMissesOfVendor,
  type NearMissRequest,
  type WindowRequest,
} from '../explain/near-misses.ts';
import { previewConfig, type PreviewRequest, type RunInTenant } from '../preview/preview-config.ts';
import { withinTime } from '../time-budget.ts';

/** What an analysis works with: whose register, and what the thread keeps between two of them. */
export interface AnalysisTools {
  tenantId: string;
  run: RunInTenant;
  readRegister: RegisterReader;
  readCoverages: CoverageReader;
  /** Milliseconds that it may take. */
  timeMs: number;
}

const checkOf = ({ timeMs }: AnalysisTools) => withinTime(timeMs);

async function coverages(tools: AnalysisTools) {
  const basis = await tools.run((tx) => readBasis(tx, tools.readRegister));
  return tools.readCoverages(tools.tenantId, basis, checkOf(tools));
}

/** Every analysis by its name. */
const ANALYSES = {
  explain: ({ run, readRegister }: AnalysisTools, asked: { vendor_id: string } & AskedIncident) =>
    run((tx) => explainRegisterPair(tx, readRegister, asked)),

  incidentNearMisses: (
    { run, readRegister }: AnalysisTools,
    { id, ...query }: { id: string } & NearMissRequest & { limit: number },
  ) => run((tx) => nearMissesOfIncident(tx, readRegister, id, query)),

  vendorNearMisses: (
    { run, readRegister }: AnalysisTools,
    { id, ...query }: { id: string } & WindowRequest,
  ) => run((tx) => nearMissesOfVendor(tx, readRegister, id, query)),

  vendorCoverage: async (tools: AnalysisTools, { id }: { id: string }) => {
    const { basis, rows } = await tools.run(async (tx) => {
      found(await readVendor(tx, id), 'vendor');
      return { basis: await readBasis(tx, tools.readRegister), rows: await readSureIncidents(tx, id) };
    });
    return {
      sight: coverageOfVendor(basis, id),
      threshold: basis.settings.rules.min_match_confidence,
      suggestions: suggest(basis.register, rows, checkOf(tools)),
    };
  },

  preview: ({ run, readRegister, timeMs }: AnalysisTools, request: PreviewRequest) =>
    previewConfig(run, readRegister, request, timeMs),

  vendorCheck: ({ run }: AnalysisTools, { name, domain }: { name: string; domain: string | null }) =>
    run((tx) => checkVendorBreach(tx, name, domain)),
};

/** What is found out of every vendor of a register, and kept: the first time it may take a minute. */
export const SURVEYS = {
  coverage: async (tools: AnalysisTools) => summarise(await coverages(tools)),

  coverageGaps: async (
    tools: AnalysisTools,
    { filter, page }: { filter: CoverageFilter; page: PageRequest },
  ) => listCoverages(await coverages(tools), filter, page),

  suggestions: async (
    tools: AnalysisTools,
    { kinds, limit }: { kinds: readonly SuggestedKind[] | undefined; limit: number },
  ) => {
    const { register, rows } = await tools.run(async (tx) => ({
      register: await tools.readRegister(tx),
      rows: await readSureIncidents(tx),
    }));
    const all = suggest(register, rows, checkOf(tools));
    return all.filter((one) => !kinds || kinds.includes(one.kind)).slice(0, limit);
  },
};

/** What goes through a whole register to bring it in or hand it out: longer, and with nothing to keep. */
export const TRANSFERS = {
  importRegister: ({ run }: AnalysisTools, request: RegisterImport) => importRegister(run, request),

  exportRegister: ({ run }: AnalysisTools, { format }: { format: RegisterFormat }) =>
    run(async (tx) => {
      const vendors = await exportVendors(tx);
      return format === 'json' ? JSON.stringify(vendors) : toCsv(vendors);
    }),
};

const ALL = { ...ANALYSES, ...SURVEYS, ...TRANSFERS };

/** Any of them, by its name. */
export const analysisNamed = (name: AnalysisName) =>
  ALL[name] as (tools: AnalysisTools, input: unknown) => Promise<unknown>;

export type AnalysisName = keyof typeof ALL;
export type AnalysisInput<Name extends AnalysisName> = Parameters<(typeof ALL)[Name]>[1];
export type AnalysisResult<Name extends AnalysisName> = Awaited<ReturnType<(typeof ALL)[Name]>>;
