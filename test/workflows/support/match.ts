/** A vendor, an incident and the tracking between them, as a cycle leaves them. */
import { sql, type Updateable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database, Tables } from '../../../src/db/database.ts';
import { json } from '../../../src/db/parsers.ts';
import type { IncidentType, Severity } from '../../../src/domain/vocabulary.ts';
import type { TestTenant } from '../../support/data/tenants.ts';

export interface MatchOptions {
  type?: IncidentType;
  severity?: Severity;
  kev?: boolean;
  confidence?: number;
  vendorName?: string;
  /** A user who owns the vendor. */
  ownerId?: string;
  title?: string;
  /** The tenant's own incident instead of a shared one. */
  own?: boolean;
}

export interface Match {
  vendorId: string;
  incidentId: string;
  trackingId: string;
  externalId: string;
  title: string;
}

/** Writes the three rows for a tenant. */
export async function addMatch(db: Database, tenant: TestTenant, options: MatchOptions = {}): Promise<Match> {
  const match = {
    vendorId: uuidv7(),
    incidentId: uuidv7(),
    trackingId: uuidv7(),
    externalId: `CVE-2026-${String(Math.floor(Math.random() * 9_000_000) + 1_000_000)}`,
    title: options.title ?? 'CVE-2026-1: Overflow in Gizmo',
  };
  const incident = {
    id: match.incidentId,
    tenant_id: options.own ? tenant.id : null,
    incident_type: options.type ?? 'cve',
    external_id: match.externalId,
    title: match.title,
    severity: options.severity ?? 'high',
    cvss_score: 7.5,
    source: 'nvd',
    fingerprint: 'first',
    kev_added_on: options.kev ? '2026-01-01' : null,
    incident_details: json({}),
  } as const;
  if (!options.own)
    await db.withFeedRole((tx) => tx.sql.insertInto('security_incidents').values(incident).execute());
  await db.withTenant(tenant.id, async (tx) => {
    if (options.own) await tx.sql.insertInto('security_incidents').values(incident).execute();
    await tx.sql
      .insertInto('vendors')
      .values({
        id: match.vendorId,
        tenant_id: tx.tenantId,
        name: options.vendorName ?? 'Gizmo GmbH',
        owner_id: options.ownerId ?? null,
      })
      .execute();
    await tx.sql
      .insertInto('vendor_security_tracking')
      .values({
        id: match.trackingId,
        tenant_id: tx.tenantId,
        vendor_id: match.vendorId,
        incident_id: match.incidentId,
        match_confidence: options.confidence ?? 0.9,
        match_reason: 'Vendor and product named',
        evidence_key: 'vendor_product:gizmo',
        incident_severity: options.severity ?? 'high',
        incident_fingerprint: 'first',
      })
      .execute();
  });
  return match;
}

/** Changes a shared incident as a source does: a cycle sees it. */
export async function changeIncident(
  db: Database,
  incidentId: string,
  columns: Updateable<Tables['security_incidents']>,
): Promise<void> {
  await db.withFeedRole((tx) =>
    tx.sql
      .updateTable('security_incidents')
      .set({ ...columns, changed_xid: sql`pg_current_xact_id()` })
      .where('id', '=', incidentId)
      .execute(),
  );
}
