/** How much one key, one address, one request may ask of the API. */
import { describe, expect, test } from '@jest/globals';
import { createApp } from '../../../../api/app.ts';
import { startRig } from '../support/rig.ts';

describe('limits', () => {
  test('a key that asks too often is told when to come back', async () => {
    const own = await startRig({ temporal: 'none', deps: { requestsPerMinute: 3 } });
    try {
      const key = own.first.keys.viewer;
      for (let i = 0; i < 3; i += 1) expect((await own.call(key, 'GET', '/teams')).status).toBe(200);
      const refused = await own.call(key, 'GET', '/teams');
      expect(refused.status).toBe(429);
      expect(refused.body.type).toBe('urn:vigil:problem:too-many-requests');
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await own.call(own.first.keys.admin, 'GET', '/teams')).status).toBe(200);
    } finally {
      await own.close();
    }
  });

  test('holds for all processes of the API together', async () => {
    const most = 300;
    const own = await startRig({ temporal: 'none', deps: { requestsPerMinute: most } });
    try {
      const processes = [createApp(own.deps), createApp(own.deps)];
      const headers = { authorization: `Bearer ${own.first.keys.viewer}` };
      const statuses = await Promise.all(
        Array.from(
          { length: 2 * most },
          async (_, index) => (await processes[index % 2]?.request('/api/v1/teams', { headers }))?.status,
        ),
      );
      // Each process may be left with a hundredth of the limit.
      const answered = statuses.filter((status) => status === 200).length;
      expect(answered).toBeLessThanOrEqual(most);
      expect(answered).toBeGreaterThan(most - 2 * (most / 100));
      expect(statuses.filter((status) => status === 429)).toHaveLength(2 * most - answered);
    } finally {
      await own.close();
    }
  });

  test('a body that is too large is refused before it is read', async () => {
    const rig = await startRig({ temporal: 'none' });
    try {
      const answer = await rig.call(rig.first.keys.admin, 'POST', '/vendors', {
        name: 'x'.repeat(1_100_000),
      });
      expect(answer.status).toBe(413);
      expect(answer.body.type).toBe('urn:vigil:problem:too-large');
    } finally {
      await rig.close();
    }
  });
});
