import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startKeeper } from '../../src/dev/process/keeper.ts';
import { OWN_RUN_VARIABLE, runRecord, TEST_RUN_VARIABLE } from './test-run.ts';

/**
 * Makes the run's folder, unless `npm test` has made one for all its parts; a keeper stops what is recorded in it even
 * when jest is killed.
 */
export default function setup() {
  if (process.env[TEST_RUN_VARIABLE] !== undefined) return;
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-test-'));
  process.env[TEST_RUN_VARIABLE] = folder;
  process.env[OWN_RUN_VARIABLE] = folder;
  startKeeper(runRecord(folder), [folder]);
}
