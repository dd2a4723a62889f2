import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { FitFigures, FitReport } from '../../../domain/matching/fit-report.ts';
import { DEFAULT_MATCHING_RULES } from '../../../domain/incidents/incident.ts';
import { consider, weigh, type Considered } from '../../../matching/scoring/candidates.ts';
import { calculateMatchConfidence } from '../../../matching/scoring/confidence.ts';
import { refitWeights } from '../../../matching/learning/learning.ts';
import type { Candidate } from '../../../matching/scoring/rivals.ts';
import type { Example } from '../../../matching/learning/regression.ts';
import { WEIGHTS, type MatchWeights } from '../../../matching/scoring/weights.ts';
import {
  asMatchable,
  MATCHABLE_COLUMNS,
  readMatchSettings,
  type MatchableRow,
} from '../../monitoring/register/match-incident-to-vendors.ts';
import { createRegisterReader, type Register } from '../../monitoring/register/register.ts';

/** Fewer verdicts than these say more about chance than about the register. */
export const LEAST_VERDICTS = 30;

/** The latest verdicts are learned from, at most so many. */
const MOST_VERDICTS = 20_000;

/** Signals that the report names. */
const MOST_MOVED = 10;

type VerdictRow = MatchableRow & { vendor_id: string; is_match: boolean };

/** What reviewers made of matches: a false positive is none, any other resolution but a duplicate is one. */
async function readVerdicts(tx: TenantTx): Promise<VerdictRow[]> {
  const { rows } = await sql<VerdictRow>`
    select ${MATCHABLE_COLUMNS}, t.vendor_id, t.resolution_type <> 'false_positive' as is_match
    from vendor_security_tracking t join security_incidents i on i.id = t.incident_id
    where t.status = 'resolved' and t.resolution_type <> 'duplicate'
    order by t.resolved_at desc, t.id limit ${MOST_VERDICTS}`.execute(tx.sql);
  return rows;
}

/** A judged pair with all that speaks for and against it, whatever the tenant's rules and earlier verdicts. */
interface Judged {
  vendorId: string;
  /** Position in the register's index. */
  vendor: number;
  isMatch: boolean;
  considered: Considered;
}

const ALL_EVIDENCE = { ...DEFAULT_MATCHING_RULES, min_match_confidence: 0 };

function judgedPairs({ index }: Register, rows: readonly VerdictRow[]): Judged[] {
  const positions = new Map(index.vendors.map(({ id }, position) => [id, position]));
  const incidents = new Map<string, Considered>();
  return rows.flatMap((row): Judged[] => {
    const vendor = positions.get(row.vendor_id);
    if (vendor === undefined) return [];
    const considered = incidents.get(row.id) ?? consider(index, asMatchable(row), ALL_EVIDENCE);
    incidents.set(row.id, considered);
    // The register or the incident changed since: nothing is left of what was judged.
    if (!considered.mentions.has(vendor)) return [];
    return [{ vendorId: row.vendor_id, vendor, isMatch: row.is_match, considered }];
  });
}

/** Which signals of a pair count depends on the weights, a little. */
function examplesOf({ index }: Register, pairs: readonly Judged[], weights: MatchWeights): Example[] {
  const weighed = new Map<Considered, Candidate[]>();
  return pairs.flatMap(({ considered, vendor, isMatch }): Example[] => {
    const candidates = weighed.get(considered) ?? weigh(index, considered, weights).candidates;
    weighed.set(considered, candidates);
    const candidate = candidates.find((each) => each.vendor === vendor);
    return candidate ? [{ supporting: candidate.supporting, contrary: candidate.contrary, isMatch }] : [];
  });
}

/** True for every fifth vendor, always the same ones: all verdicts on a company are on one side. */
const isHeldBack = ({ vendorId }: Judged): boolean =>
  (createHash('sha256').update(vendorId).digest()[0] ?? 0) % 5 === 0;

/** No verdict is counted as impossible: one of them would outweigh all others. */
const LEAST_LIKELY = 1e-6;

function figuresOf(examples: readonly Example[], weights: MatchWeights, threshold: number): FitFigures {
  const scored = examples.map((example) => ({
    isMatch: example.isMatch,
    confidence: calculateMatchConfidence(example, weights),
  }));
  const raised = scored.filter(({ confidence }) => confidence + 1e-9 >= threshold);
  const hits = raised.filter(({ isMatch }) => isMatch).length;
  const matches = scored.filter(({ isMatch }) => isMatch).length;
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const losses = scored.map(
    ({ isMatch, confidence }) => -Math.log(Math.max(LEAST_LIKELY, isMatch ? confidence : 1 - confidence)),
  );
  return {
    precision: share(hits, raised.length),
    recall: share(hits, matches),
    f1: share(2 * hits, raised.length + matches),
    log_loss: share(
      losses.reduce((sum, loss) => sum + loss, 0),
      losses.length,
    ),
  };
}

function movedMost(before: MatchWeights, after: MatchWeights): FitReport['moved'] {
  const flat = ({ start, supporting, contrary }: MatchWeights) =>
    new Map([
      ['start', start],
      ...Object.entries(supporting),
      ...Object.entries(contrary).map(([name, weight]) => [`-${name}`, weight] as const),
    ]);
  const old = flat(before);
  return [...flat(after)]
    .map(([signal, weight]) => ({ signal, before: old.get(signal) ?? 0, after: weight }))
    .filter((one) => one.before !== one.after)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, MOST_MOVED);
}

/**
 * Refits the matcher's weights to a tenant's verdicts and measures them on the fifth of the vendors that they were not
 * fitted to, beside the weights in use. Drawn to the shipped weights, so that the same verdicts always give the same
 * ones, however often they were applied. Nothing is changed.
 */
export async function refitFromFeedback(tx: TenantTx): Promise<{ weights: MatchWeights; report: FitReport }> {
  const config = await tx.sql
    .selectFrom('security_monitoring_configs')
    .select('matching_rules')
    .executeTakeFirst();
  const { rules, weights: inUse } = await readMatchSettings(tx, config?.matching_rules ?? {});
  const threshold = rules.min_match_confidence;
  const register = await createRegisterReader()(tx);
  const verdicts = await readVerdicts(tx);
  const pairs = judgedPairs(register, verdicts);
  const heldBack = pairs.filter(isHeldBack);
  const learnedFrom = pairs.filter((pair) => !isHeldBack(pair));
  const weights = refitWeights(examplesOf(register, learnedFrom, WEIGHTS), WEIGHTS);
  const figures = (by: MatchWeights) => figuresOf(examplesOf(register, heldBack, by), by, threshold);
  const confirmed = pairs.filter(({ isMatch }) => isMatch).length;
  const report: FitReport = {
    verdicts: pairs.length,
    confirmed,
    false_positives: pairs.length - confirmed,
    left_out: verdicts.length - pairs.length,
    held_back: heldBack.length,
    threshold,
    before: figures(inUse),
    after: figures(weights),
    moved: movedMost(inUse, weights),
  };
  return { weights, report };
}
