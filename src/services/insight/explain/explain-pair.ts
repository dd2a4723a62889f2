import type { TenantTx } from '../../../db/database.ts';
import type { Criticality, Phase, TrackingStatus } from '../../../domain/vocabulary.ts';
import { explainPair, type Explanation, type PairVerdict } from '../../../matching/scoring/explain.ts';
import { found } from '../../../domain/fault.ts';
import {
  incidentInShort,
  readExplainedIncident,
  type AskedIncident,
  type ExplainedIncident,
} from './explained-incident.ts';
import {
  asMatchable,
  matchOptions,
  readMatchSettings,
} from '../../monitoring/register/match-incident-to-vendors.ts';
import { findObstacles, type Obstacle } from './obstacles.ts';
import type { RegisterReader } from '../../monitoring/register/register.ts';

/** A tracking of the pair, open or resolved. */
export interface TrackingOfPair {
  id: string;
  status: TrackingStatus;
  phase: Phase;
  /** 0..1, as it was judged last. */
  match_confidence: number;
  doubtful_since: string | null;
}

/** Why a pair is a match or none, and what else decides whether it is raised. */
export interface PairExplanation {
  vendor: { id: string; name: string; criticality: Criticality; status: 'active' | 'archived' };
  incident: ReturnType<typeof incidentInShort>;
  /** `vendor_archived`: the matcher does not look at such a row. */
  verdict: PairVerdict | 'vendor_archived';
  confidence: number;
  threshold: number;
  reason: string;
  evidence: Explanation['evidence'];
  against: Explanation['against'];
  start: number;
  left_out: Explanation['leftOut'];
  obstacles: Obstacle[];
  tracking: TrackingOfPair | null;
  matcher_version: string;
}

async function readVendor(tx: TenantTx, id: string) {
  return tx.sql
    .selectFrom('vendors')
    .select(['id', 'name', 'criticality', 'status'])
    .where('id', '=', id)
    .executeTakeFirst();
}

async function readConfig(tx: TenantTx) {
  return tx.sql
    .selectFrom('security_monitoring_configs')
    .select([
      'cve_monitoring_enabled',
      'breach_monitoring_enabled',
      'security_feed_monitoring_enabled',
      'cve_severity_threshold',
      'cve_cvss_threshold',
      'kev_bypasses_thresholds',
      'breach_sources',
      'matching_rules',
    ])
    .executeTakeFirst();
}

async function readTrackingOf(
  tx: TenantTx,
  vendorId: string,
  incidentId: string,
): Promise<TrackingOfPair | null> {
  const row = await tx.sql
    .selectFrom('vendor_security_tracking')
    .select(['id', 'status', 'phase', 'match_confidence', 'doubtful_since'])
    .where('vendor_id', '=', vendorId)
    .where('incident_id', '=', incidentId)
    .executeTakeFirst();
  return row ?? null;
}

type Said = Pick<
  PairExplanation,
  'verdict' | 'confidence' | 'threshold' | 'reason' | 'evidence' | 'against' | 'start' | 'left_out'
>;

/** What is said of a row that the matcher does not know. */
const ofArchived = (name: string, threshold: number): Said => ({
  verdict: 'vendor_archived',
  confidence: 0,
  threshold,
  reason: `"${name}" is archived: the matcher does not look at it.`,
  evidence: [],
  against: [],
  start: 0,
  left_out: [],
});

/**
 * Explains any pair of the tenant's register and an incident that it may see, matched or not, by the rules and the
 * reviewers' verdicts in force. Nothing is written. Throws Fault (not found) where vendor or incident is nobody's here.
 */
export async function explainRegisterPair(
  tx: TenantTx,
  readRegister: RegisterReader,
  asked: { vendor_id: string } & AskedIncident,
): Promise<PairExplanation> {
  const vendor = found(await readVendor(tx, asked.vendor_id), 'vendor');
  const incident: ExplainedIncident = found(await readExplainedIncident(tx, asked), 'incident');
  const config = await readConfig(tx);
  const settings = await readMatchSettings(tx, config?.matching_rules ?? {});
  const tracking = await readTrackingOf(tx, vendor.id, incident.id);
  const { index } = await readRegister(tx);
  const explained =
    vendor.status === 'active'
      ? explainPair(index, asMatchable(incident), vendor.id, settings.rules, matchOptions(settings))
      : null;
  const said = explained
    ? inColumns(explained)
    : ofArchived(vendor.name, settings.rules.min_match_confidence);
  const obstacles = await findObstacles(tx, config, incident, {
    isArchived: vendor.status === 'archived',
    awaited: said.verdict === 'match' && tracking === null,
  });
  return {
    vendor,
    incident: incidentInShort(incident),
    ...said,
    obstacles,
    tracking,
    matcher_version: settings.matcherVersion,
  };
}

function inColumns({ vendorId: _, leftOut, ...said }: Explanation): Said {
  return { ...said, left_out: leftOut };
}
