import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { TenantTx } from '../../db/database.ts';
import { consider } from '../../domain/consideration.ts';
import type { Criticality } from '../../domain/vocabulary.ts';
import { explainPair, type Explanation } from '../../matching/explain.ts';
import { matchIncident } from '../../matching/match.ts';
import { found } from '../fault.ts';
import { readPage, type Page, type Sorts } from '../keyset.ts';
import { asConsidered } from '../scans/considered-row.ts';
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
} from './match-incident-to-vendors.ts';
import type { Register, RegisterReader } from './register.ts';

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

/** The near misses of one incident; with `vendorId` of that row only. */
function nearMissesIn(
  { index, criticality }: Register,
  settings: MatchSettings,
  incident: ExplainedIncident,
  { share, vendorId }: NearMissRequest & { vendorId?: string },
): Pair[] {
  const { rules } = settings;
  const options = matchOptions(settings);
  const row = asMatchable(incident);
  const near = { ...rules, min_match_confidence: rules.min_match_confidence * share };
  return matchIncident(index, row, near, options).flatMap((match): Pair[] => {
    if (vendorId !== undefined && match.vendorId !== vendorId) return [];
    const said = explainPair(index, row, match.vendorId, rules, options);
    // What a reviewer called false is no near miss.
    if (said?.verdict !== 'below_threshold') return [];
    const name = index.vendors.find((vendor) => vendor.id === match.vendorId)?.name ?? '';
    return [
      {
        id: `${match.vendorId}:${incident.id}`,
        vendor: { id: match.vendorId, name, criticality: criticality.get(match.vendorId) ?? 'medium' },
        incident: incidentInShort(incident),
        confidence: said.confidence,
        threshold: said.threshold,
        reason: said.reason,
        evidence: said.evidence,
        against: said.against,
      },
    ];
  });
}

/** Adds the trackings of those pairs that have one, the most confident first. */
async function withTrackings(tx: TenantTx, pairs: readonly Pair[]): Promise<NearMiss[]> {
  const { rows } = await sql<{ id: string; pair: string }>`
    select t.id, t.vendor_id || ':' || t.incident_id as pair from vendor_security_tracking t
    where t.incident_id = any(${pairs.map(({ incident }) => incident.id)}::uuid[])
      and t.vendor_id = any(${pairs.map(({ vendor }) => vendor.id)}::uuid[])`.execute(tx.q);
  const trackings = new Map(rows.map((row) => [row.pair, row.id]));
  return pairs
    .map((pair) => ({ ...pair, tracking_id: trackings.get(pair.id) ?? null }))
    .sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
}

async function readSettings(tx: TenantTx) {
  const config = await tx.q
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
  const pairs = nearMissesIn(await readRegister(tx), settings, incident, { share });
  return (await withTrackings(tx, pairs)).slice(0, limit);
}

const PUBLISHED = sql`coalesce(i.published_date, i.discovered_date)`;
const SORTS: Sorts = { published_date: [PUBLISHED, 'timestamptz'] };
/** Incidents that are matched before other requests get their turn: some 30 ms. */
const AT_A_TIME = 100;

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
  const vendor = await tx.q.selectFrom('vendors').select('id').where('id', '=', vendorId).executeTakeFirst();
  found(vendor, 'vendor');
  const { config, settings } = await readSettings(tx);
  const register = await readRegister(tx);
  // Nothing is scanned without a configuration, and archived rows are not matched.
  if (!config || !register.criticality.has(vendorId)) return { rows: [], next: null };
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
  for (const [at, incident] of rows.entries()) {
    if (at % AT_A_TIME === AT_A_TIME - 1) await turn();
    if (consider(asConsidered(incident), config) === 'skip') continue;
    pairs.push(...nearMissesIn(register, settings, incident, { share, vendorId }));
  }
  return { rows: await withTrackings(tx, pairs), next };
}
