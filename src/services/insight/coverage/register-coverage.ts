import type { TenantTx } from '../../../db/database.ts';
import { CRITICALITIES, type Criticality } from '../../../domain/vocabulary.ts';
import {
  COVERAGE_LEVELS,
  type CauseKind,
  type CoverageLevel,
} from '../../../domain/matching/register-coverage.ts';
import { coverageOf, type VendorCoverage } from '../../../matching/coverage/coverage.ts';
import type { CheckTime } from '../time-budget.ts';
import {
  matchOptions,
  readMatchSettings,
  type MatchSettings,
} from '../../monitoring/register/match-incident-to-vendors.ts';
import type { Register, RegisterReader } from '../../monitoring/register/register.ts';

/** How well a vendor can be recognised, as people read it. */
export interface RatedVendor {
  /** Of the vendor. */
  id: string;
  vendor: { id: string; name: string; criticality: Criticality };
  sight: CoverageLevel;
  /** Best reachable confidence 0..1: at all, of a vulnerability, of a breach that names the vendor or has its domain. */
  best: number;
  cve: number;
  breach_by_name: number;
  /** Null for a vendor without a domain. */
  breach_with_domain: number | null;
  pieces: VendorCoverage['pieces'];
  causes: VendorCoverage['causes'];
}

/** The register as the matcher sees it. */
export interface VendorCoverages {
  threshold: number;
  matcher_version: string;
  /** What most needs to be done first. */
  vendors: RatedVendor[];
}

/** What it was found out from; where nothing of it changed, neither do the findings. */
function basisOf(register: Register, { rules, suppressedEvidence, matcherVersion }: MatchSettings): string {
  return JSON.stringify([register.version, rules, [...suppressedEvidence].sort(), matcherVersion]);
}

/** Not covered before weakly covered, the critical ones before the others, the least recognisable first. */
const inOrder = (a: RatedVendor, b: RatedVendor): number =>
  COVERAGE_LEVELS.indexOf(a.sight) - COVERAGE_LEVELS.indexOf(b.sight) ||
  CRITICALITIES.indexOf(b.vendor.criticality) - CRITICALITIES.indexOf(a.vendor.criticality) ||
  a.best - b.best ||
  (a.id < b.id ? -1 : 1);

function levelOf(register: Register, { vendorId, name, ...coverage }: VendorCoverage): RatedVendor {
  const criticality = register.criticality.get(vendorId) ?? 'medium';
  return { id: vendorId, vendor: { id: vendorId, name, criticality }, ...coverage };
}

/** What a report of the register is made from. */
export interface Basis {
  register: Register;
  settings: MatchSettings;
}

/** Reads the register and the rules in force; without a configuration, the rules as shipped. */
export async function readBasis(tx: TenantTx, readRegister: RegisterReader): Promise<Basis> {
  const config = await tx.sql
    .selectFrom('security_monitoring_configs')
    .select('matching_rules')
    .executeTakeFirst();
  const settings = await readMatchSettings(tx, config?.matching_rules ?? {});
  return { register: await readRegister(tx), settings };
}

/** How well one vendor can be recognised; null where the matcher does not look at it. */
export function coverageOfVendor({ register, settings }: Basis, vendorId: string): RatedVendor | null {
  const position = register.index.vendors.findIndex(({ id }) => id === vendorId);
  const coverage = coverageOf(register.index, position, settings.rules, matchOptions(settings));
  return coverage && levelOf(register, coverage);
}

function lookThrough({ register, settings }: Basis, checkTime: CheckTime): VendorCoverages {
  const vendors: RatedVendor[] = [];
  for (const position of register.index.vendors.keys()) {
    checkTime();
    const coverage = coverageOf(register.index, position, settings.rules, matchOptions(settings));
    if (coverage) vendors.push(levelOf(register, coverage));
  }
  const { rules, matcherVersion } = settings;
  return {
    threshold: rules.min_match_confidence,
    matcher_version: matcherVersion,
    vendors: vendors.sort(inOrder),
  };
}

/** Gives how well each vendor of a tenant can be recognised, found out again only when register or rules changed. */
export type CoverageReader = (tenantId: string, basis: Basis, checkTime: CheckTime) => VendorCoverages;

/** Keeps the findings of the tenants that asked last. */
export function createCoverageReader(mostTenants = 5): CoverageReader {
  const kept = new Map<string, { basis: string; coverages: VendorCoverages }>();
  return (tenantId, basis, checkTime) => {
    const now = basisOf(basis.register, basis.settings);
    const known = kept.get(tenantId);
    const coverages = known?.basis === now ? known.coverages : lookThrough(basis, checkTime);
    kept.delete(tenantId);
    kept.set(tenantId, { basis: now, coverages });
    const [oldest] = kept.keys();
    if (kept.size > mostTenants && oldest !== undefined) kept.delete(oldest);
    return coverages;
  };
}

/** The register in figures. */
export interface Coverage {
  vendors: number;
  blind: number;
  weak: number;
  threshold: number;
  matcher_version: string;
  /** Vendors by cause; one may have several. */
  causes: { kind: CauseKind; vendors: number }[];
}

/** Counts what was found. */
export function summarise({ vendors, threshold, matcher_version }: VendorCoverages): Coverage {
  const causes = new Map<CauseKind, number>();
  for (const { kind } of vendors.flatMap((vendor) => vendor.causes))
    causes.set(kind, (causes.get(kind) ?? 0) + 1);
  const of = (sight: CoverageLevel) => vendors.filter((vendor) => vendor.sight === sight).length;
  return {
    vendors: vendors.length,
    blind: of('blind'),
    weak: of('weak'),
    threshold,
    matcher_version,
    causes: [...causes]
      .map(([kind, number]) => ({ kind, vendors: number }))
      .sort((a, b) => b.vendors - a.vendors || (a.kind < b.kind ? -1 : 1)),
  };
}
