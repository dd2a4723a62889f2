/** PostgreSQL refuses a step of a response, as after a wrong deployment: the case waits, and goes on once it is mended. */
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { until } from './support/until.ts';
import { qualificationTasks, useResponseRig } from './support/use-response-rig.ts';

const rig = useResponseRig('dev');

test('a privilege that is missing for a while ends no case', async () => {
  const owner = new pg.Client({ connectionString: rig.database.urls.superuser });
  await owner.connect();
  await owner.query('revoke insert on action_items from vigil_app');
  const match = await rig.match();
  try {
    await match.respond();
    await until('a refused try', async () => {
      const { raw } = await match.handle.describe();
      return (raw.pendingActivities ?? []).some(({ attempt }) => (attempt ?? 0) > 1);
    });
  } finally {
    await owner.query('grant insert on action_items to vigil_app');
    await owner.end();
  }
  await match.reaches('awaiting_qualification');
  expect(await qualificationTasks(match)).toHaveLength(1);
  await match.resolve();
  await match.handle.result();
}, 120_000);
