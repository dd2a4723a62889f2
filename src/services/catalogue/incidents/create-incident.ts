import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { fingerprint } from '../../../domain/incidents/fingerprint.ts';
import type { AffectedProduct, AffectedVersions } from '../../../domain/incidents/incident.ts';
import type { MergedIncident } from '../../../domain/incidents/normalized-incident.ts';
import { incidentRiskScore } from '../../../domain/response/risk-score.ts';
import type { IncidentType, Severity } from '../../../domain/vocabulary.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { Fault, found } from '../../../domain/fault.ts';
import { registrableDomain } from '../../../domain/text/registrable-domain.ts';
import type { WholeIncident } from './incident-row.ts';
import { getIncidentByExternalId, readIncident } from './read-incident.ts';

/** As parsed from JSON, where a key may be there without a value; written as JSON again, it is gone. */
type Loose<T> = { [K in keyof T]?: T[K] | undefined };

/** An incident that a person enters; times are ISO 8601, `cvss_score` 0.0 to 10.0. */
export interface ManualIncident {
  incident_type: IncidentType;
  title: string;
  severity: Severity;
  external_id?: string | undefined;
  description?: string | undefined;
  cvss_score?: number | null | undefined;
  source?: string | undefined;
  source_url?: string | null | undefined;
  published_date?: string | null | undefined;
  affected_products?:
    | {
        vendor?: string | null | undefined;
        product?: string | null | undefined;
        cpe?: string | undefined;
        versions?: Loose<AffectedVersions>[] | undefined;
        source?: string | undefined;
      }[]
    | undefined;
  affected_versions?: Loose<AffectedVersions>[] | undefined;
  domains?: string[] | undefined;
}

/** Adds an incident of the tenant's own. Throws Fault when the tenant has one with this `external_id`. */
export async function createIncident(
  tx: TenantTx,
  actor: AuditActor,
  input: ManualIncident,
): Promise<WholeIncident> {
  const id = uuidv7();
  const facts = factsOf(input, `MANUAL-${id}`);
  const inserted = await tx.sql
    .insertInto('security_incidents')
    .values({
      id,
      tenant_id: tx.tenantId,
      incident_type: facts.incidentType,
      external_id: facts.externalId,
      title: facts.title,
      description: facts.description,
      severity: facts.severity,
      cvss_score: facts.cvssScore,
      risk_score: incidentRiskScore({ ...facts, epss: null }).score,
      source: facts.source,
      source_url: facts.sourceUrl,
      published_date: facts.publishedDate,
      affected_products: json(facts.affectedProducts),
      affected_versions: json((input.affected_versions ?? []) as AffectedVersions[]),
      domains: facts.domains,
      fingerprint: fingerprint(facts),
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'external_id']).where('tenant_id', 'is not', null).doNothing(),
    )
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    const other = await getIncidentByExternalId(tx, facts.externalId);
    throw new Fault('conflict', `Incident ${other?.id ?? ''} has this external_id already.`, [
      { path: 'external_id', message: 'is taken' },
    ]);
  }
  const row = found(await readIncident(tx, id), 'incident');
  await recordAudit(tx, actor, {
    action: 'incident.create',
    targetType: 'security_incident',
    targetId: id,
    after: row,
  });
  return row;
}

function factsOf(input: ManualIncident, externalId: string): Omit<MergedIncident, 'parts' | 'fingerprint'> {
  return {
    incidentType: input.incident_type,
    externalId: input.external_id ?? externalId,
    title: input.title,
    description: input.description ?? '',
    descriptionTruncated: false,
    severity: input.severity,
    severityKnown: true,
    cvssScore: input.cvss_score ?? null,
    cvssVector: null,
    cvssVersion: null,
    source: input.source ?? 'manual',
    sourceUrl: input.source_url ?? null,
    publishedDate: input.published_date ?? null,
    modifiedDate: null,
    sourceStatus: null,
    withdrawnAt: null,
    kevAddedOn: null,
    knownRansomware: false,
    cwes: [],
    dataClasses: [],
    pwnCount: null,
    domains: [
      ...new Set((input.domains ?? []).map((given) => registrableDomain(given) ?? given.toLowerCase())),
    ],
    affectedProducts: (input.affected_products ?? []).map(
      ({ vendor, product, cpe, versions, source }): AffectedProduct => ({
        vendor: vendor ?? null,
        product: product ?? null,
        ...(cpe === undefined ? {} : { cpe }),
        ...(versions === undefined ? {} : { versions: versions as AffectedVersions[] }),
        source: source ?? 'manual',
      }),
    ),
  };
}
