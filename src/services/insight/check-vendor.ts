import { sql } from 'kysely';
import type { TenantTx } from '../../db/database.ts';
import {
  DEFAULT_MATCHING_RULES,
  type Evidence,
  type MatchableVendor,
} from '../../domain/incidents/incident.ts';
import type { Severity } from '../../domain/vocabulary.ts';
import type { Match } from '../../matching/scoring/match.ts';
import { buildVendorIndex } from '../../matching/index/vendor-index.ts';
import {
  matchIncidentToVendors,
  type MatchableRow,
} from '../monitoring/register/match-incident-to-vendors.ts';
import { readWeightsInUse } from '../monitoring/register/match-weights.ts';

/** A stored breach that concerns the one who was asked about, and why. */
export interface VendorBreach {
  id: string;
  external_id: string;
  title: string;
  severity: Severity;
  source: string;
  source_url: string | null;
  /** When the source added it. */
  published_date: string | null;
  /** When it happened, `YYYY-MM-DD`, as far as the source knows. */
  breach_date: string | null;
  source_status: string | null;
  domains: string[];
  data_classes: string[];
  pwn_count: number | null;
  confidence: number;
  match_reason: string;
  matched_fields: Evidence[];
}

export interface VendorCheck {
  name: string;
  domain: string | null;
  /** How many breaches were looked at. */
  checked: number;
  /** The catalogue is the sources' as of then; null before it was first read. */
  as_of: string | null;
  /** Most confident first. */
  breaches: VendorBreach[];
}

type BreachRow = MatchableRow & Omit<VendorBreach, 'confidence' | 'match_reason' | 'matched_fields'>;

const PAGE = 200;

async function readBreaches(tx: TenantTx, after: string): Promise<BreachRow[]> {
  const { rows } = await sql<BreachRow>`
    select id, incident_type, external_id, title, description, affected_products, domains, severity, source, source_url,
      published_date, incident_details #>> '{hibp,part,breach_date}' as breach_date, source_status, data_classes, pwn_count
    from security_incidents
    where incident_type = 'data_breach' and withdrawn_at is null and id > ${after}::uuid
    order by id limit ${PAGE}`.execute(tx.sql);
  return rows;
}

async function readAsOf(tx: TenantTx): Promise<string | null> {
  const row = await tx.sql
    .selectFrom('feed_cursors')
    .select('fresh_until')
    .where('source', '=', 'hibp')
    .executeTakeFirst();
  return row?.fresh_until ?? null;
}

const shown = (row: BreachRow, { confidence, reason, evidence }: Match): VendorBreach => ({
  id: row.id,
  external_id: row.external_id,
  title: row.title,
  severity: row.severity,
  source: row.source,
  source_url: row.source_url,
  published_date: row.published_date,
  breach_date: row.breach_date,
  source_status: row.source_status,
  domains: row.domains,
  data_classes: row.data_classes,
  pwn_count: row.pwn_count,
  confidence,
  match_reason: reason,
  matched_fields: evidence,
});

async function readRules(tx: TenantTx) {
  const config = await tx.sql
    .selectFrom('security_monitoring_configs')
    .select('matching_rules')
    .executeTakeFirst();
  return { ...DEFAULT_MATCHING_RULES, ...config?.matching_rules };
}

/**
 * Which stored breaches concern a company, by name and domain (any notation; null: not known), with the tenant's own
 * rules of matching. The company need not be in the register, and nothing is written: it is what one asks before
 * buying. Breaches that their source withdrew are left out.
 */
export async function checkVendorBreach(
  tx: TenantTx,
  name: string,
  domain: string | null,
): Promise<VendorCheck> {
  const company: MatchableVendor = {
    id: 'asked',
    name,
    website: domain,
    aliases: [],
    domains: domain === null ? [] : [domain],
    products: [],
  };
  const register = { version: '', index: buildVendorIndex([company]), criticality: new Map<string, never>() };
  const settings = {
    rules: await readRules(tx),
    suppressedEvidence: new Set<string>(),
    ...(await readWeightsInUse(tx)),
  };
  const check: VendorCheck = { name, domain, checked: 0, as_of: await readAsOf(tx), breaches: [] };
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await readBreaches(tx, after);
    for (const row of rows) {
      const [match] = matchIncidentToVendors(register, row, settings);
      if (match) check.breaches.push(shown(row, match));
    }
    check.checked += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) break;
    after = last.id;
  }
  check.breaches.sort((a, b) => b.confidence - a.confidence || (a.external_id < b.external_id ? -1 : 1));
  return check;
}
