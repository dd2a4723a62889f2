import { sql } from 'kysely';
import type { Tx } from '../../../db/database.ts';
import { incidentRiskScore } from '../../../domain/response/risk-score.ts';
import type { Severity } from '../../../domain/vocabulary.ts';
import type { EpssScore } from '../../../feeds/definition/feed-clients.ts';

interface RiskRow {
  id: string;
  severity: Severity;
  cvss_score: number | null;
  kev_added_on: string | null;
  ransomware: boolean | null;
  risk_score: number;
  epss: number;
}

/** The incidents' own risk follows their new scores; that is no change which a tenant must look at. */
async function rescore(tx: Tx, cveIds: string[]): Promise<void> {
  const { rows } = await sql<RiskRow>`
    select i.id, i.severity, i.cvss_score, i.kev_added_on, i.risk_score, e.epss,
      (i.incident_details #>> '{kev,knownRansomware}')::boolean as ransomware
    from security_incidents i join epss_scores e on e.cve_id = i.external_id
    where i.tenant_id is null and i.external_id = any(${cveIds}::text[])
    order by i.external_id for update of i`.execute(tx.sql);
  const moved = rows
    .map((row) => ({
      id: row.id,
      before: row.risk_score,
      after: incidentRiskScore({
        incidentType: 'cve',
        severity: row.severity,
        cvssScore: row.cvss_score,
        epss: row.epss,
        kevAddedOn: row.kev_added_on,
        knownRansomware: row.ransomware ?? false,
        dataClasses: [],
        pwnCount: null,
      }).score,
    }))
    .filter(({ before, after }) => before !== after);
  await sql`
    update security_incidents i set risk_score = u.score
    from unnest(${moved.map((row) => row.id)}::uuid[], ${moved.map((row) => row.after)}::float8[]) as u (id, score)
    where i.id = u.id`.execute(tx.sql);
}

/** Keeps EPSS scores, and lets the risk of their incidents follow; returns how many were new and how many known. */
export async function storeScores(
  tx: Tx,
  scores: readonly EpssScore[],
): Promise<{ new: number; changed: number }> {
  const { rows } = await sql<{ inserted: boolean }>`
    insert into epss_scores (cve_id, epss, percentile, date)
    select * from unnest(${scores.map((s) => s.cveId)}::text[], ${scores.map((s) => s.epss)}::float8[],
      ${scores.map((s) => s.percentile)}::float8[], ${scores.map((s) => s.date)}::date[]) as u (cve_id, epss, percentile, date)
    order by u.cve_id
    on conflict (cve_id) do update set epss = excluded.epss, percentile = excluded.percentile, date = excluded.date
    returning xmax = 0 as inserted`.execute(tx.sql);
  await rescore(
    tx,
    scores.map((score) => score.cveId),
  );
  const added = rows.filter((row) => row.inserted).length;
  return { new: added, changed: rows.length - added };
}
