import { sql, type RawBuilder } from 'kysely';
import type { AffectedVersions } from '../../../domain/incidents/incident.ts';
import type { MergedIncident } from '../../../domain/incidents/normalized-incident.ts';
import { incidentRiskScore } from '../../../domain/response/risk-score.ts';
import { packedTexts } from './packed-texts.ts';
import type { ContentHash } from './content-hashes.ts';

const MOST_VERSIONS = 200;

/** A merged incident with the id of its row. */
export interface MergedRow {
  id: string;
  merged: MergedIncident;
  /** Whose record it was read from, and how that is known again (null: it is not). */
  source: string;
  mark: ContentHash | null;
}

/** EPSS probabilities (0..1) by CVE id, of those that have one. */
export type EpssByCve = ReadonlyMap<string, number>;

/** A column: its name, its type, and what it holds of a row, as PostgreSQL reads it. */
type Column = readonly [
  name: string,
  type: string,
  text: (merged: MergedIncident, row: MergedRow, epss: EpssByCve) => string | null,
];

const numberText = (value: number | null) => (value === null ? null : String(value));

const arrayText = (values: readonly string[]) =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

const versionsOf = (merged: MergedIncident): AffectedVersions[] =>
  merged.affectedProducts.flatMap((product) => product.versions ?? []).slice(0, MOST_VERSIONS);

const riskOf = (merged: MergedIncident, epss: EpssByCve): number =>
  incidentRiskScore({ ...merged, epss: epss.get(merged.externalId) ?? null }).score;

const COLUMNS: readonly Column[] = [
  ['id', 'uuid', (_, row) => row.id],
  ['incident_type', 'text', (merged) => merged.incidentType],
  ['external_id', 'text', (merged) => merged.externalId],
  ['title', 'text', (merged) => merged.title],
  ['description', 'text', (merged) => merged.description],
  ['description_truncated', 'boolean', (merged) => String(merged.descriptionTruncated)],
  ['severity', 'text', (merged) => merged.severity],
  ['severity_known', 'boolean', (merged) => String(merged.severityKnown)],
  ['cvss_score', 'float8', (merged) => numberText(merged.cvssScore)],
  ['risk_score', 'float8', (merged, _, epss) => String(riskOf(merged, epss))],
  ['source', 'text', (merged) => merged.source],
  ['source_url', 'text', (merged) => merged.sourceUrl],
  ['published_date', 'timestamptz', (merged) => merged.publishedDate],
  ['modified_date', 'timestamptz', (merged) => merged.modifiedDate],
  ['incident_details', 'jsonb', (merged) => JSON.stringify(merged.parts)],
  ['affected_products', 'jsonb', (merged) => JSON.stringify(merged.affectedProducts)],
  ['affected_versions', 'jsonb', (merged) => JSON.stringify(versionsOf(merged))],
  ['kev_added_on', 'date', (merged) => merged.kevAddedOn],
  ['cwes', 'text[]', (merged) => arrayText(merged.cwes)],
  ['data_classes', 'text[]', (merged) => arrayText(merged.dataClasses)],
  ['pwn_count', 'bigint', (merged) => numberText(merged.pwnCount)],
  ['domains', 'text[]', (merged) => arrayText(merged.domains)],
  ['source_status', 'text', (merged) => merged.sourceStatus],
  ['fingerprint', 'text', (merged) => merged.fingerprint],
  ['withdrawn_at', 'timestamptz', (merged) => merged.withdrawnAt],
  ['record_marks', 'jsonb', (_, row) => JSON.stringify({ [row.source]: row.mark })],
];

const names = COLUMNS.map(([name]) => name).join(', ');
const values = COLUMNS.map(([name, type]) => `u.${name}::${type}`).join(', ');
/** A row's new values; the marks of other sources stay. */
const settings = COLUMNS.filter(([name]) => !['id', 'incident_type', 'external_id'].includes(name))
  .map(([name, type]) => `${name} = ${name === 'record_marks' ? 's.record_marks || ' : ''}u.${name}::${type}`)
  .join(', ');

/** The names of the columns, and their values for an insert and for an update of `s`, out of `packRows` as `u`. */
export const ROW_SQL = {
  names: sql.raw(names),
  values: sql.raw(values),
  settings: sql.raw(settings),
};

/** Rows as the table `u`, one packed parameter a column. All is put into text here, before the connection is needed. */
export function packRows(rows: readonly MergedRow[], epss: EpssByCve): RawBuilder<unknown> {
  const columns = COLUMNS.map(([, , text]) => packedTexts(rows.map((row) => text(row.merged, row, epss))));
  return sql`unnest(${sql.join(columns)}) as u (${ROW_SQL.names})`;
}
