import { DEFAULT_MATCHING_RULES } from '../domain/incidents/incident.ts';
import { asLines, learnAssigners, learnSites } from '../matching/learning/assigners.ts';
import { calibrateWeights, scoreUnseen } from '../matching/learning/calibration.ts';
import { learnFrom, reliabilityOf, scorePairs, scoresOf } from '../matching/learning/evaluation.ts';
import { findAllCandidates } from '../matching/learning/training.ts';
import { buildVendorIndex } from '../matching/index/vendor-index.ts';
import { asTable } from '../matching/scoring/weights.ts';
import { readLabelledSet, type LabelledFiles } from './labelled-files.ts';

/**
 * Learns the table of weights from a labelled set, as `src/matching/scoring/weights.ts` holds it: a fit on the whole set,
 * stretched so that the confidences of companies which each of five fits did not know say how often they are right.
 * The same files always give the same table. @throws BadInput.
 */
export function fitLabelledSet(files: LabelledFiles): object {
  const set = readLabelledSet(files);
  const rules = DEFAULT_MATCHING_RULES;
  const unseen = scoreUnseen(set, rules);
  const index = buildVendorIndex(set.vendors);
  const learned = learnFrom(set, index, findAllCandidates(index, set.incidents, rules), () => true);
  const weights = calibrateWeights(learned, unseen.calibration);
  const truePairs = [...set.truePairs].filter((key) => !set.ignored.has(key)).length;
  return {
    vendors: set.vendors.length,
    incidents: set.incidents.length,
    on_the_set: scoresOf(scorePairs(set, index, rules, weights), truePairs, rules.min_match_confidence),
    cross_validated: scoresOf(unseen.scored, truePairs, rules.min_match_confidence),
    cross_validated_reliability: reliabilityOf(unseen.scored),
    calibration: unseen.calibration,
    weights: asTable(weights),
    assigners: asLines(learnAssigners(set.incidents)),
    sites: learnSites(set.incidents),
  };
}
