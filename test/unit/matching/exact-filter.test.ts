import { expect, test } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { sized } from '../../support/size.ts';
import { DEFAULT_MATCHING_RULES } from '../../../src/domain/incidents/incident.ts';
import { matchIncident } from '../../../src/matching/scoring/match.ts';
import { buildVendorIndex } from '../../../src/matching/index/vendor-index.ts';
import { matchByBruteForce, withoutShortCuts } from '../../support/data/brute-force.ts';
import { happening, register } from './random-cases.ts';

test.each([0.5, 0.7, 0.8, 0.9])(
  'at %d the index finds exactly what looking at every row finds',
  (threshold) => {
    fc.assert(
      fc.property(register, happening, (rows, what) => {
        const index = buildVendorIndex(rows);
        const rules = { ...DEFAULT_MATCHING_RULES, min_match_confidence: threshold };
        expect(matchIncident(index, what, rules)).toEqual(
          matchByBruteForce(withoutShortCuts(index), what, rules),
        );
      }),
      { numRuns: sized(300, 3000) },
    );
  },
);
