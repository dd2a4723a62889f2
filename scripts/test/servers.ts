/** The servers of a whole run: every jest of it shares one PostgreSQL and one Temporal server, and this ends them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startKeeper } from '../../src/dev/process/keeper.ts';
import { stopRecorded } from '../../src/dev/process/record.ts';
import { runRecord, TEST_RUN_VARIABLE } from '../../test/support/test-run.ts';

const GRACE_MS = 15_000;

/** The run's folder; the first test that needs a server starts it there, see test/support/test-run.ts. */
export function openRun(): { folder: string; close: () => Promise<void> } {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigil-test-'));
  process.env[TEST_RUN_VARIABLE] = folder;
  const keeper = startKeeper(runRecord(folder), [folder]);
  return {
    folder,
    close: async () => {
      await stopRecorded(runRecord(folder), GRACE_MS);
      rmSync(folder, { recursive: true, force: true });
      keeper.standDown();
    },
  };
}
