import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { whyNotConsidered } from '../../../domain/matching/consideration.ts';
import type { Criticality, ResolutionType, TrackingStatus } from '../../../domain/vocabulary.ts';
import type { Evidence } from '../../../domain/incidents/incident.ts';
import { explainPair, type Explanation } from '../../../matching/scoring/explain.ts';
import { asConsidered } from '../../monitoring/matching/considered-row.ts';
import type { FoundMatch } from '../../monitoring/matching/save-matches.ts';
import type { CheckTime } from '../time-budget.ts';
import { incidentInShort } from '../explain/explained-incident.ts';
import { asMatchable, matchOptions } from '../../monitoring/register/match-incident-to-vendors.ts';
import { notConsideredInWords, notWatchedInWords, scanTypeOf } from '../explain/obstacles.ts';
import type { Register } from '../../monitoring/register/register.ts';
import type { NowThen } from './tally.ts';
import type { Side } from './sides.ts';

/** A pair that one side raises and the other does not. */
export interface ListedPair {
  vendor: { id: string; name: string; criticality: Criticality };
  incident: ReturnType<typeof incidentInShort>;
  /** 0..1 by the rules of either side, whether or not its thresholds let the incident in. */
  confidence: NowThen;
  /** Of the side that raises it. */
  reason: string;
  evidence: Evidence[];
  /** Why the other side does not raise it; a sentence each. */
  why_not: string[];
  tracking: { id: string; status: TrackingStatus; resolution_type: ResolutionType | null } | null;
}

/** Just below the threshold must not read as if it reached it. */
const floored = (share: number): string => (Math.floor(share * 100) / 100).toFixed(2);

/** Why the matcher itself does not raise a pair; what the reader knows already is not said again. */
function unmatched({ verdict, confidence, threshold, reason }: Explanation, known: string): string[] {
  if (verdict !== 'below_threshold') return [reason];
  const below = `Its confidence, ${floored(confidence)}, is below the threshold ${threshold.toFixed(2)}.`;
  return reason === known ? [below] : [below, reason];
}

/** What the other side says of a pair. */
function otherwise({ incident, match }: FoundMatch, { index }: Register, side: Side) {
  const { rules } = side.settings;
  const said = explainPair(index, asMatchable(incident), match.vendorId, rules, matchOptions(side.settings));
  const scanType = scanTypeOf(incident);
  const why = side.watches[scanType] ? [] : [notWatchedInWords(scanType)];
  for (const kind of whyNotConsidered(asConsidered(incident), side.config))
    why.push(notConsideredInWords(kind, incident, side.config));
  if (said && said.verdict !== 'match') why.push(...unmatched(said, match.reason));
  return { confidence: said?.confidence ?? 0, why };
}

/** The tracking of each of these pairs that has one, by `{vendor id} {incident id}`. */
export async function trackingsOf(
  tx: TenantTx,
  pairs: readonly FoundMatch[],
): Promise<Map<string, NonNullable<ListedPair['tracking']>>> {
  const { rows } = await sql<NonNullable<ListedPair['tracking']> & { pair: string }>`
    select t.id, t.status, t.resolution_type, t.vendor_id || ' ' || t.incident_id as pair
    from vendor_security_tracking t
    where t.incident_id = any(${pairs.map(({ incident }) => incident.id)}::uuid[])
      and t.vendor_id = any(${pairs.map(({ match }) => match.vendorId)}::uuid[])`.execute(tx.sql);
  return new Map(rows.map(({ pair, ...tracking }) => [pair, tracking]));
}

/** Pairs as people read them, with why the other side does not raise them. */
export function describe(
  pairs: readonly FoundMatch[],
  { register, other, raisedOn }: { register: Register; other: Side; raisedOn: 'now' | 'then' },
  trackings: ReadonlyMap<string, NonNullable<ListedPair['tracking']>>,
  checkTime: CheckTime,
): ListedPair[] {
  const names = new Map(register.index.vendors.map(({ id, name }) => [id, name]));
  const described: ListedPair[] = [];
  for (const pair of pairs) {
    checkTime();
    const { incident, match, criticality } = pair;
    const { confidence, why } = otherwise(pair, register, other);
    described.push({
      vendor: { id: match.vendorId, name: names.get(match.vendorId) ?? '', criticality },
      incident: incidentInShort(incident),
      confidence:
        raisedOn === 'then'
          ? { now: confidence, then: match.confidence }
          : { now: match.confidence, then: confidence },
      reason: match.reason,
      evidence: match.evidence,
      why_not: why,
      tracking: trackings.get(`${match.vendorId} ${incident.id}`) ?? null,
    });
  }
  return described;
}
