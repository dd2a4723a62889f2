import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { consider } from '../../../domain/matching/consideration.ts';
import type { Criticality } from '../../../domain/vocabulary.ts';
import { explainPair, type Explanation } from '../../../matching/scoring/explain.ts';
import { matchIncident } from '../../../matching/scoring/match.ts';
import type { VendorIndex } from '../../../matching/index/vendor-index.ts';
import { found } from '../../../domain/fault.ts';
import { readPage, type Page, type Sorts } from '../../../db/keyset.ts';
import { asConsidered } from '../../monitoring/matching/considered-row.ts';
import {
  EXPLAINED_COLUMNS,
  incidentInShort,
  readExplainedIncident,
  type ExplainedIncident,
} from './explained-incident.ts';
import {
  asMatchable,
  matchOptions,
  readMatchSettings,
  type MatchSettings,
} from '../../monitoring/register/match-incident-to-vendors.ts';
import { readVendorAlone, type Register, type RegisterReader } from '../../monitoring/register/register.ts';

/** A pair that is nearly a match: what the tenant would see with a lower threshold. */
export interface NearMiss {
  /** Of the pair: `{vendor id}:{incident id}`. */
  id: string;
  vendor: { id: string; name: string; criticality: Criticality };
  incident: ReturnType<typeof incidentInShort>;
  /** 0..1, below `threshold`. */
  confidence: number;
  threshold: number;
  reason: string;
  evidence: Explanation['evidence'];
  against: Explanation['against'];
  /** Where the pair is tracked all the same: it was a match once. */
  tracking_id: string | null;
}

/** `share`: of `min_match_confidence`, from which a pair is near; below 1. */
export interface NearMissRequest {
  share: number;
}

type Pair = Omit<NearMiss, 'tracking_id'>;

/** The pair as a near miss, or nothing where it is a match, or too far from one. */
function nearMissOf(
  { index, criticality }: Register,
  settings: MatchSettings,
  incident: ExplainedIncident,
  { share, vendorId }: NearMissRequest & { vendorId: string },
): Pair[] {
  const said = explainPair(index, asMatchable(incident), vendorId, settings.rules, matchOptions(settings));
  // What a reviewer called false is no near miss.
  if (said?.verdict !== 'below_threshold' || said.confidence < said.threshold * share - 1e-9) return [];
  const name = index.vendors.find(({ id }) => id === vendorId)?.name ?? '';
  const { confidence, threshold, reason, evidence, against } = said;
  return [
    {
      id: `${vendorId}:${incident.id}`,
      vendor: { id: vendorId, name, criticality: criticality.get(vendorId) ?? 'medium' },
      incident: incidentInShort(incident),
      confidence,
      threshold,
      reason,
      evidence,
      against,
    },
  ];
}

/** The rows of an index that an incident names with at least this confidence. */
function namedIn(
  index: VendorIndex,
  settings: MatchSettings,
  incident: ExplainedIncident,
  least: number,
): string[] {
  const rules = { ...settings.rules, min_match_confidence: least };
  return matchIncident(index, asMatchable(incident), rules, matchOptions(settings)).map(
    ({ vendorId }) => vendorId,
  );
}

/** Adds the trackings of those pairs that have one, the most confident first. */
async function withTrackings(tx: TenantTx, pairs: readonly Pair[]): Promise<NearMiss[]> {
  const { rows } = await sql<{ id: string; pair: string }>`
    select t.id, t.vendor_id || ':' || t.incident_id as pair from vendor_security_tracking t
    where t.incident_id = any(${pairs.map(({ incident }) => incident.id)}::uuid[])
      and t.vendor_id = any(${pairs.map(({ vendor }) => vendor.id)}::uuid[])`.execute(tx.sql);
  const trackings = new Map(rows.map((row) => [row.pair, row.id]));
  return pairs
    .map((pair) => ({ ...pair, tracking_id: trackings.get(pair.id) ?? null }))
    .sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
}

async function readSettings(tx: TenantTx) {
  const config = await tx.sql
    .selectFrom('security_monitoring_configs')
    .select([
      'matching_rules',
      'cve_severity_threshold',
      'cve_cvss_threshold',
      'kev_bypasses_thresholds',
      'breach_sources',
    ])
    .executeTakeFirst();
  return { config, settings: await readMatchSettings(tx, config?.matching_rules ?? {}) };
}

/**
 * The vendors that an incident nearly concerns, most confident first, at most `limit`; whether or not the tenant's
 * thresholds let the incident in. Throws Fault where the tenant sees no such incident.
 */
export async function nearMissesOfIncident(
  tx: TenantTx,
  readRegister: RegisterReader,
  incidentId: string,
  { share, limit }: NearMissRequest & { limit: number },
): Promise<NearMiss[]> {
  const incident = found(await readExplainedIncident(tx, { incident_id: incidentId }), 'incident');
  const { settings } = await readSettings(tx);
  const register = await readRegister(tx);
  const least = settings.rules.min_match_confidence * share;
  const pairs = namedIn(register.index, settings, incident, least).flatMap((vendorId) =>
    nearMissOf(register, settings, incident, { share, vendorId }),
  );
  return (await withTrackings(tx, pairs)).slice(0, limit);
}

const PUBLISHED = sql`coalesce(i.published_date, i.discovered_date)`;
const SORTS: Sorts = { published_date: [PUBLISHED, 'timestamptz'] };

/** Which part of the window: `incidents` are looked at for a page, from the newest on. */
export interface WindowRequest extends NearMissRequest {
  days: number;
  incidents: number;
  cursor?: string | undefined;
}

/**
 * The incidents of the last days that nearly concern a vendor, a page of the window at a time: each page looks at so
 * many incidents, newest first, and gives its near misses, most confident first, perhaps none. Incidents that the
 * tenant's thresholds leave out are passed over. Throws Fault where the tenant has no such vendor.
 */
export async function nearMissesOfVendor(
  tx: TenantTx,
  readRegister: RegisterReader,
  vendorId: string,
  { days, share, incidents, cursor }: WindowRequest,
): Promise<Page<NearMiss>> {
  const vendor = await tx.sql
    .selectFrom('vendors')
    .select('id')
    .where('id', '=', vendorId)
    .executeTakeFirst();
  found(vendor, 'vendor');
  const { config, settings } = await readSettings(tx);
  const alone = await readVendorAlone(tx, vendorId);
  // Nothing is scanned without a configuration, and archived rows are not matched.
  if (!config || !alone) return { rows: [], next: null };
  const register = await readRegister(tx);
  const { rows, next } = await readPage<ExplainedIncident>(tx, {
    select: EXPLAINED_COLUMNS,
    from: sql`security_incidents i`,
    where: [sql`${PUBLISHED} >= now() - make_interval(days => ${days})`],
    id: sql`i.id`,
    sorts: SORTS,
    sort: '-published_date',
    page: { limit: incidents, cursor },
  });
  const pairs: Pair[] = [];
  for (const incident of rows) {
    if (consider(asConsidered(incident), config) === 'skip') continue;
    // Most incidents do not name it at all; the others are judged beside the whole register.
    if (namedIn(alone, settings, incident, 0).length === 0) continue;
    pairs.push(...nearMissOf(register, settings, incident, { share, vendorId }));
  }
  return { rows: await withTrackings(tx, pairs), next };
}
