import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { Evidence } from '../../../domain/incidents/incident.ts';
import { evidenceKey } from '../../../matching/scoring/evidence.ts';
import { explainPair } from '../../../matching/scoring/explain.ts';
import { asMatchable, matchOptions, type MatchSettings } from '../register/match-incident-to-vendors.ts';
import type { Register } from '../register/register.ts';
import type { PageIncident } from './page-of-incidents.ts';
import type { FoundMatch } from './save-matches.ts';

/** An open tracking as it stood before its incident was matched again. */
export interface KnownTracking {
  id: string;
  vendor_id: string;
  incident_id: string;
  response_no: number;
  match_confidence: number;
  match_reason: string;
  evidence_key: string;
  strongest: Evidence | null;
  matcher_version: string;
  doubtful_since: string | null;
}

/** The open trackings of these incidents, locked in the order in which all cycles write them. */
export async function lockKnownTrackings(
  tx: TenantTx,
  incidentIds: readonly string[],
): Promise<KnownTracking[]> {
  const { rows } = await sql<KnownTracking>`
    select t.id, t.vendor_id, t.incident_id, t.response_no, t.match_confidence, t.match_reason, t.evidence_key,
      t.matched_fields -> 0 as strongest, t.matcher_version, t.doubtful_since
    from vendor_security_tracking t
    where t.incident_id = any(${[...incidentIds]}::uuid[]) and t.status <> 'resolved'
    order by t.vendor_id, t.incident_id for no key update of t`.execute(tx.sql);
  return rows;
}

/** One pair's place among others. */
const pairOf = (vendorId: string, incidentId: string): string => `${vendorId} ${incidentId}`;

/**
 * What the matcher says today of the known trackings that are not among what was found: they fell below the threshold,
 * or their incident is no longer one that the tenant's thresholds let in. What an archived vendor or a withdrawn
 * incident has stays as it was judged.
 */
export function judgeAgain(
  register: Register,
  settings: MatchSettings,
  page: readonly PageIncident[],
  found: readonly FoundMatch[],
  known: readonly KnownTracking[],
): FoundMatch[] {
  const incidents = new Map(page.map((incident) => [incident.id, incident]));
  const pairs = new Set(found.map(({ match, incident }) => pairOf(match.vendorId, incident.id)));
  return known.flatMap((tracking): FoundMatch[] => {
    const { vendor_id: vendorId, incident_id: incidentId } = tracking;
    const incident = incidents.get(incidentId);
    if (!incident || incident.withdrawn_at !== null || pairs.has(pairOf(vendorId, incidentId))) return [];
    const { index, criticality } = register;
    const said = explainPair(index, asMatchable(incident), vendorId, settings.rules, matchOptions(settings));
    if (!said) return [];
    const { confidence, reason, evidence } = said;
    // Without any evidence left, a reviewer's verdict is still about the reason for which it was raised.
    const key = evidence.length === 0 ? tracking.evidence_key : evidenceKey(vendorId, evidence);
    return [
      {
        incident,
        match: { vendorId, confidence, reason, evidence, evidenceKey: key },
        criticality: criticality.get(vendorId) ?? 'medium',
        doubtful: said.verdict !== 'match',
      },
    ];
  });
}
