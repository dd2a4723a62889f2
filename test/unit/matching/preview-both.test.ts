/** A preview matches once where two configurations differ in thresholds alone: it finds what matching twice finds. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  DEFAULT_MATCHING_RULES,
  type MatchableVendor,
  type MatchingRules,
} from '../../../src/domain/incidents/incident.ts';
import { buildVendorIndex } from '../../../src/matching/index/vendor-index.ts';
import { MATCHER_VERSION, WEIGHTS } from '../../../src/matching/scoring/weights.ts';
import { matchBoth } from '../../../src/services/insight/preview/match-both.ts';
import { weighAlike, type Side } from '../../../src/services/insight/preview/sides.ts';
import { matchRows } from '../../../src/services/monitoring/matching/match-rows.ts';
import type { PageIncident } from '../../../src/services/monitoring/matching/page-of-incidents.ts';

const folder = join(import.meta.dirname, '../../../../shared/data/matching/dev');
const whenThere = existsSync(folder) ? test : test.skip;
const why = existsSync(folder) ? '' : ' (skipped: the labelled set is not beside the checkout)';
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

type Labelled = Omit<MatchableVendor, 'products'> & { products: (string | { name: string })[] };

function register() {
  const vendors = (read('vendors.json') as Labelled[]).map((vendor) => ({
    ...vendor,
    products: vendor.products.map((product) => (typeof product === 'string' ? { name: product } : product)),
  }));
  return { version: '1', index: buildVendorIndex(vendors), criticality: new Map() };
}

type Row = Pick<PageIncident, 'external_id' | 'title' | 'description' | 'affected_products' | 'domains'>;

/** Some of the labelled CVEs, with scores over the whole scale, and some that nobody scored. */
const rows = (): PageIncident[] =>
  (read('incidents.json') as (Row & { incident_type: string })[])
    .filter(({ incident_type }, at) => incident_type === 'cve' && at % 4 === 0)
    .map((row, at): PageIncident => ({
      ...row,
      id: row.external_id,
      tenant_id: null,
      incident_type: 'cve',
      severity: 'high',
      severity_known: true,
      cvss_score: at % 7 === 0 ? null : at % 11,
      source: 'nvd',
      published_date: null,
      kev_added_on: null,
      ransomware: false,
      data_classes: [],
      pwn_count: null,
      fingerprint: '',
      withdrawn_at: null,
      epss: null,
      references: [],
      assigners: [],
      position: '',
    }));

const side = (rules: Partial<MatchingRules>, cvss: number, suppressed: ReadonlySet<string>): Side => ({
  config: {
    cve_monitoring_enabled: true,
    breach_monitoring_enabled: true,
    security_feed_monitoring_enabled: true,
    cve_severity_threshold: 'low',
    cve_cvss_threshold: cvss,
    kev_bypasses_thresholds: true,
    breach_sources: [],
    matching_rules: {},
    min_confidence_to_respond: 0,
  },
  settings: {
    rules: { ...DEFAULT_MATCHING_RULES, ...rules },
    suppressedEvidence: suppressed,
    weights: WEIGHTS,
    matcherVersion: MATCHER_VERSION,
  },
  watches: { cve: true, breach: true, feeds: true },
});

const pairs = (found: { incident: { id: string }; match: { vendorId: string; confidence: number } }[]) =>
  found
    .map(({ incident, match }) => `${incident.id} ${match.vendorId} ${match.confidence.toFixed(12)}`)
    .sort();

describe('matching for a preview', () => {
  whenThere(`once is the same as twice, whatever the thresholds and the verdicts${why}`, () => {
    const known = register();
    const page = rows();
    const alone = (one: Side) =>
      matchBoth(page, known, { now: one, then: side({ match_by_domain: false }, 5, new Set()) }, 'cve').now;
    const all = matchRows(page, known, side({}, 0, new Set()).settings, () => 'match').found;
    // Every third reason is called false.
    const suppressed = new Set(all.filter((_, at) => at % 3 === 0).map(({ match }) => match.evidenceKey));
    for (const least of [0.05, 0.3, 0.7, 0.99]) {
      const both = {
        now: side({}, 5, suppressed),
        then: side({ min_match_confidence: least }, 8, suppressed),
      };
      expect(weighAlike(both.now, both.then)).toBe(true);
      const once = matchBoth(page, known, both, 'cve');
      for (const which of ['now', 'then'] as const) {
        const twice = alone(both[which]);
        expect(pairs(once[which].found)).toEqual(pairs(twice.found));
        expect([once[which].awaitingScore, once[which].considered]).toEqual([
          twice.awaitingScore,
          twice.considered,
        ]);
        expect(twice.found.length).toBeGreaterThan(20);
      }
    }
  });
});
