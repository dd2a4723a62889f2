/** The response plan: both columns of the table, every switch, the exact texts. */
import { describe, expect, test } from '@jest/globals';
import { planResponse, type PlanInput } from '../../../src/domain/response/response-plan.ts';
import {
  DEFAULT_RESPONSE_CONFIG,
  type ResponseConfig,
} from '../../../src/domain/response/response-config.ts';

const input = (
  incident: Partial<PlanInput['incident']> = {},
  config: Partial<ResponseConfig> = {},
  rest: Partial<PlanInput> = {},
): PlanInput => ({
  cause: 'matched',
  incident: {
    id: 'i1',
    type: 'cve',
    externalId: 'CVE-2026-1',
    title: 'CVE-2026-1: Overflow in Gizmo',
    severity: 'high',
    kev: false,
    ...incident,
  },
  vendor: { id: 'v1', name: 'Gizmo GmbH' },
  tracking: { id: 't1', confidence: 0.8 },
  config: { ...DEFAULT_RESPONSE_CONFIG, ...config },
  now: '2026-03-05T10:00:00.000Z',
  ...rest,
});

describe('an ordinary incident', () => {
  const plan = planResponse(input());

  test('has a review task, due in three days', () => {
    expect(plan.task).toEqual({
      title: 'Risk Qualification Required: Gizmo GmbH - CVE-2026-1: Overflow in Gizmo',
      description:
        'Security incident detected for vendor Gizmo GmbH. Incident: CVE-2026-1: Overflow in Gizmo (CVE-2026-1). Severity: high. Please qualify the risk and determine appropriate actions.',
      priority: 'HIGH',
      dueDate: '2026-03-08T10:00:00.000Z',
      actionUrl: '/vendors/v1/security/t1',
      metadata: {
        vendor_id: 'v1',
        vendor_name: 'Gizmo GmbH',
        incident_id: 'i1',
        incident_type: 'cve',
        external_id: 'CVE-2026-1',
        severity: 'high',
        match_confidence: 0.8,
      },
    });
  });

  test('alerts reviewers by e-mail and in the product', () => {
    expect(plan.alert).toEqual({
      type: 'risk_qualification_required',
      severity: 'high',
      priority: 'HIGH',
      title: 'Security Alert: Gizmo GmbH - CVE-2026-1: Overflow in Gizmo',
      message:
        'A security incident has been detected for vendor Gizmo GmbH. Incident: CVE-2026-1: Overflow in Gizmo (CVE-2026-1). Severity: high. Please review and qualify the risk.',
      groups: [{ recipient_type: 'role', recipient_ids: ['security_reviewer'] }],
      channels: ['email', 'in_app'],
    });
  });

  test('assigns the default risk assessment, due in 14 days, and starts the default TPRM process', () => {
    expect(plan.assessment).toEqual({
      choices: [{ by: 'type', type: 'risk_assessment' }],
      dueDate: '2026-03-19T10:00:00.000Z',
      metadata: { triggered_by: 'security_monitoring', incident_id: 'i1', vendor_tracking_id: 't1' },
    });
    expect(plan.process).toMatchObject({
      choices: [{ by: 'type', type: 'tprm' }],
      triggerReason: 'Security incident detected: i1',
      context: { vendor_id: 'v1', incident_id: 'i1', match_confidence: 0.8, qualification_required: true },
    });
  });

  test.each([
    ['critical', 'URGENT', 'at_risk'],
    ['high', 'HIGH', 'monitoring'],
    ['medium', 'MEDIUM', 'monitoring'],
    ['low', 'LOW', 'monitoring'],
  ] as const)('of %s severity is %s and leaves the vendor %s', (severity, priority, status) => {
    const { task, alert, status: set } = planResponse(input({ severity }));
    expect([task?.priority, alert?.priority, alert?.severity, set]).toEqual([
      priority,
      priority,
      severity,
      status,
    ]);
  });

  test('that is known to be exploited puts the vendor at risk', () => {
    expect(planResponse(input({ severity: 'low', kev: true })).status).toBe('at_risk');
  });
});

describe('a data breach', () => {
  const plan = planResponse(
    input(
      { type: 'data_breach', severity: 'low' },
      {
        breach_assessment_id: 'a1',
        default_assessment_id: 'a2',
        breach_workflow_id: 'w1',
        default_workflow_id: 'w2',
        alert_recipients: [{ recipient_type: 'user', recipient_ids: ['u1'] }],
      },
    ),
  );

  test('is urgent whatever its severity', () => {
    expect(plan.task).toMatchObject({
      title: 'URGENT: Data Breach - Gizmo GmbH',
      priority: 'URGENT',
      dueDate: '2026-03-08T10:00:00.000Z',
    });
  });

  test('alerts security and compliance, critically, whoever else is configured', () => {
    expect(plan.alert).toMatchObject({
      type: 'breach_detected',
      severity: 'critical',
      priority: 'URGENT',
      title: 'Security Alert: Gizmo GmbH - CVE-2026-1: Overflow in Gizmo',
      groups: [
        { recipient_type: 'role', recipient_ids: ['security_reviewer'] },
        { recipient_type: 'role', recipient_ids: ['compliance'] },
      ],
    });
  });

  test('looks for the breach assessment and process, configured, seeded, then the defaults', () => {
    expect(plan.assessment).toMatchObject({
      choices: [
        { by: 'id', id: 'a1' },
        { by: 'key', key: 'breach_impact' },
        { by: 'id', id: 'a2' },
        { by: 'type', type: 'risk_assessment' },
      ],
      dueDate: '2026-03-12T10:00:00.000Z',
    });
    expect(plan.process?.choices).toEqual([
      { by: 'id', id: 'w1' },
      { by: 'key', key: 'vrm_breach_response' },
      { by: 'id', id: 'w2' },
      { by: 'type', type: 'tprm' },
    ]);
  });
});

describe('the configuration', () => {
  test.each([
    ['auto_create_tasks', 'task'],
    ['auto_send_alerts', 'alert'],
    ['auto_trigger_assessments', 'assessment'],
    ['auto_start_workflows', 'process'],
  ] as const)('%s switches off the %s alone', (column, part) => {
    const plan = planResponse(input({}, { [column]: false }));
    const present = (['task', 'alert', 'assessment', 'process'] as const).filter((p) => plan[p] !== null);
    expect(present).toEqual(['task', 'alert', 'assessment', 'process'].filter((p) => p !== part));
  });

  test('without tasks asks nobody to qualify, and the alert only informs', () => {
    const plan = planResponse(input({}, { auto_create_tasks: false }));
    expect(plan.qualification).toBe('not_required');
    expect(plan.alert?.type).toBe('cve_detected');
  });

  test('names other priorities, days, recipients and channels', () => {
    const plan = planResponse(
      input(
        {},
        {
          severity_mapping: { high: 'LOW' },
          task_due_days: 1,
          alert_channels: ['slack'],
          alert_recipients: [
            { recipient_type: 'team', recipient_ids: [] },
            { recipient_type: 'team', recipient_ids: ['x'] },
          ],
        },
      ),
    );
    expect(plan.task).toMatchObject({ priority: 'LOW', dueDate: '2026-03-06T10:00:00.000Z' });
    expect(plan.alert).toMatchObject({
      priority: 'LOW',
      channels: ['slack'],
      groups: [{ recipient_type: 'team', recipient_ids: ['x'] }],
    });
  });

  test('lets a match that is too unsure stand without a response', () => {
    const plan = planResponse(input({}, { min_confidence_to_respond: 0.9 }));
    expect(plan).toMatchObject({
      qualification: 'not_required',
      task: null,
      alert: null,
      assessment: null,
      process: null,
    });
  });
});

describe('later causes', () => {
  test.each(['reopened', 'worsened'] as const)(
    '%s: a task and an alert, no other assessment or process',
    (cause) => {
      const plan = planResponse(input({}, {}, { cause }));
      expect([plan.task !== null, plan.alert !== null, plan.assessment, plan.process]).toEqual([
        true,
        true,
        null,
        null,
      ]);
    },
  );

  test('an update of a known CVE is told as such', () => {
    expect(planResponse(input({}, {}, { cause: 'worsened' })).alert?.type).toBe('cve_detected');
  });
});
