import { counterEvidenceOf, supportOf } from './confidence.ts';
import type { Mention } from '../index/mentions.ts';
import { isProse } from '../text/incident-identifiers.ts';
import { WHOLE_KINDS } from '../text/phrase-kinds.ts';
import { WHOLLY } from '../text/place-in-field.ts';
import type { MentionSignal, Signal } from './signals.ts';
import type { MatchWeights } from './weights.ts';

/** One vendor that might be meant: what it has at each position and what speaks for and against it. */
export interface Candidate {
  vendor: number;
  mentions: Mention[];
  /** Heaviest first. */
  supporting: MentionSignal[];
  contrary: Signal[];
}

/** True for the names of the signals that this second look adds. */
export const isRivalSignal = (name: string): boolean => name === 'stronger_rival' || name === 'better_case';

/** Log-odds by which a rival must lead to count in full. */
const FULL_LEAD = 4;

/** What speaks for a candidate less what speaks against it, before rivals, in log-odds. */
const ownCase = ({ supporting, contrary }: Candidate, weights: MatchWeights): number =>
  supportOf(supporting, weights) - counterEvidenceOf(contrary, weights);

/** True when nothing but running text speaks for a candidate. */
const isOnlyMentioned = ({ supporting }: Candidate): boolean =>
  supporting.every(({ mention }) => isProse(mention.field) || mention.field === 'title');

/**
 * The second look, which knows what other rows claim: a stronger claim on the same words speaks against a candidate,
 * and one that is only mentioned gives way to a row with a far better case. Adds to the candidates' contrary signals
 * and returns the rival of each.
 */
export function addRivals(candidates: readonly Candidate[], weights: MatchWeights): Map<number, number> {
  const cases = new Map(candidates.map((candidate) => [candidate.vendor, ownCase(candidate, weights)]));
  const claims = new Map<string, number[]>();
  for (const { vendor, mentions } of candidates) {
    for (const position of new Set(mentions.map((mention) => mention.position)))
      claims.set(position, [...(claims.get(position) ?? []), vendor]);
  }
  const givesWayTo = new Map(
    candidates.map((candidate) => [candidate.vendor, companyItself(candidate, candidates)]),
  );
  // Who gives way to the company itself is nobody's rival.
  const holdsItsClaim = (vendor: number): boolean => (givesWayTo.get(vendor) ?? null) === null;
  const everyone = candidates.map(({ vendor }) => vendor).filter(holdsItsClaim);
  const rivals = new Map<number, number>();
  for (const candidate of candidates) {
    const position = candidate.supporting[0]?.mention.position;
    const own = cases.get(candidate.vendor) ?? 0;
    const others = (claims.get(position ?? '') ?? []).filter(holdsItsClaim);
    const itself = givesWayTo.get(candidate.vendor) ?? null;
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

/**
 * Of a candidate that is met by the name of a brand or company which it owns, the row that is itself the company of
 * that name, where the register has it too.
 */
function companyItself(
  { vendor: owner, supporting }: Candidate,
  candidates: readonly Candidate[],
): number | null {
  const met = supporting[0]?.mention;
  if (met?.phrase.kind !== 'brand') return null;
  const isItself = ({ position, place, phrase }: Mention): boolean =>
    position === met.position && WHOLLY.has(place) && phrase.kind !== 'brand' && WHOLE_KINDS.has(phrase.kind);
  const itself = candidates.filter(({ mentions }) => mentions.some(isItself)).map(({ vendor }) => vendor);
  return itself.includes(owner) ? null : (itself[0] ?? null);
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
