import { describe, expect, test } from '@jest/globals';
import {
  incidentStatus,
  qualificationWhenResolved,
  reopensWhenWorsened,
  statusWhenQualified,
  statusWhenWorsened,
  taskWhenResolved,
  waitingPhase,
} from '../../../src/domain/response/tracking-life.ts';

describe('a qualification', () => {
  test.each([
    ['cve', 'low', 'monitoring'],
    ['cve', 'medium', 'monitoring'],
    ['cve', 'high', 'at_risk'],
    ['security_alert', 'critical', 'at_risk'],
    ['data_breach', 'low', 'monitoring'],
    ['data_breach', 'medium', 'breached'],
    ['data_breach', 'critical', 'breached'],
  ] as const)('of a %s as %s means %s', (type, level, status) => {
    expect(statusWhenQualified(type, level)).toBe(status);
  });
});

describe('a resolution', () => {
  test.each([
    ['completed', 'remediated', 'completed'],
    ['in_progress', 'mitigated', 'completed'],
    ['pending', 'risk_accepted', 'not_required'],
    ['not_required', 'duplicate', 'not_required'],
    ['completed', 'false_positive', 'not_required'],
  ] as const)('leaves a %s qualification, %s, as %s', (current, resolution, after) => {
    expect(qualificationWhenResolved(current, resolution)).toBe(after);
  });

  test('cancels the task of a false positive only', () => {
    expect(taskWhenResolved('false_positive')).toBe('cancelled');
    expect(taskWhenResolved('duplicate')).toBe('completed');
  });

  test('of a false positive or duplicate is not undone by an incident update', () => {
    expect((['remediated', 'false_positive', 'duplicate'] as const).map(reopensWhenWorsened)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test('a worsened incident never makes the vendor look better', () => {
  const medium = { severity: 'medium' as const, kev: false };
  expect(statusWhenWorsened('breached', medium)).toBe('breached');
  expect(statusWhenWorsened('monitoring', { ...medium, kev: true })).toBe('at_risk');
});

test('a response waits for a judgement only where one is asked for', () => {
  expect((['pending', 'in_progress', 'completed', 'not_required'] as const).map(waitingPhase)).toEqual([
    'awaiting_qualification',
    'awaiting_qualification',
    'awaiting_resolution',
    'awaiting_resolution',
  ]);
});

describe('the incident, for a tenant', () => {
  const resolved = (resolution: 'remediated' | 'false_positive') => ({
    status: 'resolved' as const,
    resolution,
  });
  const open = { status: 'at_risk' as const, resolution: null };
  test.each([
    ['new', []],
    ['investigating', [open, resolved('remediated')]],
    ['resolved', [resolved('remediated'), resolved('false_positive')]],
    ['false_positive', [resolved('false_positive'), resolved('false_positive')]],
  ] as const)('is %s', (status, trackings) => {
    expect(incidentStatus(trackings)).toBe(status);
  });
});
