/** Whatever belongs to another tenant does not exist: every route of the description, with the others' ids. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startRig, type Rig } from '../support/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
}, 120_000);
afterAll(() => rig.close());

/** Bodies that would be fine for a row of one's own. */
const BODIES: Record<string, unknown> = {
  'patch /api/v1/security-incidents/{id}': { status: 'resolved' },
  'patch /api/v1/vendors/{id}': { name: 'Taken over' },
  'post /api/v1/vendors/{id}/security/{tracking_id}/qualify-risk': {
    risk_level: 'high',
    impact_analysis: 'bad',
    recommended_actions: [],
  },
  'post /api/v1/vendors/{id}/security/{tracking_id}/resolve': {
    resolution_type: 'mitigated',
    resolution_notes: 'done',
  },
  'post /api/v1/vendors/{id}/security/{tracking_id}/reopen': { reason: 'again' },
  'post /api/v1/vendors/{id}/identifiers': { kind: 'alias', value: 'Taken over' },
  'patch /api/v1/action-items/{id}': { status: 'in_progress' },
  'patch /api/v1/assessments/{id}': { name: 'Taken over' },
  'patch /api/v1/assessment-assignments/{id}': { status: 'withdrawn' },
  'patch /api/v1/workflow-configurations/{id}': { name: 'Taken over' },
  'patch /api/v1/custom-feeds/{id}': { name: 'Taken over' },
  'post /api/v1/custom-feeds/{id}/preview': {},
  'patch /api/v1/security-monitoring/match-rules/{id}': { expires_at: null },
};

const ROW_OF: Record<string, keyof Rig['rows']> = {
  'security-incidents': 'incident',
  vendors: 'vendor',
  'security-alerts': 'alert',
  messages: 'message',
  'action-items': 'task',
  assessments: 'assessment',
  'assessment-assignments': 'assignment',
  'workflow-configurations': 'configuration',
  'workflow-instances': 'instance',
  'api-keys': 'apiKey',
  scans: 'scan',
  'custom-feeds': 'customFeed',
  'match-rules': 'matchRule',
};

const fillPath = (path: string, rows: Rig['rows']): string =>
  path
    .replace('/api/v1', '')
    .replace('{tracking_id}', rows.tracking)
    .replace(
      /([a-z-]+)\/\{id\}/,
      (_, resource: string) => `${resource}/${rows[ROW_OF[resource] ?? 'vendor']}`,
    );

type Operation = [method: string, path: string];

async function operations(): Promise<Operation[]> {
  const { body } = await rig.call(null, 'GET', '/openapi.json');
  return Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method): Operation => [method, path]),
  );
}

describe('with ids of another tenant', () => {
  test('every route says 404 to an admin, and changes and shows nothing', async () => {
    const withIds = (await operations()).filter(([, path]) => path.includes('{id}'));
    expect(withIds.length).toBeGreaterThan(25);
    const before = await everything();
    for (const [method, path] of withIds) {
      const body = BODIES[`${method} ${path}`];
      const theirs = fillPath(path, rig.others);
      const answer = await rig.call(rig.first.keys.admin, method.toUpperCase(), theirs, body);
      expect([method, path, answer.status]).toEqual([method, path, 404]);
      expect(answer.body.type).toBe('urn:vigil:problem:not-found');
      expect(JSON.stringify(answer.body)).not.toContain('Northwind');
    }
    expect(await everything()).toEqual(before);
  });

  test('a tracking of the other tenant is not found under a vendor of one’s own either', async () => {
    const path = `/vendors/${rig.rows.vendor}/security/${rig.others.tracking}`;
    expect((await rig.call(rig.first.keys.admin, 'GET', path)).status).toBe(404);
  });

  test('lists hold rows of one’s own tenant and shared ones only', async () => {
    const lists = (await operations()).filter(([method, path]) => method === 'get' && !path.includes('{'));
    for (const [, path] of lists) {
      const { status, body } = await rig.call(rig.first.keys.admin, 'GET', path.replace('/api/v1', ''));
      expect([path, status]).toEqual([path, 200]);
      const text = JSON.stringify(body);
      expect(text).not.toContain(rig.second.id);
      for (const id of Object.values(rig.others)) expect(text).not.toContain(id);
    }
  });
});

describe('the description', () => {
  test('names every route that answers, with its roles’ refusals', async () => {
    const paths = (await operations()).map(([method, path]) => `${method} ${path.replace('/api/v1', '')}`);
    for (const expected of [
      'post /security-incidents/{id}/match-vendors',
      'post /security-incidents/scan-cve/{cve_id}',
      'post /vendors/import',
      'get /vendors/{id}/security/report',
      'put /security-monitoring/config',
      'post /security-monitoring/scan',
      'get /security-metrics/trends',
      'post /session',
    ]) {
      expect(paths).toContain(expected);
    }
  });
});

/** All rows of the second tenant, as its own admin sees them. */
async function everything(): Promise<unknown> {
  const key = rig.second.keys.admin;
  const paths = ['/vendors', '/security-incidents', '/trackings', '/action-items', '/security-alerts'];
  const more = ['/messages', '/assessments', '/assessment-assignments', '/workflow-configurations'];
  const lists = await Promise.all([...paths, ...more].map((path) => rig.call(key, 'GET', path)));
  return lists.map(({ body }) => body);
}
