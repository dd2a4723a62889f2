/** What the API refuses, naming the field. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { fieldsOf, startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
let admin: string;
beforeAll(async () => {
  rig = await startRig();
  admin = rig.first.keys.admin;
}, 120_000);
afterAll(() => rig.close());

const post = (path: string, body?: unknown) => rig.call(admin, 'POST', path, body);

/** One that no Link header gave. */
const cursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe('a wrong field', () => {
  const cases: [method: string, path: string, body: unknown, field: string][] = [
    ['POST', '/vendors', {}, 'name'],
    ['POST', '/vendors', { name: '  ' }, 'name'],
    ['POST', '/vendors', { name: 'A', criticality: 'huge' }, 'criticality'],
    ['POST', '/vendors', { name: 'A', domains: ['localhost'] }, 'domains.0'],
    ['POST', '/vendors', { name: 'A', owner_id: uuidv7() }, 'owner_id'],
    ['POST', '/vendors', { name: 'A', contacts: [{ name: 'B', email: 'no' }] }, 'contacts.0.email'],
    ['POST', '/vendors', { name: 'A', colour: 'red' }, 'colour'],
    ['POST', '/security-incidents', { incident_type: 'cve', title: 'A' }, 'severity'],
    ['POST', '/security-incidents', { incident_type: 'x', title: 'A', severity: 'low' }, 'incident_type'],
    [
      'POST',
      '/security-incidents',
      { incident_type: 'cve', title: 'A', severity: 'low', cvss_score: 11 },
      'cvss_score',
    ],
    [
      'POST',
      '/security-incidents',
      { incident_type: 'cve', title: 'A', severity: 'low', source_url: 'javascript:x' },
      'source_url',
    ],
    ['POST', '/security-monitoring/scan?scan_type=moon', undefined, 'scan_type'],
    ['POST', '/security-monitoring/scan?days_back=36501', undefined, 'days_back'],
    ['POST', '/assessments', { name: 'A', assessment_type: 'x' }, 'assessment_type'],
    ['POST', '/workflow-configurations', { name: 'A', workflow_type: 'tprm', steps: [] }, 'steps'],
    ['POST', '/api-keys', { name: 'A', roles: ['root'] }, 'roles.0'],
    ['POST', '/api-keys', { name: 'A', roles: ['viewer'], user_id: uuidv7() }, 'user_id'],
    ['GET', '/security-incidents?severity=bad', undefined, 'severity.0'],
    ['GET', '/security-incidents?limit=201', undefined, 'limit'],
    ['GET', '/security-incidents?published_from=yesterday', undefined, 'published_from'],
    ['GET', '/vendors?cursor=AAAA', undefined, 'cursor'],
    ['GET', '/security-metrics/trends?days=0', undefined, 'days'],
    ['GET', '/security-incidents?published_from=0000-01-01', undefined, 'published_from'],
    ['GET', '/security-incidents?published_to=2026-01-01T00:00:00%2B23:00', undefined, 'published_to'],
    ['GET', '/vendors?q=a%00b', undefined, 'q'],
    ['GET', '/trackings?q=%1B%5B31m', undefined, 'q'],
    ['GET', '/security-incidents?q=a%0Ab', undefined, 'q'],
    ['GET', '/security-incidents?source=%00', undefined, 'source'],
    ['GET', '/action-items?source_type=a%00', undefined, 'source_type'],
    ['GET', '/audit-log?action=a%00', undefined, 'action'],
    ['GET', '/audit-log?target_id=%7F', undefined, 'target_id'],
    ['GET', '/vendors?cursor=%00', undefined, 'cursor'],
    ['GET', `/vendors?cursor=${cursor('name', 'a\0', uuidv7())}`, undefined, 'cursor'],
    ['GET', `/trackings?cursor=${cursor('-created_at', 'soon', uuidv7())}`, undefined, 'cursor'],
    ['GET', `/trackings?sort=risk_score&cursor=${cursor('risk_score', 'x', uuidv7())}`, undefined, 'cursor'],
    ['GET', `/vendors?cursor=${cursor('name', 'a', '-'.repeat(36))}`, undefined, 'cursor'],
    ['POST', '/session', { api_key: 'vgl_\0' }, 'api_key'],
    [
      'POST',
      '/security-incidents',
      { incident_type: 'cve', title: 'A', severity: 'low', description: 'a\0' },
      'description',
    ],
    [
      'POST',
      '/security-incidents',
      { incident_type: 'cve', title: 'A', severity: 'low', affected_versions: [{ version: '\ud800' }] },
      'affected_versions.0.version',
    ],
    ['POST', '/vendors', { name: 'A', colour: { '\0': [1, 'a\udc00'] } }, 'colour.\ufffd.1'],
    ['PUT', '/security-monitoring/config', { timezone: 'UTC\0' }, 'timezone'],
  ];
  test.each(cases)('%s %s %j names %s', async (method, path, body, field) => {
    const answer = await rig.call(admin, method, path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.type).toBe('urn:vigil:problem:validation');
    expect(fieldsOf(answer)).toContain(field);
  });

  test('of a decision is named, and nothing is decided', async () => {
    const at = `/vendors/${rig.rows.vendor}/security/${rig.rows.tracking}`;
    const qualify = await post(`${at}/qualify-risk`, { risk_level: 'extreme', impact_analysis: 'x' });
    expect(fieldsOf(qualify)).toEqual(['risk_level', 'recommended_actions']);
    const resolve = await post(`${at}/resolve`, { resolution_type: 'vanished', resolution_notes: 'x' });
    expect(fieldsOf(resolve)).toEqual(['resolution_type']);
    const torn = await post(`${at}/resolve`, {
      resolution_type: 'remediated',
      resolution_notes: 'Half a smile \ud83d',
    });
    expect([torn.status, fieldsOf(torn)]).toEqual([400, ['resolution_notes']]);
    const whole = await rig.call(admin, 'GET', at);
    expect(whole.body).toMatchObject({ resolution_notes: null, resolved_at: null });
  });

  test('a body that is no JSON is a plain 400', async () => {
    const answer = await post('/vendors', '{"name":');
    expect(answer.status).toBe(400);
    expect(answer.body.type).toBe('urn:vigil:problem:validation');
  });

  test('an id that is none is not found, and neither is a route that is none', async () => {
    expect((await rig.call(admin, 'GET', '/vendors/7')).status).toBe(404);
    const nowhere = await rig.call(admin, 'GET', '/nowhere');
    expect([nowhere.status, nowhere.body.type]).toEqual([404, 'urn:vigil:problem:not-found']);
  });
});
