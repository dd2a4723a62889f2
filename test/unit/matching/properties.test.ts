import { expect, test } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { calculateMatchConfidence } from '../../../src/matching/scoring/confidence.ts';
import { WEIGHTS } from '../../../src/matching/scoring/weights.ts';
import { normalise } from '../../../src/matching/text/normalise.ts';
import type { MatchableIncident, MatchableVendor } from '../../../src/domain/incidents/incident.ts';
import { cve, match, vendor } from './cases.ts';
import { happening, register } from './random-cases.ts';

const word = fc.constantFrom(
  'Delta',
  'Electronics',
  'Juniper',
  'Networks',
  'Oracle',
  'Box',
  'Systems',
  'Kintra',
  'Velmor',
  'Inc.',
  'GmbH',
  'b.v.',
  'the',
  'Ltd',
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const rows = fc
  .array(fc.record({ name, site: fc.option(word), product: fc.option(name) }), { minLength: 1, maxLength: 6 })
  .map((list) =>
    list.map(({ name: written, site, product }, at) => ({
      ...vendor(written, {
        domains: site ? [`${normalise(site).replaceAll(' ', '')}.com`] : [],
        products: product ? [product] : [],
      }),
      id: `row ${at}`,
    })),
  );
const what = fc
  .record({ vendors: fc.array(name, { maxLength: 3 }), product: name, description: name })
  .map(({ vendors, product, description }) => ({
    ...cve(null, product, { description }),
    affectedProducts: [null, ...vendors].map((named) => ({ vendor: named, product, source: 'nvd' })),
  }));

test('the order of rows and of affected products does not matter', () => {
  fc.assert(
    fc.property(rows, what, (register, incident) => {
      const turned = { ...incident, affectedProducts: [...incident.affectedProducts].reverse() };
      const there = match(register, incident, { min_match_confidence: 0 });
      const back = match([...register].reverse(), turned, { min_match_confidence: 0 });
      expect(back).toEqual(there);
    }),
  );
});

test('a confidence is within 0 and 1, and weights and scores too', () => {
  fc.assert(
    fc.property(rows, what, (register, incident) => {
      for (const { confidence, evidence } of match(register, incident, { min_match_confidence: 0 })) {
        for (const value of [confidence, ...evidence.flatMap(({ score, weight }) => [score, weight])]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }
    }),
  );
});

const strength = fc.double({ min: 0, max: 1, noNaN: true });
const signalOf = (names: readonly string[]) => fc.record({ name: fc.constantFrom(...names), strength });
const supporting = signalOf(Object.keys(WEIGHTS.supporting));
const contrary = signalOf([...Object.keys(WEIGHTS.contrary), 'version_not_affected']);

test('more evidence never lowers a confidence, and more against it never raises it', () => {
  fc.assert(
    fc.property(
      fc.array(supporting, { maxLength: 8 }),
      fc.array(contrary, { maxLength: 4 }),
      supporting,
      contrary,
      (known, against, more, objection) => {
        const before = calculateMatchConfidence({ supporting: known, contrary: against }, WEIGHTS);
        const supported = { supporting: [...known, more], contrary: against };
        expect(calculateMatchConfidence(supported, WEIGHTS)).toBeGreaterThanOrEqual(before);
        const opposed = { supporting: known, contrary: [...against, objection] };
        expect(calculateMatchConfidence(opposed, WEIGHTS)).toBeLessThanOrEqual(before);
      },
    ),
  );
});

test.each([
  [
    'a reference to its own site',
    (row: MatchableVendor, what: MatchableIncident): MatchableIncident => ({
      ...what,
      references: [
        ...(what.references ?? []),
        ...row.domains.map((domain) => `https://${domain}/advisories`),
      ],
    }),
  ],
  [
    'its repository as the package',
    (row: MatchableVendor, what: MatchableIncident): MatchableIncident => ({
      ...what,
      affectedProducts: what.affectedProducts.map((entry) => ({
        ...entry,
        package: `https://github.com/${normalise(row.name).replaceAll(' ', '')}/thing`,
      })),
    }),
  ],
])('%s never lowers the confidence of a row without rivals', (_, supported) => {
  fc.assert(
    fc.property(register, happening, (rows, what) => {
      const everything = { min_match_confidence: 0 };
      for (const row of rows) {
        const of = (pair: MatchableIncident) => match([row], pair, everything)[0]?.confidence ?? 0;
        expect(of(supported(row, what))).toBeGreaterThanOrEqual(of(what) - 1e-12);
      }
    }),
  );
});

test('naming the vendor in the description as well never lowers its confidence', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Kintra', 'Velmor', 'Juniper Networks', 'Box'),
      fc.constantFrom('Kintra Suite', 'Thing'),
      (named, product) => {
        const register = [vendor(`${named} Inc.`, { products: ['Kintra Suite'] })];
        const less = match(register, cve(named, product), { min_match_confidence: 0 });
        const more = match(
          register,
          cve(named, product, { description: `${named} ${product} allows script injection.` }),
          { min_match_confidence: 0 },
        );
        expect(more[0]?.confidence ?? 0).toBeGreaterThanOrEqual(less[0]?.confidence ?? 0);
      },
    ),
  );
});

test('normalising twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => normalise(normalise(text)) === normalise(text)),
  );
});
