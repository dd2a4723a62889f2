import { parseArgs } from 'node:util';
import { DEFAULT_MATCHING_RULES } from '../domain/incidents/incident.ts';
import {
  pairKey,
  reliabilityOf,
  scorePairs,
  scoresOf,
  type LabelledSet,
  type ScoredPair,
} from '../matching/learning/evaluation.ts';
import { scoreUnseen } from '../matching/learning/calibration.ts';
import { buildVendorIndex } from '../matching/index/vendor-index.ts';
import { BadInput, LABELLED_OPTIONS, readLabelledSet } from './labelled-files.ts';

/** The wrong pairs with what the matcher saw: what it raised in vain, and what it did not raise. */
function wrongPairs(set: LabelledSet, scored: readonly ScoredPair[], threshold: number): object[] {
  const names = new Map(set.vendors.map((vendor) => [vendor.id, vendor.name]));
  const seen = new Set(scored.map(({ incidentId, match }) => pairKey(incidentId, match.vendorId)));
  const wrong = scored
    .filter(({ match, isTrue }) => match.confidence + 1e-9 >= threshold !== isTrue)
    .map(({ incidentId, match, isTrue }) => ({
      kind: isTrue ? 'false_negative' : 'false_positive',
      external_id: incidentId,
      vendor_id: match.vendorId,
      vendor: names.get(match.vendorId) ?? null,
      confidence: match.confidence,
      reason: match.reason,
      evidence: match.evidence,
    }));
  const unseen = [...set.truePairs]
    .filter((key) => !seen.has(key) && !set.ignored.has(key))
    .map((key) => {
      const [external_id, vendor_id] = splitKey(key);
      return {
        kind: 'false_negative',
        external_id,
        vendor_id,
        vendor: names.get(vendor_id) ?? null,
        confidence: 0,
        reason: 'Nothing in the incident names it.',
        evidence: [],
      };
    });
  return [...wrong, ...unseen];
}

function splitKey(key: string): [string, string] {
  const at = key.lastIndexOf(' ');
  return [key.slice(0, at), key.slice(at + 1)];
}

const OPTIONS = {
  ...LABELLED_OPTIONS,
  explain: { type: 'boolean', default: false },
  reliability: { type: 'boolean', default: false },
  'cross-validate': { type: 'boolean', default: false },
} as const;

function readOptions(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new BadInput((error as Error).message, { cause: error });
  }
}

/**
 * `vigil evaluate-matching --vendors F --incidents F --labels F [--unrelated F] [--explain] [--reliability]
 * [--cross-validate]`: one JSON object of scores at the default threshold on stdout. `--explain` adds the wrong pairs,
 * `--reliability` how many pairs of each band of confidence are true. Returns the exit code: 0, or 2 with one line on
 * stderr for bad input.
 */
export async function evaluateMatching(args: string[]): Promise<number> {
  try {
    const values = readOptions(args);
    const set = readLabelledSet(values);
    process.stdout.write(`${JSON.stringify(report(set, values), null, 2)}\n`);
    return await Promise.resolve(0);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    process.stderr.write(`evaluate-matching: ${error.message.replaceAll('\n', ' ')}\n`);
    return 2;
  }
}

function report(set: LabelledSet, options: ReturnType<typeof readOptions>): object {
  const rules = DEFAULT_MATCHING_RULES;
  const threshold = rules.min_match_confidence;
  const started = performance.now();
  const scored = options['cross-validate']
    ? scoreUnseen(set, rules).scored
    : scorePairs(set, buildVendorIndex(set.vendors), rules);
  const seconds = Math.round(performance.now() - started) / 1000;
  const truePairs = [...set.truePairs].filter((key) => !set.ignored.has(key)).length;
  return {
    threshold,
    ...scoresOf(scored, truePairs, threshold),
    seconds,
    ...(options.reliability ? { reliability: reliabilityOf(scored) } : {}),
    ...(options.explain ? { wrong: wrongPairs(set, scored, threshold) } : {}),
  };
}
