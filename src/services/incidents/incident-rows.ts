import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { AffectedVersions } from '../../domain/incident.ts';
import type { MergedIncident } from '../../domain/normalized-incident.ts';
import { incidentRiskScore } from '../../domain/risk-score.ts';
import { packedTexts } from './packed-texts.ts';
import type { StoredIncident } from './plan-ingest.ts';
import type { RecordMark } from './record-marks.ts';

const MOST_VERSIONS = 200;

/** A merged incident with the id of its row. */
export interface IncidentRow {
  id: string;
  merged: MergedIncident;
  /** Whose record it was read from, and how that is known again (null: it is not). */
  source: string;
  mark: RecordMark | null;
}

/** Reads the shared incidents of these ids and locks them, in external_id order as every writer does. */
export async function lockShared(tx: Tx, externalIds: string[]): Promise<Map<string, StoredIncident>> {
  const { rows } = await sql<{
    id: string;
    external_id: string;
    incident_details: StoredIncident['parts'];
    fingerprint: string;
  }>`select id, external_id, incident_details, fingerprint from security_incidents
     where tenant_id is null and external_id = any(${externalIds}::text[])
     order by external_id for update`.execute(tx.q);
  return new Map(
    rows.map((row) => [
      row.external_id,
      { id: row.id, parts: row.incident_details, fingerprint: row.fingerprint },
    ]),
  );
}

/** EPSS probabilities (0..1) of those that have one. */
async function epssOf(tx: Tx, externalIds: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ cve_id: string; epss: number }>`
    select cve_id, epss from epss_scores where cve_id = any(${externalIds}::text[])`.execute(tx.q);
  return new Map(rows.map((row) => [row.cve_id, row.epss]));
}

/** A PostgreSQL array literal: arrays of arrays cannot be unnested, arrays of literals can. */
const literal = (values: readonly string[]) =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

const versionsOf = (merged: MergedIncident): AffectedVersions[] =>
  merged.affectedProducts.flatMap((product) => product.versions ?? []).slice(0, MOST_VERSIONS);

/** Columns of the rows as parallel arrays, in the order of `COLUMNS`. */
async function columnsOf(tx: Tx, rows: readonly IncidentRow[]) {
  const epss = await epssOf(
    tx,
    rows.map(({ merged }) => merged.externalId),
  );
  const pick = <T>(value: (merged: MergedIncident) => T) => rows.map(({ merged }) => value(merged));
  const texts = (value: (merged: MergedIncident) => string | null) => packedTexts(pick(value));
  const risk = (merged: MergedIncident) =>
    incidentRiskScore({ ...merged, epss: epss.get(merged.externalId) ?? null }).score;
  return sql`unnest(
    ${rows.map((row) => row.id)}::uuid[], ${pick((m) => m.incidentType)}::text[], ${texts((m) => m.externalId)},
    ${texts((m) => m.title)}, ${texts((m) => m.description)}, ${pick((m) => m.descriptionTruncated)}::boolean[],
    ${pick((m) => m.severity)}::text[], ${pick((m) => m.severityKnown)}::boolean[], ${pick((m) => m.cvssScore)}::float8[],
    ${pick(risk)}::float8[], ${pick((m) => m.source)}::text[], ${texts((m) => m.sourceUrl)},
    ${pick((m) => m.publishedDate)}::timestamptz[], ${pick((m) => m.modifiedDate)}::timestamptz[],
    ${texts((m) => JSON.stringify(m.parts))}, ${texts((m) => JSON.stringify(m.affectedProducts))},
    ${texts((m) => JSON.stringify(versionsOf(m)))}, ${pick((m) => m.kevAddedOn)}::date[],
    ${texts((m) => literal(m.cwes))}, ${texts((m) => literal(m.dataClasses))}, ${pick((m) => m.pwnCount)}::bigint[],
    ${texts((m) => literal(m.domains))}, ${texts((m) => m.sourceStatus)}, ${pick((m) => m.fingerprint)}::text[],
    ${pick((m) => m.withdrawnAt)}::timestamptz[], ${packedTexts(rows.map((row) => JSON.stringify({ [row.source]: row.mark })))}
  ) as u (${sql.raw(COLUMNS.join(', '))})`;
}

const COLUMNS = [
  'id',
  'incident_type',
  'external_id',
  'title',
  'description',
  'description_truncated',
  'severity',
  'severity_known',
  'cvss_score',
  'risk_score',
  'source',
  'source_url',
  'published_date',
  'modified_date',
  'incident_details',
  'affected_products',
  'affected_versions',
  'kev_added_on',
  'cwes',
  'data_classes',
  'pwn_count',
  'domains',
  'source_status',
  'fingerprint',
  'withdrawn_at',
  'record_marks',
] as const;

const CASTS: Partial<Record<string, string>> = {
  incident_details: 'jsonb',
  affected_products: 'jsonb',
  affected_versions: 'jsonb',
  cwes: 'text[]',
  data_classes: 'text[]',
  domains: 'text[]',
  record_marks: 'jsonb',
};

const valueOf = (column: string) => `u.${column}${CASTS[column] ? `::${CASTS[column]}` : ''}`;

/** Inserts shared incidents; returns the external ids of those that another writer inserted meanwhile. */
export async function insertShared(tx: Tx, rows: readonly IncidentRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await sql<{ external_id: string }>`
    insert into security_incidents (${sql.raw(COLUMNS.join(', '))})
    select ${sql.raw(COLUMNS.map(valueOf).join(', '))} from ${await columnsOf(tx, rows)}
    on conflict (external_id) where tenant_id is null do nothing
    returning external_id`.execute(tx.q);
  const done = new Set(inserted.rows.map((row) => row.external_id));
  return new Set(rows.map(({ merged }) => merged.externalId).filter((id) => !done.has(id)));
}

/** A row's new value of a column; the marks of other sources stay. */
const setting = (column: (typeof COLUMNS)[number]) =>
  `${column} = ${column === 'record_marks' ? 's.record_marks || ' : ''}${valueOf(column)}`;

const SETTABLE = COLUMNS.filter(
  (column) => column !== 'id' && column !== 'incident_type' && column !== 'external_id',
);

/** Overwrites shared incidents; `changed` ones are seen by the tenants' next cycles. */
export async function updateShared(
  tx: Tx,
  rows: readonly IncidentRow[],
  { changed }: { changed: boolean },
): Promise<void> {
  if (rows.length === 0) return;
  const seen = changed ? ', changed_xid = pg_current_xact_id(), changed_at = now()' : '';
  await sql`
    update security_incidents s
    set ${sql.raw(SETTABLE.map(setting).join(', ') + seen)}
    from ${await columnsOf(tx, rows)} where s.id = u.id`.execute(tx.q);
}
