import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { evaluateMatching } from '../../../src/commands/evaluate-matching.ts';
import { readLabelledSet } from '../../../src/commands/labelled-files.ts';
import { DEFAULT_MATCHING_RULES } from '../../../src/domain/incidents/incident.ts';
import { pairKey, withUnrelated, type LabelledSet } from '../../../src/matching/learning/evaluation.ts';
import { matchIncident } from '../../../src/matching/scoring/match.ts';
import { buildVendorIndex } from '../../../src/matching/index/vendor-index.ts';
import { unrelatedCompanies } from '../../support/data/unrelated-companies.ts';

const folder = join(import.meta.dirname, '../../../../shared/data/matching/dev');
const files = [
  '--vendors',
  join(folder, 'vendors.json'),
  '--incidents',
  join(folder, 'incidents.json'),
  '--labels',
  join(folder, 'labels.json'),
];
const whenThere = existsSync(folder) ? test : test.skip;
const why = existsSync(folder) ? '' : ' (skipped: the labelled set is not beside the checkout)';

const written = { out: '', err: '' };
const real = {
  out: process.stdout.write.bind(process.stdout),
  err: process.stderr.write.bind(process.stderr),
};
beforeEach(() => {
  written.out = '';
  written.err = '';
  process.stdout.write = (chunk) => ((written.out += String(chunk)), true);
  process.stderr.write = (chunk) => ((written.err += String(chunk)), true);
});
afterEach(() => {
  process.stdout.write = real.out;
  process.stderr.write = real.err;
});

interface Report {
  precision: number;
  recall: number;
  pairs: number;
  wrong?: { kind: string; evidence: unknown[] }[];
}

describe('evaluate-matching', () => {
  whenThere(
    `on the labelled set: precision 0.98 and recall 0.97 at least, at the default threshold${why}`,
    async () => {
      expect(await evaluateMatching(files)).toBe(0);
      const report = JSON.parse(written.out) as Report;
      expect(Object.keys(report)).toEqual([
        'threshold',
        'precision',
        'recall',
        'f1',
        'average_precision',
        'pairs',
        'true_positives',
        'false_positives',
        'false_negatives',
        'seconds',
      ]);
      expect(report.precision).toBeGreaterThanOrEqual(0.98);
      expect(report.recall).toBeGreaterThanOrEqual(0.97);
    },
  );

  whenThere(`--explain lists every wrong pair with what the matcher saw${why}`, async () => {
    expect(await evaluateMatching([...files, '--explain'])).toBe(0);
    const report = JSON.parse(written.out) as Report & { false_positives: number; false_negatives: number };
    expect(report.wrong?.length).toBe(report.false_positives + report.false_negatives);
  });

  test.each([
    ['a missing option', ['--incidents', 'x']],
    ['an unknown option', ['--what']],
    ['a file that is not there', ['--vendors', '/nowhere/vendors.json']],
    ['a file of another shape', ['--vendors', join(import.meta.dirname, '../../../package.json')]],
  ])('%s gives one line on stderr and exit code 2', async (_, args) => {
    expect(await evaluateMatching(args)).toBe(2);
    expect(written.out).toBe('');
    expect(written.err.trim().split('\n')).toHaveLength(1);
  });
});

describe('with 10,000 unrelated companies in the register', () => {
  whenThere(`precision falls by one point at most${why}`, () => {
    const set = readLabelledSet({
      vendors: join(folder, 'vendors.json'),
      incidents: join(folder, 'incidents.json'),
      labels: join(folder, 'labels.json'),
    });
    const crowded = withUnrelated(set, unrelatedCompanies(11_000));
    expect(crowded.vendors.length).toBeGreaterThan(set.vendors.length + 10_000);
    const precisionIn = ({ vendors }: LabelledSet) => {
      const index = buildVendorIndex(vendors);
      const raised = set.incidents.flatMap((incident) =>
        matchIncident(index, incident, DEFAULT_MATCHING_RULES)
          .map(({ vendorId }) => pairKey(incident.id, vendorId))
          .filter((key) => !set.ignored.has(key)),
      );
      return raised.filter((key) => set.truePairs.has(key)).length / raised.length;
    };
    expect(precisionIn(set) - precisionIn(crowded)).toBeLessThanOrEqual(0.01);
  });
});
