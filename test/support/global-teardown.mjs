import { rmSync } from 'node:fs';
import { stopRecorded } from '../../src/dev/process/record.ts';
import { OWN_RUN_VARIABLE, runRecord } from './test-run.ts';

/** Stops the servers of a run that this jest began, and removes what they wrote. */
export default async function teardown() {
  const folder = process.env[OWN_RUN_VARIABLE];
  if (folder === undefined) return;
  await stopRecorded(runRecord(folder), 15_000);
  rmSync(folder, { recursive: true, force: true });
}
