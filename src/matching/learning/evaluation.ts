import type { MatchableIncident, MatchableVendor, MatchingRules } from '../../domain/incidents/incident.ts';
import { withoutLegalForm } from '../text/legal-forms.ts';
import { shortened, wordsOf } from '../text/normalise.ts';
import type { Considered } from '../scoring/candidates.ts';
import { findAllCandidates, learnWeights } from './training.ts';
import { matchIncident, type Match } from '../scoring/match.ts';
import type { VendorIndex } from '../index/vendor-index.ts';
import { buildVendorIndex } from '../index/vendor-index.ts';
import { nameAndOthers } from '../text/other-names.ts';
import { WEIGHTS, type MatchWeights } from '../scoring/weights.ts';

/** A register, incidents, and what people say about their pairs. */
export interface LabelledSet {
  vendors: MatchableVendor[];
  incidents: MatchableIncident[];
  /** Keys of true pairs, of pairs that count neither way; see `pairKey`. */
  truePairs: Set<string>;
  ignored: Set<string>;
  /** Pairs of rows that are easily confused. */
  lookAlikes: [string, string][];
}

/** A pair that the matcher found something for. */
export interface ScoredPair {
  incidentId: string;
  match: Match;
  isTrue: boolean;
}

export const pairKey = (incidentId: string, vendorId: string): string => `${incidentId} ${vendorId}`;

export interface Scores {
  precision: number;
  recall: number;
  f1: number;
  average_precision: number;
  pairs: number;
  true_positives: number;
  false_positives: number;
  false_negatives: number;
}

/** Every pair with its confidence, ignored ones left out. Confidence 0 upwards, so that the ranking can be judged too. */
export function scorePairs(
  set: LabelledSet,
  index: VendorIndex,
  rules: MatchingRules,
  weights: MatchWeights = WEIGHTS,
): ScoredPair[] {
  const everything = { ...rules, min_match_confidence: 0 };
  return set.incidents.flatMap((incident) =>
    matchIncident(index, incident, everything, { weights })
      .filter((match) => !set.ignored.has(pairKey(incident.id, match.vendorId)))
      .map((match) => ({
        incidentId: incident.id,
        match,
        isTrue: set.truePairs.has(pairKey(incident.id, match.vendorId)),
      })),
  );
}

/** Precision, recall, F1 at the threshold, and average precision of the ranking; equal confidences rank together. */
export function scoresOf(scored: readonly ScoredPair[], truePairs: number, threshold: number): Scores {
  const chosen = scored.filter(({ match }) => match.confidence + 1e-9 >= threshold);
  const mentions = chosen.filter(({ isTrue }) => isTrue).length;
  const precision = chosen.length === 0 ? 1 : mentions / chosen.length;
  const recall = truePairs === 0 ? 1 : mentions / truePairs;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    average_precision: averagePrecision(scored, truePairs),
    pairs: truePairs,
    true_positives: mentions,
    false_positives: chosen.length - mentions,
    false_negatives: truePairs - mentions,
  };
}

function averagePrecision(scored: readonly ScoredPair[], truePairs: number): number {
  const ranked = [...scored].sort((a, b) => b.match.confidence - a.match.confidence);
  let area = 0;
  let seen = 0;
  let mentions = 0;
  while (seen < ranked.length) {
    const level = ranked[seen]?.match.confidence;
    let gained = 0;
    for (; seen < ranked.length && ranked[seen]?.match.confidence === level; seen += 1)
      gained += ranked[seen]?.isTrue ? 1 : 0;
    mentions += gained;
    area += gained * (mentions / seen);
  }
  return truePairs === 0 ? 1 : area / truePairs;
}

/** Pairs of one band of confidence, and how many of them are true. */
export interface ReliabilityBand {
  from: number;
  to: number;
  pairs: number;
  mean_confidence: number;
  share_true: number;
}

const BANDS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1];

/** How often pairs of a confidence are right; of well calibrated pairs at 0.8 about 80 % are. */
export function reliabilityOf(scored: readonly ScoredPair[]): ReliabilityBand[] {
  return BANDS.slice(1).flatMap((to, at): ReliabilityBand[] => {
    const from = BANDS[at] ?? 0;
    const band = scored.filter(
      ({ match: { confidence } }) => confidence >= from && (confidence < to || to === 1),
    );
    if (band.length === 0) return [];
    const mean = (values: number[]): number =>
      Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 1000) / 1000;
    return [
      {
        from,
        to,
        pairs: band.length,
        mean_confidence: mean(band.map(({ match }) => match.confidence)),
        share_true: mean(band.map(({ isTrue }) => (isTrue ? 1 : 0))),
      },
    ];
  });
}

/** A name's words put together, without legal form and descriptors. */
const bareName = (name: string): string => shortened(withoutLegalForm(wordsOf(name))).join('');

/**
 * A labelled set with companies that no pair of it means, as any register has them. Those that share their whole name
 * with what an incident names as vendor, product or title are left out: whether they are meant nobody could tell.
 */
export function withUnrelated(set: LabelledSet, companies: readonly MatchableVendor[]): LabelledSet {
  const named = new Set(
    set.incidents.flatMap(({ title, affectedProducts }) =>
      [title, ...affectedProducts.flatMap(({ vendor, product }) => [vendor ?? '', product ?? ''])].map(
        bareName,
      ),
    ),
  );
  const others = companies.filter(
    ({ name, aliases }) => ![name, ...aliases].some((each) => named.has(bareName(each))),
  );
  return { ...set, vendors: [...set.vendors, ...others] };
}

/** Learns the table of weights from the pairs of the vendors that `uses` lets through. */
export function learnFrom(
  set: LabelledSet,
  index: VendorIndex,
  considered: readonly Considered[],
  uses: (vendorId: string) => boolean,
): MatchWeights {
  return learnWeights(index, considered, (incidentId, vendorId) => {
    const key = pairKey(incidentId, vendorId);
    return !uses(vendorId) || set.ignored.has(key) ? null : set.truePairs.has(key);
  });
}

const FOLDS = 5;

/** Scores every vendor's pairs with weights learned without that vendor and whatever looks like it. */
export function crossValidate(set: LabelledSet, rules: MatchingRules): ScoredPair[] {
  const index = buildVendorIndex(set.vendors);
  const considered = findAllCandidates(index, set.incidents, rules);
  const folds = foldsOf(set);
  const scored: ScoredPair[] = [];
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const weights = learnFrom(set, index, considered, (vendorId) => folds.get(vendorId) !== fold);
    scored.push(
      ...scorePairs(set, index, rules, weights).filter(({ match }) => folds.get(match.vendorId) === fold),
    );
  }
  return scored;
}

/** The fold of each vendor: rows that look alike or begin with the same word share one. */
function foldsOf(set: LabelledSet): Map<string, number> {
  const parents = new Map<string, string>();
  const root = (id: string): string => {
    const parent = parents.get(id);
    return parent === undefined || parent === id ? id : root(parent);
  };
  const join = (a: string, b: string): void => {
    if (root(a) !== root(b)) parents.set(root(a), root(b));
  };
  for (const [a, b] of set.lookAlikes) join(a, b);
  const firstWithWord = new Map<string, string>();
  for (const vendor of set.vendors) {
    const word = shortened(withoutLegalForm(wordsOf(nameAndOthers(vendor.name).name)))[0] ?? vendor.id;
    const first = firstWithWord.get(word);
    if (first === undefined) firstWithWord.set(word, vendor.id);
    else join(vendor.id, first);
  }
  const groups = [...new Set(set.vendors.map((vendor) => root(vendor.id)))].sort();
  return new Map(set.vendors.map((vendor) => [vendor.id, groups.indexOf(root(vendor.id)) % FOLDS]));
}
