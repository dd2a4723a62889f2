import { afterAll, beforeAll, jest } from '@jest/globals';
import type { Case } from './case.ts';
import { startResponseRig, type ResponseRig } from './response-rig.ts';
import type { Row } from './rows.ts';

/** A rig for all tests of a file, started before the first and stopped after the last; its parts are there in tests. */
export function useResponseRig(
  engine: Parameters<typeof startResponseRig>[0] = 'time-skipping',
  timeoutMs = 60_000,
): ResponseRig {
  jest.setTimeout(timeoutMs);
  const rig: Partial<ResponseRig> = {};
  beforeAll(async () => {
    Object.assign(rig, await startResponseRig(engine));
  }, 600_000);
  afterAll(() => rig.stop?.(), 60_000);
  return rig as ResponseRig;
}

/** A match whose response waits for its qualification. */
export async function responded(
  rig: ResponseRig,
  options: Parameters<ResponseRig['match']>[0] = {},
): Promise<Case> {
  const match = await rig.match(options);
  await match.respond();
  await match.reaches('awaiting_qualification');
  return match;
}

/** The tasks in which a match is qualified, oldest first; not those of its process. */
export const qualificationTasks = async (match: Case): Promise<Row<'action_items'>[]> =>
  (await match.tasks()).filter(({ source_type }) => source_type === 'vendor_security_incident');
