import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { trackingRiskScore } from '../../../domain/response/risk-score.ts';
import type { Criticality, QualificationStatus } from '../../../domain/vocabulary.ts';
import type { Match } from '../../../matching/scoring/match.ts';
import { recordAudits, SYSTEM } from '../../access/audit/record.ts';
import type { KnownTracking } from './known-trackings.ts';
import type { PageIncident } from './page-of-incidents.ts';
import { tellRematched, type Rematched } from './tell-rematched.ts';

/** One match of one incident, to become a tracking. */
export interface FoundMatch {
  incident: PageIncident;
  match: Match;
  criticality: Criticality;
  /** True of a tracking that is known already and would not be raised today. */
  doubtful?: boolean;
}

export interface SaveOptions {
  /** What a new tracking begins with: `not_required` where nobody is to qualify. */
  qualification: QualificationStatus;
  /** The open trackings of the page's incidents, locked. */
  known: readonly KnownTracking[];
  /** Confidence 0..1 from which a match is raised. */
  threshold: number;
  /** The matcher that made the matches. */
  matcherVersion: string;
  /** ISO 8601. */
  now: string;
}

interface SavedRow {
  id: string;
  vendor_id: string;
  incident_id: string;
  match_confidence: number;
  inserted: boolean;
}

function riskOf({ incident, match, criticality }: FoundMatch, at: string) {
  return trackingRiskScore({
    incident: {
      incidentType: incident.incident_type,
      severity: incident.severity,
      cvssScore: incident.cvss_score,
      epss: incident.epss,
      kevAddedOn: incident.kev_added_on,
      knownRansomware: incident.ransomware,
      dataClasses: incident.data_classes,
      pwnCount: incident.pwn_count,
    },
    confidence: match.confidence,
    vendorCriticality: criticality,
    publishedDate: incident.published_date,
    at,
  });
}

/** Rows in one order for all writers, so that two cycles of a tenant wait for each other instead of deadlocking. */
const inOrder = (found: readonly FoundMatch[]) =>
  [...found].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
const keyOf = ({ match, incident }: FoundMatch) => match.vendorId + incident.id;

/** Evidence of known trackings follows what the matcher says today; a resolved one stays as it was judged. */
async function upsert(
  tx: TenantTx,
  matches: readonly FoundMatch[],
  options: SaveOptions,
): Promise<SavedRow[]> {
  const found = inOrder(matches);
  const risks = found.map((one) => riskOf(one, options.now));
  const pick = <T>(value: (one: FoundMatch) => T) => found.map(value);
  const { rows } = await sql<SavedRow>`
    insert into vendor_security_tracking as t (id, tenant_id, vendor_id, incident_id, match_confidence, match_reason,
      matched_fields, evidence_key, matcher_version, doubtful_since, status, risk_qualification_status, risk_score,
      risk_factors, incident_severity, incident_fingerprint, incident_kev)
    select u.id, ${tx.tenantId}, u.vendor_id, u.incident_id, u.confidence, u.reason, u.fields::jsonb, u.evidence_key,
      ${options.matcherVersion}, case when u.doubtful then now() end, 'monitoring', ${options.qualification}, u.risk,
      u.factors::jsonb, u.severity, u.fingerprint, u.kev
    from unnest(${pick(() => uuidv7())}::uuid[], ${pick((one) => one.match.vendorId)}::uuid[],
      ${pick((one) => one.incident.id)}::uuid[], ${pick((one) => one.match.confidence)}::float8[],
      ${pick((one) => one.match.reason)}::text[], ${pick((one) => JSON.stringify(one.match.evidence))}::text[],
      ${pick((one) => one.match.evidenceKey)}::text[], ${pick((one) => one.doubtful ?? false)}::boolean[],
      ${risks.map((risk) => risk.score)}::float8[],
      ${risks.map((risk) => JSON.stringify(risk.factors))}::text[], ${pick((one) => one.incident.severity)}::text[],
      ${pick((one) => one.incident.fingerprint)}::text[], ${pick((one) => one.incident.kev_added_on !== null)}::boolean[])
      as u (id, vendor_id, incident_id, confidence, reason, fields, evidence_key, doubtful, risk, factors, severity,
        fingerprint, kev)
    on conflict (vendor_id, incident_id) do update set
      match_confidence = excluded.match_confidence, match_reason = excluded.match_reason,
      matched_fields = excluded.matched_fields, evidence_key = excluded.evidence_key,
      matcher_version = excluded.matcher_version, risk_score = excluded.risk_score, risk_factors = excluded.risk_factors,
      doubtful_since = case when excluded.doubtful_since is not null
        then coalesce(t.doubtful_since, excluded.doubtful_since) end
    where t.status <> 'resolved'
      and (t.evidence_key, t.matcher_version, t.match_confidence, t.risk_score, t.doubtful_since is null)
      is distinct from (excluded.evidence_key, excluded.matcher_version, excluded.match_confidence, excluded.risk_score,
        excluded.doubtful_since is null)
    returning t.id, t.vendor_id, t.incident_id, t.match_confidence, t.xmax = 0 as inserted`.execute(tx.sql);
  return rows;
}

async function recordMatched(tx: TenantTx, rows: readonly SavedRow[], matcherVersion: string): Promise<void> {
  await sql`
    insert into tracking_events (id, tenant_id, tracking_id, kind, actor_type, actor_name, step, detail, effect_key)
    select u.id, ${tx.tenantId}, u.tracking_id, 'matched', 'system', 'Vigil', 'monitoring-cycle',
      jsonb_build_object('confidence', u.confidence, 'matcher_version', ${matcherVersion}::text), 'matched'
    from unnest(${rows.map(() => uuidv7())}::uuid[], ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.match_confidence)}::float8[]) as u (id, tracking_id, confidence)
    on conflict (tracking_id, effect_key) do nothing`.execute(tx.sql);
  await recordAudits(
    tx,
    SYSTEM,
    rows.map((row) => ({
      action: 'tracking.match',
      targetType: 'vendor_security_tracking',
      targetId: row.id,
      after: {
        vendor_id: row.vendor_id,
        incident_id: row.incident_id,
        match_confidence: row.match_confidence,
      },
    })),
  );
}

/** The tenant's own state of an incident that now has an open tracking: beside a shared one, or on its own. */
async function markInvestigating(tx: TenantTx, incidents: readonly PageIncident[]): Promise<void> {
  const shared = incidents.filter((incident) => incident.tenant_id === null).map((incident) => incident.id);
  const own = incidents.filter((incident) => incident.tenant_id !== null).map((incident) => incident.id);
  await sql`
    insert into tenant_incidents (id, tenant_id, incident_id, status, last_scan_at)
    select u.id, ${tx.tenantId}, u.incident_id, 'investigating', now()
    from unnest(${shared.map(() => uuidv7())}::uuid[], ${shared}::uuid[]) as u (id, incident_id) order by u.incident_id
    on conflict (tenant_id, incident_id)
    do update set status = 'investigating', held_for_score = false, last_scan_at = now()`.execute(tx.sql);
  await sql`
    update security_incidents set status = 'investigating', last_scan_at = now()
    where id = any(${own}::uuid[])`.execute(tx.sql);
}

/** The known trackings among the rows that were written, with what the matcher says of them now. */
function rematchedAmong(
  rows: readonly SavedRow[],
  matches: readonly FoundMatch[],
  known: readonly KnownTracking[],
): Rematched[] {
  const trackings = new Map(known.map((tracking) => [tracking.id, tracking]));
  const said = new Map(matches.map((one) => [keyOf(one), one]));
  return rows.flatMap((row): Rematched[] => {
    const tracking = trackings.get(row.id);
    const one = said.get(row.vendor_id + row.incident_id);
    return tracking && one ? [{ known: tracking, match: one.match, doubtful: one.doubtful ?? false }] : [];
  });
}

/**
 * Makes a tracking of every match, once per vendor and incident, with its timeline, audit entry and the incident's
 * state; known ones get today's evidence, and their timeline says so. Returns how many are new.
 */
export async function saveMatches(
  tx: TenantTx,
  matches: readonly FoundMatch[],
  options: SaveOptions,
): Promise<number> {
  if (matches.length === 0) return 0;
  const rows = await upsert(tx, matches, options);
  await tellRematched(tx, rematchedAmong(rows, matches, options.known), options);
  const inserted = rows.filter((row) => row.inserted);
  if (inserted.length === 0) return 0;
  await recordMatched(tx, inserted, options.matcherVersion);
  const tracked = new Set(inserted.map((row) => row.incident_id));
  const incidents = new Map(matches.map(({ incident }) => [incident.id, incident]));
  await markInvestigating(
    tx,
    [...incidents.values()].filter((incident) => tracked.has(incident.id)),
  );
  return inserted.length;
}

/** Remembers which incidents wait for a score (those that would have matched), and forgets those that wait no more. */
export async function saveHeld(
  tx: TenantTx,
  awaitingScore: readonly string[],
  others: readonly string[],
): Promise<void> {
  await sql`
    insert into tenant_incidents (id, tenant_id, incident_id, held_for_score, last_scan_at)
    select u.id, ${tx.tenantId}, u.incident_id, true, now()
    from unnest(${awaitingScore.map(() => uuidv7())}::uuid[], ${[...awaitingScore]}::uuid[]) as u (id, incident_id) order by u.incident_id
    on conflict (tenant_id, incident_id) do update set held_for_score = true, last_scan_at = now()`.execute(
    tx.sql,
  );
  await sql`
    update tenant_incidents set held_for_score = false, last_scan_at = now()
    where held_for_score and incident_id = any(${[...others]}::uuid[])`.execute(tx.sql);
}
