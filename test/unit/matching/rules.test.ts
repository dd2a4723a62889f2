import { describe, expect, test } from '@jest/globals';
import { cve, incident, match, matched, vendor } from './cases.ts';

const rapid7 = vendor('Rapid7, Inc.', {
  domains: ['rapid7.com'],
  products: ['InsightVM'],
  aliases: ['Metasploit'],
});
const breach = incident({ incidentType: 'data_breach', title: 'Customer list', domains: ['rapid7.com'] });

describe("the tenant's rules", () => {
  test('match_by_domain off: an equal domain no longer counts', () => {
    expect(matched([rapid7], breach)).toHaveLength(1);
    expect(matched([rapid7], breach, { match_by_domain: false })).toEqual([]);
  });

  test('match_by_name off: names and other names no longer count', () => {
    const bare = { ...rapid7, domains: [], products: [] };
    expect(matched([bare], cve('Rapid7', 'Nexpose'))).toHaveLength(1);
    expect(matched([bare], cve('Rapid7', 'Nexpose'), { match_by_name: false })).toEqual([]);
    expect(matched([bare], cve('Metasploit', 'Framework'), { match_by_name: false })).toEqual([]);
  });

  test('match_by_product off: a product alone no longer counts', () => {
    const bare = vendor('Raintank, Inc.', { products: ['Grafana'] });
    const what = cve(null, 'Grafana', { description: 'Grafana allows XSS.' });
    expect(matched([bare], what)).toHaveLength(1);
    expect(matched([bare], what, { match_by_product: false })).toEqual([]);
  });

  test('exact_match_required leaves exact name, alias and domain, and nothing else', () => {
    const exact = { exact_match_required: true };
    expect(matched([rapid7], cve('RAPID7', null), exact)).toHaveLength(1);
    expect(matched([rapid7], cve('Metasploit', null), exact)).toHaveLength(1);
    expect(matched([rapid7], breach, exact)).toHaveLength(1);
    expect(
      matched([rapid7], incident({ description: 'Rapid7 InsightVM before 6.6 allows XSS.' }), exact),
    ).toEqual([]);
    expect(matched([vendor('Logitceh S.A.')], cve('Logitech', 'Options'), exact)).toEqual([]);
    const found = match(
      [rapid7],
      cve('Rapid7', 'InsightVM', { description: 'Rapid7 InsightVM allows XSS.' }),
      exact,
    );
    expect(new Set(found[0]?.evidence.map(({ strategy }) => strategy))).toEqual(
      new Set(['exact_name', 'domain']),
    );
  });

  test('fuzzy_match_threshold decides which misspelt name counts', () => {
    const misspelt = vendor('Logitceh S.A.');
    expect(matched([misspelt], cve('Logitech', 'Options'), { fuzzy_match_threshold: 0.8 })).toHaveLength(1);
    expect(matched([misspelt], cve('Logitech', 'Options'), { fuzzy_match_threshold: 0.95 })).toEqual([]);
  });

  test('min_match_confidence decides from when a match exists', () => {
    expect(match([rapid7], cve('Rapid7', 'InsightVM'), { min_match_confidence: 1 })).toEqual([]);
  });
});

describe("a reviewer's false positive", () => {
  const what = cve('Rapid7', 'Nexpose', { description: 'Rapid7 Nexpose allows XSS.' });
  const key = match([rapid7], what)[0]?.evidenceKey ?? '';

  test('is not raised again for the same reason, however the source writes it', () => {
    const options = { suppressedEvidence: new Set([key]) };
    expect(match([rapid7], what, {}, options)).toEqual([]);
    expect(match([rapid7], cve('RAPID7, Inc.', 'Other thing', { id: 'another' }), {}, options)).toEqual([]);
  });

  test('is raised for another reason', () => {
    const found = match([rapid7], breach, {}, { suppressedEvidence: new Set([key]) });
    expect(found).toHaveLength(1);
    expect(found[0]?.evidenceKey).not.toBe(key);
  });

  test('of one row says nothing about another row', () => {
    const other = { ...rapid7, id: 'another row' };
    expect(match([other], what, {}, { suppressedEvidence: new Set([key]) })).toHaveLength(1);
  });
});
