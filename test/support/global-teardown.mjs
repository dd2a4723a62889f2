import { rmSync } from 'node:fs';
import { stopRecorded } from '../../src/dev/process/record.ts';
import { runFolder, runRecord } from './test-run.ts';

/** Stops the run's servers and removes what they wrote. */
export default async function teardown() {
  await stopRecorded(runRecord(runFolder()), 15_000);
  rmSync(runFolder(), { recursive: true, force: true });
}
