import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type {
  AffectedProduct,
  MatchableIncident,
  MatchingRules,
} from '../../../domain/incidents/incident.ts';
import { DEFAULT_MATCHING_RULES } from '../../../domain/incidents/incident.ts';
import type { IncidentType, Severity } from '../../../domain/vocabulary.ts';
import { matchIncident, type Match, type MatchOptions } from '../../../matching/scoring/match.ts';
import type { MatchWeights } from '../../../matching/scoring/weights.ts';
import { readWeightsInUse } from './match-weights.ts';
import type { Register } from './register.ts';

/** What matching reads of an incident's row. */
export interface MatchableRow {
  id: string;
  incident_type: IncidentType;
  external_id: string;
  title: string;
  description: string;
  affected_products: AffectedProduct[];
  domains: string[];
  severity: Severity;
  /** Web addresses that any source refers to; absent where matching goes without. */
  references?: string[];
  /** Short names and mail addresses of who assigned the CVE id, null where a source gives none. */
  assigners?: (string | null)[];
}

/** The web addresses that the sources of an incident `i` refer to, as a JSON array. */
export const REFERENCES = sql`jsonb_path_query_array(i.incident_details, '$.*.references[*].url')`;

/** Who assigned the id of an incident `i`, as the CVE list and NVD name them, as a JSON array. */
export const ASSIGNERS = sql`(jsonb_path_query_array(i.incident_details, '$.*.assigner')
  || jsonb_path_query_array(i.incident_details, '$.*.source_identifier'))`;

/** The columns of `MatchableRow`, where `i` is the incident. */
export const MATCHABLE_COLUMNS = sql`i.id, i.incident_type, i.external_id, i.title, i.description, i.affected_products,
  i.domains, i.severity, ${REFERENCES} as references, ${ASSIGNERS} as assigners`;

/** An incident's row as the matcher reads it. */
export const asMatchable = (row: MatchableRow): MatchableIncident => ({
  id: row.id,
  incidentType: row.incident_type,
  externalId: row.external_id,
  title: row.title,
  description: row.description,
  affectedProducts: row.affected_products,
  domains: row.domains,
  severity: row.severity,
  ...(row.references && { references: row.references }),
  ...(row.assigners && { assigners: row.assigners.filter((each) => each !== null) }),
});

/** How a tenant wants to be matched. */
export interface MatchSettings {
  rules: MatchingRules;
  /** Keys of reasons that reviewers called false. */
  suppressedEvidence: ReadonlySet<string>;
  /** Refitted from the tenant's verdicts, or the shipped ones. */
  weights: MatchWeights;
  /** What matches carry as the version of the matcher that made them. */
  matcherVersion: string;
}

/** A tenant's rules, completed with the defaults, its reviewers' verdicts that still stand, and its weights. */
export async function readMatchSettings(tx: TenantTx, rules: Partial<MatchingRules>): Promise<MatchSettings> {
  const { rows } = await sql<{ evidence_key: string }>`
    select evidence_key from match_feedback
    where verdict = 'false_positive' and (expires_at is null or expires_at > now())`.execute(tx.sql);
  return {
    rules: { ...DEFAULT_MATCHING_RULES, ...rules },
    suppressedEvidence: new Set(rows.map((row) => row.evidence_key)),
    ...(await readWeightsInUse(tx)),
  };
}

/** What the matcher takes beside the rules. */
export const matchOptions = ({ suppressedEvidence, weights }: MatchSettings): MatchOptions => ({
  suppressedEvidence,
  weights,
});

/** The vendors of a register that an incident concerns, most confident first. */
export function matchIncidentToVendors(
  register: Register,
  row: MatchableRow,
  settings: MatchSettings,
): Match[] {
  return matchIncident(register.index, asMatchable(row), settings.rules, matchOptions(settings));
}
