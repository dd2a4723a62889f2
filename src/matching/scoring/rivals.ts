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
  const companies = companiesAt(candidates);
  const givesWayTo = new Map(
    candidates.map((candidate) => [candidate.vendor, companyItself(candidate, companies)]),
  );
  // Who gives way to the company itself is nobody's rival.
  const holdsItsClaim = (vendor: number): boolean => (givesWayTo.get(vendor) ?? null) === null;
  const claims = new Map<string, number[]>();
  for (const { vendor, mentions } of candidates) {
    if (!holdsItsClaim(vendor)) continue;
    for (const position of new Set(mentions.map((mention) => mention.position)))
      listAt(claims, position).push(vendor);
  }
  // The strongest of each group is looked for once: a register may have thousands of rows that name one product.
  const leaders = new Map([...claims].map(([position, vendors]) => [position, strongest(vendors, cases)]));
  const first = strongest(candidates.map(({ vendor }) => vendor).filter(holdsItsClaim), cases);
  const rivals = new Map<number, number>();
  for (const candidate of candidates) {
    const position = candidate.supporting[0]?.mention.position;
    const own = cases.get(candidate.vendor) ?? 0;
    const itself = givesWayTo.get(candidate.vendor) ?? null;
    const leader = leaders.get(position ?? '') ?? null;
    const rival = itself === null ? leadOver(own, leader) : { vendor: itself, lead: FULL_LEAD };
    if (rival) {
      candidate.contrary.push({ name: 'stronger_rival', strength: Math.min(1, rival.lead / FULL_LEAD) });
      rivals.set(candidate.vendor, rival.vendor);
    }
    const better = isOnlyMentioned(candidate) ? leadOver(own, first) : null;
    if (better)
      candidate.contrary.push({ name: 'better_case', strength: Math.min(1, better.lead / FULL_LEAD) });
  }
  return rivals;
}

/** The list that a map has for a key, made where there is none. */
function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** The rows that are, at a position, wholly the company of that name: not by a brand of theirs. */
function companiesAt(candidates: readonly Candidate[]): ReadonlyMap<string, number[]> {
  const companies = new Map<string, number[]>();
  for (const { vendor, mentions } of candidates) {
    for (const { position, place, phrase } of mentions) {
      if (!WHOLLY.has(place) || phrase.kind === 'brand' || !WHOLE_KINDS.has(phrase.kind)) continue;
      const list = listAt(companies, position);
      if (list.at(-1) !== vendor) list.push(vendor);
    }
  }
  return companies;
}

/**
 * Of a candidate that is met by the name of a brand or company which it owns, the row that is itself the company of
 * that name, where the register has it too.
 */
function companyItself(
  { vendor: owner, supporting }: Candidate,
  companies: ReadonlyMap<string, readonly number[]>,
): number | null {
  const met = supporting[0]?.mention;
  if (met?.phrase.kind !== 'brand') return null;
  const itself = companies.get(met.position) ?? [];
  return itself.includes(owner) ? null : (itself[0] ?? null);
}

interface Leader {
  vendor: number;
  own: number;
}

/** Of some vendors the one with the best case; null of none. */
function strongest(vendors: readonly number[], cases: ReadonlyMap<number, number>): Leader | null {
  let best: Leader | null = null;
  for (const vendor of vendors) {
    const own = cases.get(vendor) ?? 0;
    if (best === null || own > best.own + 1e-9) best = { vendor, own };
  }
  return best;
}

/** By how much the leader's case is better than one's own; null where it is not. */
function leadOver(own: number, leader: Leader | null): { vendor: number; lead: number } | null {
  if (leader === null) return null;
  const lead = leader.own - own;
  return lead > 1e-9 ? { vendor: leader.vendor, lead } : null;
}
