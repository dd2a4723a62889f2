import { describe, expect, test } from '@jest/globals';
import fc from '../../support/fast-check.ts';
import { incidentRiskScore, trackingRiskScore } from '../../../src/domain/response/risk-score.ts';
import type { IncidentRiskInput } from '../../../src/domain/response/risk-score.ts';

const cve: IncidentRiskInput = {
  incidentType: 'cve',
  severity: 'critical',
  cvssScore: 10,
  epss: 1,
  kevAddedOn: '2024-03-04',
  knownRansomware: true,
  dataClasses: [],
  pwnCount: null,
};
const breach: IncidentRiskInput = {
  ...cve,
  incidentType: 'data_breach',
  cvssScore: null,
  epss: null,
  kevAddedOn: null,
  dataClasses: ['Passwords', 'Credit cards'],
  pwnCount: 100_000_000,
};
const tracking = {
  incident: cve,
  confidence: 1,
  vendorCriticality: 'critical' as const,
  publishedDate: '2024-03-01T00:00:00Z',
  at: '2024-03-01T00:00:00Z',
};

const anyIncident = fc.record({
  incidentType: fc.constantFrom('cve' as const, 'data_breach' as const, 'security_alert' as const),
  severity: fc.constantFrom('low' as const, 'medium' as const, 'high' as const, 'critical' as const),
  cvssScore: fc.option(fc.double({ min: 0, max: 10, noNaN: true })),
  epss: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  kevAddedOn: fc.option(fc.constant('2024-03-04')),
  knownRansomware: fc.boolean(),
  dataClasses: fc.subarray(['Passwords', 'Credit cards', 'Email addresses', 'Personal health data']),
  pwnCount: fc.option(fc.nat(2_000_000_000)),
});

describe('risk of an incident', () => {
  test('the worst CVE and the worst breach come to 100', () => {
    expect([incidentRiskScore(cve).score, incidentRiskScore(breach).score]).toEqual([100, 100]);
  });

  test('unknown exploitability is said, not taken for none', () => {
    const { factors } = incidentRiskScore({ ...cve, epss: null });
    expect(factors.find((f) => f.factor === 'exploit_probability')).toMatchObject({
      value: 'unknown',
      points: 0,
    });
  });

  test('always 0 to 100, and the sum of its parts, none above its most', () => {
    fc.assert(
      fc.property(anyIncident, (incident) => {
        const { score, factors } = incidentRiskScore(incident);
        expect(score).toBe(Math.round(factors.reduce((sum, f) => sum + f.points, 0)));
        expect(score >= 0 && score <= 100 && factors.every((f) => f.points >= 0 && f.points <= f.max)).toBe(
          true,
        );
      }),
    );
  });

  test('never falls when a CVE enters KEV or its EPSS rises', () => {
    fc.assert(
      fc.property(anyIncident, (incident) => {
        const before = incidentRiskScore({ ...incident, kevAddedOn: null }).score;
        expect(incidentRiskScore({ ...incident, kevAddedOn: '2024-03-04' }).score).toBeGreaterThanOrEqual(
          before,
        );
        const low = incidentRiskScore({ ...incident, epss: 0.01 }).score;
        expect(incidentRiskScore({ ...incident, epss: 0.5 }).score).toBeGreaterThanOrEqual(low);
      }),
    );
  });
});

describe('risk of a tracking', () => {
  test('is the sum of whole points, and their limits come to 100: a reader can add them up', () => {
    fc.assert(
      fc.property(
        anyIncident,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom('low' as const, 'medium' as const, 'high' as const, 'critical' as const),
        fc.nat(500),
        (incident, confidence, vendorCriticality, days) => {
          const at = new Date(Date.parse(tracking.publishedDate) + days * 86_400_000).toISOString();
          const { score, factors } = trackingRiskScore({
            ...tracking,
            incident,
            confidence,
            vendorCriticality,
            at,
          });
          const all = (pick: (f: (typeof factors)[number]) => number) =>
            factors.map(pick).reduce((sum, one) => sum + one, 0);
          expect([all((f) => f.points), all((f) => f.max)]).toEqual([score, 100]);
          expect(factors.every((f) => Number.isInteger(f.points) && f.points <= f.max)).toBe(true);
        },
      ),
    );
  });

  test('is highest for a sure match, a critical vendor and a fresh incident', () => {
    expect(trackingRiskScore(tracking).score).toBe(100);
    for (const less of [
      { confidence: 0.5 },
      { vendorCriticality: 'low' as const },
      { at: '2025-03-01T00:00:00Z' },
    ]) {
      expect(trackingRiskScore({ ...tracking, ...less }).score).toBeLessThan(100);
    }
  });

  test('shows all its parts, with the date unknown too', () => {
    const { factors } = trackingRiskScore({ ...tracking, publishedDate: null });
    expect(factors.map((f) => f.factor)).toEqual([
      'cvss',
      'exploit_probability',
      'known_exploited',
      'confidence',
      'vendor_criticality',
      'age',
    ]);
    expect(factors.at(-1)).toMatchObject({ value: 'unknown', points: 0 });
  });
});
