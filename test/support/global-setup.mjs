import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startKeeper } from '../../src/dev/process/keeper.ts';
import { runRecord, TEST_RUN_VARIABLE } from './test-run.ts';

/** Makes the run's folder; a keeper stops what is recorded in it even when jest is killed. */
export default function setup() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-test-'));
  process.env[TEST_RUN_VARIABLE] = folder;
  startKeeper(runRecord(folder), [folder]);
}
