import { contraryOf, supportOf } from './confidence.ts';
import type { Hit } from './hits.ts';
import { isProse } from './incident-identifiers.ts';
import type { HitSignal, Signal } from './signals.ts';
import type { PhraseKind } from './vendor-identifiers.ts';
import type { MatchWeights } from './weights.ts';

/** One vendor that might be meant: what it has at each spot and what speaks for and against it. */
export interface Candidate {
  vendor: number;
  hits: Hit[];
  /** Heaviest first. */
  supporting: HitSignal[];
  contrary: Signal[];
}

const OWN_NAMES: ReadonlySet<PhraseKind> = new Set(['name', 'short', 'alias', 'label']);

/** True for the names of the signals that this second look adds. */
export const isRivalSignal = (name: string): boolean => name === 'stronger_rival' || name === 'better_case';

/** Log-odds by which a rival must lead to count in full. */
const FULL_LEAD = 4;

/** What speaks for a candidate less what speaks against it, before rivals, in log-odds. */
const ownCase = ({ supporting, contrary }: Candidate, weights: MatchWeights): number =>
  supportOf(supporting, weights) - contraryOf(contrary, weights);

/** True when nothing but running text speaks for a candidate. */
const isOnlyMentioned = ({ supporting }: Candidate): boolean =>
  supporting.every(({ hit }) => isProse(hit.field) || hit.field === 'title');

/**
 * The second look, which knows what other rows claim: a stronger claim on the same words speaks against a candidate,
 * and one that is only mentioned gives way to a row with a far better case. Adds to the candidates' contrary signals
 * and returns the rival of each.
 */
export function addRivals(candidates: readonly Candidate[], weights: MatchWeights): Map<number, number> {
  const cases = new Map(candidates.map((candidate) => [candidate.vendor, ownCase(candidate, weights)]));
  const claims = new Map<string, number[]>();
  for (const { vendor, hits } of candidates) {
    for (const spot of new Set(hits.map((hit) => hit.spot)))
      claims.set(spot, [...(claims.get(spot) ?? []), vendor]);
  }
  const everyone = candidates.map(({ vendor }) => vendor);
  const rivals = new Map<number, number>();
  for (const candidate of candidates) {
    const spot = candidate.supporting[0]?.hit.spot;
    const own = cases.get(candidate.vendor) ?? 0;
    const others = claims.get(spot ?? '') ?? [];
    const itself = isKnownAs(candidate) ? byOwnName(others, candidates) : null;
    const rival = itself === null ? strongest(others, cases, own) : { vendor: itself, lead: FULL_LEAD };
    if (rival) {
      candidate.contrary.push({ name: 'stronger_rival', strength: Math.min(1, rival.lead / FULL_LEAD) });
      rivals.set(candidate.vendor, rival.vendor);
    }
    const better = isOnlyMentioned(candidate) ? strongest(everyone, cases, own) : null;
    if (better)
      candidate.contrary.push({ name: 'better_case', strength: Math.min(1, better.lead / FULL_LEAD) });
  }
  return rivals;
}

/** True when a candidate is met by the name of a brand or company that it owns. */
const isKnownAs = ({ supporting }: Candidate): boolean => supporting[0]?.hit.phrase.kind === 'brand';

/** The row that is itself the company of that name, where the register has it beside its owner. */
function byOwnName(vendors: readonly number[], candidates: readonly Candidate[]): number | null {
  const found = candidates.find(
    ({ vendor, supporting }) =>
      vendors.includes(vendor) && OWN_NAMES.has(supporting[0]?.hit.phrase.kind ?? 'inner'),
  );
  return found?.vendor ?? null;
}

/** Of some vendors the one that leads most, if any does. */
function strongest(
  vendors: readonly number[],
  cases: ReadonlyMap<number, number>,
  own: number,
): { vendor: number; lead: number } | null {
  let best: { vendor: number; lead: number } | null = null;
  for (const vendor of vendors) {
    const lead = (cases.get(vendor) ?? 0) - own;
    if (lead > (best?.lead ?? 0) + 1e-9) best = { vendor, lead };
  }
  return best;
}
