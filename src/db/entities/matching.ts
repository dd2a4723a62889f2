import { defineEntity, p } from '@mikro-orm/core';
import type { FitReport } from '../../domain/matching/fit-report.ts';
import type { MatchStrategy } from '../../domain/incidents/incident.ts';
import { TENANT_KEY, moment, ofTenant, oneOf, word } from './columns.ts';

/** Weights of signals in log-odds, as the matcher takes them. */
export interface StoredWeights {
  start: number;
  supporting: Record<string, number>;
  contrary: Record<string, number>;
}

export const MatchFeedback = defineEntity({
  name: 'MatchFeedback',
  tableName: 'match_feedback',
  properties: {
    ...ofTenant,
    vendor_id: p.uuid(),
    tracking_id: p.uuid().nullable(),
    evidence_key: p.text(),
    verdict: oneOf(['false_positive', 'confirmed']),
    created_by: p.uuid().nullable(),
    created_by_name: p.text().nullable(),
    given_at: moment().defaultRaw('now()'),
    expires_at: moment().nullable(),
    /** The heaviest evidence when the verdict was given. */
    strategy: word<MatchStrategy>().nullable(),
    incident_value: p.text().nullable(),
    vendor_value: p.text().nullable(),
  },
  uniques: [TENANT_KEY, { properties: ['vendor_id', 'evidence_key', 'verdict'] }],
  indexes: [
    {
      name: 'match_feedback_given',
      properties: ['tenant_id', 'given_at', 'id'],
      columns: [{ name: 'tenant_id' }, { name: 'given_at', sort: 'desc' }, { name: 'id', sort: 'desc' }],
      where: "verdict = 'false_positive'",
    },
  ],
});

/** A pair that would have been raised but for a rule; once its rule is undone, it is matched again. */
export const MatchSuppression = defineEntity({
  name: 'MatchSuppression',
  tableName: 'match_suppressions',
  properties: {
    ...ofTenant,
    rule_id: p.uuid().nullable(),
    vendor_id: p.uuid(),
    incident_id: p.uuid(),
  },
  uniques: [TENANT_KEY, { properties: ['rule_id', 'incident_id'] }],
  indexes: [
    { name: 'match_suppressions_owed', properties: ['tenant_id', 'incident_id'], where: 'rule_id is null' },
  ],
});

export const StoredMatchWeights = defineEntity({
  name: 'StoredMatchWeights',
  tableName: 'match_weights',
  properties: {
    ...ofTenant,
    version: p.integer().check('version > 0'),
    /** The shipped matcher that they were fitted for; another one does not use them. */
    base_version: p.text(),
    /** What matches made with them carry. */
    matcher_version: p.text(),
    weights: p.json().$type<StoredWeights>(),
    report: p.json().$type<FitReport>(),
    applied_by: p.text(),
    applied_at: moment().defaultRaw('now()'),
    withdrawn_at: moment().nullable(),
  },
  uniques: [
    TENANT_KEY,
    { properties: ['tenant_id', 'version'] },
    { name: 'match_weights_in_use', properties: ['tenant_id'], where: 'withdrawn_at is null' },
  ],
});

/** A resolved tracking that is to respond again because the rule it gave was undone. */
export const TrackingReopening = defineEntity({
  name: 'TrackingReopening',
  tableName: 'tracking_reopenings',
  properties: {
    ...ofTenant,
    tracking_id: p.uuid(),
    reason: p.text(),
    asked_by: p.uuid().nullable(),
    asked_by_name: p.text(),
  },
  uniques: [TENANT_KEY, { properties: ['tracking_id'] }],
});
