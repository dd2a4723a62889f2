/** The monitoring configuration: replaced as a whole, refused by field. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { scheduleId } from '../../../../src/contracts/ids.ts';
import { fieldsOf, startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
let admin: string;
beforeAll(async () => {
  rig = await startRig();
  admin = rig.first.keys.admin;
}, 120_000);
afterAll(() => rig.close());

describe('the configuration', () => {
  const put = (body: unknown) => rig.call(admin, 'PUT', '/security-monitoring/config', body);

  test('is replaced as a whole, and what was read can be sent back', async () => {
    const before = (await rig.call(admin, 'GET', '/security-monitoring/config')).body;
    expect(before).toMatchObject({ cve_cvss_threshold: 5, alert_channels: ['email', 'in_app'] });
    const changed = await put({
      ...before,
      cve_scan_frequency: 'hourly',
      matching_rules: { match_by_name: false },
    });
    expect(changed.status).toBe(200);
    expect(changed.body.matching_rules).toMatchObject({ match_by_name: false, match_by_domain: true });
    const reset = await put({});
    expect(reset.body).toMatchObject({ cve_scan_frequency: 'daily', matching_rules: before.matching_rules });
    const { body } = await rig.call(admin, 'GET', '/audit-log?action=configuration.replace');
    expect(body[0]).toMatchObject({
      before: { cve_scan_frequency: 'hourly' },
      after: { cve_scan_frequency: 'daily' },
    });
  });

  test.each([
    [{ cve_treshold: 'low' }, 'cve_treshold'],
    [{ matching_rules: { match_by_magic: true } }, 'matching_rules.match_by_magic'],
    [{ cve_cvss_threshold: 10.5 }, 'cve_cvss_threshold'],
    [{ matching_rules: { min_match_confidence: 2 } }, 'matching_rules.min_match_confidence'],
    [{ task_due_days: 0 }, 'task_due_days'],
    [{ cve_scan_frequency: 'yearly' }, 'cve_scan_frequency'],
    [{ timezone: 'Mars/Olympus' }, 'timezone'],
    [{ timezone: '+02:00' }, 'timezone'],
    [{ timezone: 'europe/berlin' }, 'timezone'],
    [{ timezone: 'America/Port-Au-Prince' }, 'timezone'],
    [{ timezone: '' }, 'timezone'],
    [{ severity_mapping: { critical: 'NOW' } }, 'severity_mapping.critical'],
    [{ alert_channels: ['pigeon'] }, 'alert_channels.0'],
    // Nothing is sent there yet.
    [{ alert_channels: ['slack'] }, 'alert_channels.0'],
    [
      { alert_recipients: [{ recipient_type: 'role', recipient_ids: ['boss'] }] },
      'alert_recipients.0.recipient_ids.0',
    ],
    [
      { alert_recipients: [{ recipient_type: 'user', recipient_ids: [uuidv7()] }] },
      'alert_recipients.0.recipient_ids.0',
    ],
    [{ default_workflow_id: uuidv7() }, 'default_workflow_id'],
  ])('refuses %j by naming %s', async (body, field) => {
    const answer = await put(body);
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  test.each(['UTC', 'Asia/Kolkata', 'Asia/Calcutta', 'America/Argentina/Ushuaia', 'Etc/GMT+2', 'US/Eastern'])(
    'takes the time zone %s, and so do the Schedules',
    async (timezone) => {
      expect((await put({ timezone })).body).toMatchObject({ timezone });
      const schedule = rig.deps.temporal.schedule.getHandle(scheduleId(rig.first.id, 'cve'));
      expect((await schedule.describe()).spec.timezone ?? 'UTC').toBe(timezone);
    },
  );

  test('cannot name another tenant’s templates, people or teams', async () => {
    const answer = await put({
      default_assessment_id: rig.others.assessment,
      breach_workflow_id: rig.others.configuration,
      alert_recipients: [{ recipient_type: 'team', recipient_ids: [rig.others.team] }],
    });
    expect(answer.status).toBe(400);
    expect(fieldsOf(answer)).toEqual([
      'default_assessment_id',
      'breach_workflow_id',
      'alert_recipients.0.recipient_ids.0',
    ]);
  });
});
