import { supportOf } from './confidence.ts';
import type { Hit } from './hits.ts';
import type { Signal } from './signals.ts';
import type { MatchWeights } from './weights.ts';

/** One vendor that might be meant: what it has at each spot and what speaks for and against it. */
export interface Candidate {
  vendor: number;
  hits: Hit[];
  supporting: Signal[];
  contrary: Signal[];
}

/** Log-odds by which a rival must lead to count in full. */
const FULL_LEAD = 4;

/** The spot that a candidate's case rests on most. */
function mainSpot(candidate: Candidate, weights: MatchWeights): string | null {
  let best: { spot: string; value: number } | null = null;
  for (const { name, strength, hit } of candidate.supporting) {
    const value = strength * (weights.supporting[name] ?? 0);
    if (hit && (best === null || value > best.value || (value === best.value && hit.spot < best.spot)))
      best = { spot: hit.spot, value };
  }
  return best?.spot ?? null;
}

/** The second look: adds to each candidate what a stronger claim of another row on the same words says against it. */
export function addRivals(candidates: readonly Candidate[], weights: MatchWeights): Map<number, number> {
  const strongest = new Map<string, { vendor: number; support: number }[]>();
  const support = new Map<number, number>();
  for (const candidate of candidates) {
    const own =
      supportOf(candidate.supporting, weights) -
      candidate.contrary.reduce((s, c) => s + c.strength * (weights.contrary[c.name] ?? 0), 0);
    support.set(candidate.vendor, own);
    for (const spot of new Set(candidate.hits.map((hit) => hit.spot))) {
      const list = strongest.get(spot) ?? [];
      list.push({ vendor: candidate.vendor, support: own });
      strongest.set(spot, list);
    }
  }
  const rivals = new Map<number, number>();
  for (const candidate of candidates) {
    const spot = mainSpot(candidate, weights);
    if (spot === null) continue;
    const own = support.get(candidate.vendor) ?? 0;
    let lead = 0;
    let rival = -1;
    for (const other of strongest.get(spot) ?? []) {
      if (other.vendor === candidate.vendor || other.support - own <= lead + 1e-9) continue;
      lead = other.support - own;
      rival = other.vendor;
    }
    if (rival < 0) continue;
    candidate.contrary.push({ name: 'stronger_rival', strength: Math.min(1, lead / FULL_LEAD) });
    rivals.set(candidate.vendor, rival);
  }
  return rivals;
}
