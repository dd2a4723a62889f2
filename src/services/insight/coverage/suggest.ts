import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { AffectedProduct } from '../../../domain/incidents/incident.ts';
import { SUGGESTED_KINDS, type SuggestedKind } from '../../../domain/matching/register-coverage.ts';
import { suggestionsFor, type SureIncident } from '../../../matching/coverage/suggestions.ts';
import type { Register } from '../../monitoring/register/register.ts';
import type { CheckTime } from '../time-budget.ts';

/** What stored incidents say of a vendor and its row does not. */
export interface RegisterSuggestion {
  /** `{vendor id}:{kind}:{value}`. */
  id: string;
  vendor: { id: string; name: string };
  kind: SuggestedKind;
  value: string;
  /** Incidents that say so, among the latest that surely concern the vendor. */
  incidents: number;
  example: { id: string; external_id: string; title: string };
}

interface SureRow {
  vendor_id: string;
  id: string;
  external_id: string;
  title: string;
  is_breach: boolean;
  affected_products: Pick<AffectedProduct, 'vendor' | 'product' | 'cpe'>[] | null;
  domains: string[];
}

/** Trackings that are looked at, the latest. */
const MOST_TRACKINGS = 2_000;
/** Affected products of an incident that are read. */
const MOST_PRODUCTS = 60;

/** From this confidence on nobody has to confirm a match. */
const SURE = 0.9;

/**
 * The latest incidents that surely concern a vendor: somebody judged the tracking and did not call it false, or the
 * matcher is sure.
 */
export async function readSureIncidents(tx: TenantTx, vendorId?: string): Promise<SureRow[]> {
  const whose = vendorId === undefined ? sql`true` : sql`t.vendor_id = ${vendorId}`;
  const { rows } = await sql<SureRow>`
    select t.vendor_id, i.id, i.external_id, i.title, i.incident_type = 'data_breach' as is_breach, i.domains,
      (select jsonb_agg(jsonb_build_object('vendor', p -> 'vendor', 'product', p -> 'product', 'cpe', p -> 'cpe'))
       from (select p from jsonb_array_elements(i.affected_products) p limit ${MOST_PRODUCTS}) listed) as affected_products
    from (select t.vendor_id, t.incident_id from vendor_security_tracking t
      where ${whose} and coalesce(t.resolution_type, '') not in ('false_positive', 'duplicate')
        and (t.status = 'resolved' or t.risk_qualification_status = 'completed'
          or (t.match_confidence >= ${SURE} and t.doubtful_since is null))
      order by t.created_at desc, t.id desc limit ${MOST_TRACKINGS}) t
    join security_incidents i on i.id = t.incident_id`.execute(tx.sql);
  return rows;
}

const asSure = ({ id, is_breach, affected_products, domains }: SureRow): SureIncident => ({
  id,
  isBreach: is_breach,
  affectedProducts: (affected_products ?? []).map(({ vendor, product, cpe }) => ({
    vendor,
    product,
    ...(typeof cpe === 'string' && { cpe }),
  })),
  domains,
});

const inOrder = (a: RegisterSuggestion, b: RegisterSuggestion): number =>
  SUGGESTED_KINDS.indexOf(a.kind) - SUGGESTED_KINDS.indexOf(b.kind) ||
  b.incidents - a.incidents ||
  (a.id < b.id ? -1 : 1);

/** What the register could take over from these incidents: domains before other names before products. */
export function suggest(
  { index }: Register,
  rows: readonly SureRow[],
  checkTime: CheckTime,
): RegisterSuggestion[] {
  const positions = new Map(index.vendors.map(({ id }, position) => [id, position]));
  const incidents = new Map(rows.map((row) => [row.id, row]));
  const suggestions: RegisterSuggestion[] = [];
  for (const [vendorId, sure] of Map.groupBy(rows, ({ vendor_id }) => vendor_id)) {
    checkTime();
    const position = positions.get(vendorId);
    const vendor = position === undefined ? undefined : index.vendors[position];
    if (position === undefined || !vendor) continue;
    for (const { kind, value, incidents: number, exampleId } of suggestionsFor(
      index,
      position,
      sure.map(asSure),
    )) {
      const example = incidents.get(exampleId);
      suggestions.push({
        id: `${vendorId}:${kind}:${value}`,
        vendor: { id: vendorId, name: vendor.name },
        kind,
        value,
        incidents: number,
        example: { id: exampleId, external_id: example?.external_id ?? '', title: example?.title ?? '' },
      });
    }
  }
  return suggestions.sort(inOrder);
}
