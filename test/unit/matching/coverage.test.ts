/** Which rows of a register no incident could be raised for, or hardly any, and what would help. */
import { describe, expect, test } from '@jest/globals';
import {
  DEFAULT_MATCHING_RULES,
  type MatchableVendor,
  type MatchingRules,
} from '../../../src/domain/incidents/incident.ts';
import { coverageOf } from '../../../src/matching/coverage/coverage.ts';
import { explainPair } from '../../../src/matching/scoring/explain.ts';
import type { MatchOptions } from '../../../src/matching/scoring/match.ts';
import { buildVendorIndex } from '../../../src/matching/index/vendor-index.ts';

const row = (name: string, more: Partial<MatchableVendor> = {}): MatchableVendor => ({
  id: name,
  name,
  aliases: [],
  domains: [],
  products: [],
  ...more,
});

const FULL = row('Zyxquil Networks, Inc.', {
  aliases: ['Quillbase'],
  domains: ['zyxquil.com'],
  products: [{ name: 'Zyxrocket' }],
});

function coverageIn(
  vendors: MatchableVendor[],
  name: string,
  rules: Partial<MatchingRules> = {},
  options: MatchOptions = {},
) {
  const index = buildVendorIndex(vendors);
  const position = index.vendors.findIndex(({ id }) => id === name);
  const found = coverageOf(index, position, { ...DEFAULT_MATCHING_RULES, ...rules }, options);
  if (!found) throw new Error(`${name} is not in the register`);
  return found;
}
const kinds = ({ causes }: ReturnType<typeof coverageIn>) => causes.map(({ kind }) => kind);

describe('a row of the register', () => {
  test('with name, other name, domain and a selective product is covered, and nothing is said of it', () => {
    const { sight, causes, pieces, best, breach_with_domain } = coverageIn([FULL], FULL.id);
    expect({ sight, causes }).toEqual({ sight: 'seen', causes: [] });
    expect(pieces.map(({ kind, value }) => `${kind} ${value}`).sort()).toEqual([
      'alias Quillbase',
      'domain zyxquil.com',
      'name Zyxquil Networks, Inc.',
      'product Zyxrocket',
    ]);
    expect(best).toBeGreaterThan(0.9);
    expect(breach_with_domain).toBeGreaterThan(0.9);
  });

  test('reaches with each piece what the matcher gives an incident that names it so', () => {
    const index = buildVendorIndex([FULL]);
    const incident = {
      id: '',
      incidentType: 'cve' as const,
      externalId: '',
      title: '',
      description: '',
      affectedProducts: [{ vendor: 'Quillbase', product: null, source: 'nvd' }],
      domains: [],
      severity: 'high' as const,
    };
    const said = explainPair(index, incident, FULL.id, DEFAULT_MATCHING_RULES);
    const alias = coverageIn([FULL], FULL.id).pieces.find(({ kind }) => kind === 'alias');
    expect(alias?.confidence).toBe(said?.confidence);
  });

  test('that has nothing but a name of ordinary words is not covered, and is told to add what tells more', () => {
    const vendors = [row('The Group Services'), row('IT'), row('Access')];
    const general = coverageIn(vendors, 'The Group Services', { min_match_confidence: 0.8 });
    expect([general.sight, kinds(general)]).toEqual(['blind', ['generic_name', 'no_domain', 'no_products']]);
    expect(general.causes[0]?.add).toEqual(['domain', 'alias', 'product']);
    expect(kinds(coverageIn(vendors, 'IT', { min_match_confidence: 0.8 }))[0]).toBe('abbreviation');
    expect(kinds(coverageIn(vendors, 'Access', { min_match_confidence: 0.8 }))[0]).toBe('common_word');
  });

  test('that hangs by its name alone is weakly covered, and so is one that breaches cannot name', () => {
    const alone = coverageIn([row('Zyxquil Networks')], 'Zyxquil Networks');
    expect([alone.sight, kinds(alone)]).toEqual(['weak', ['no_domain', 'no_products']]);
    expect(alone.breach_with_domain).toBeNull();
  });

  test('whose products are ordinary words is told so', () => {
    const weak = coverageIn(
      [row('Zyxquil Networks', { products: [{ name: 'Server' }] })],
      'Zyxquil Networks',
    );
    expect(kinds(weak)).toEqual(['no_domain', 'generic_products']);
    expect(weak.causes[1]?.text).toContain('"Server"');
  });

  test('that another row has the name or the domain of is weakly covered, with that row', () => {
    const twin = row('twin', { name: 'Zyxquil Networks Ltd', domains: ['zyxquil.com'] });
    const claimed = coverageIn([FULL, twin], FULL.id);
    expect([claimed.sight, kinds(claimed)]).toEqual(['weak', ['same_name', 'same_domain']]);
    expect(claimed.causes[0]?.vendors).toEqual([{ id: 'twin', name: 'Zyxquil Networks Ltd' }]);
  });

  test('for which the rules in force switch off all that it has is not covered because of them', () => {
    const product = row('Access', { products: [{ name: 'Zyxrocket' }] });
    const off = coverageIn([product], 'Access', { match_by_name: false, match_by_product: false });
    expect([off.sight, kinds(off)[0], off.best]).toEqual(['blind', 'switched_off', 0]);
    expect(off.causes[0]?.add).toEqual(['rules']);
  });

  test("whose very name a reviewer's verdict leaves out is not covered because of it", () => {
    const bare = row('Zyxquil');
    const suppressedEvidence = new Set(['Zyxquil|exact_name|zyxquil']);
    const ruled = coverageIn([bare], 'Zyxquil', {}, { suppressedEvidence });
    expect(kinds(ruled)[0]).toBe('suppressed');
    expect(ruled.causes[0]?.add).toEqual(['match_rule']);
  });

  test('without a letter to compare has a cause all the same; one that is not there has no coverage', () => {
    const nameless = coverageIn([row('!!!')], '!!!');
    expect([nameless.sight, nameless.best, kinds(nameless)[0]]).toEqual(['blind', 0, 'generic_name']);
    expect(coverageOf(buildVendorIndex([]), 0, DEFAULT_MATCHING_RULES)).toBeNull();
  });
});
