import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { WORKFLOW_TYPES } from '../../src/contracts/workflow-types.ts';
import { createDataConverter } from '../../src/temporal/payload-codec.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';
import { REPLAY_KEYS } from './keys.ts';

const FOLDER = fileURLToPath(new URL('./histories', import.meta.url));
const FILES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .sort();

const read = (file: string) => historyFromJSON(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')));

let bundle: Awaited<ReturnType<typeof workflowBundle>>;

beforeAll(async () => {
  bundle = await workflowBundle(pino({ level: 'silent' }));
}, 120_000);

describe("today's workflow code", () => {
  test('was recorded for every workflow type', () => {
    const types = FILES.map(
      (file) => read(file).events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name,
    );
    expect([...new Set(types)].sort()).toEqual(Object.values(WORKFLOW_TYPES).sort());
  });

  test('continues every recorded run where it stood', async () => {
    const histories = FILES.map((file) => ({ workflowId: file, history: read(file) }));
    const results = Worker.runReplayHistories(
      { workflowBundle: bundle, dataConverter: createDataConverter(REPLAY_KEYS), replayName: 'recorded' },

      histories,
    );
    const failed: string[] = [];
    let replayed = 0;
    for await (const result of results) {
      replayed += 1;
      if (result.error) failed.push(`${result.workflowId}: ${result.error.message}`);
    }
    expect(failed).toEqual([]);
    expect(replayed).toBe(FILES.length);
  }, 120_000);
});

describe("Temporal's packages", () => {
  test('share one copy of protobufjs, without which histories cannot be read', () => {
    const copies = ['client', 'common', 'worker', 'proto', 'testing'].flatMap((name) => {
      const entry = createRequire(import.meta.url).resolve(`@temporalio/${name}/package.json`);
      try {
        return [realpathSync(createRequire(entry).resolve('protobufjs/package.json'))];
      } catch {
        return [];
      }
    });
    expect(copies.length).toBeGreaterThan(2);
    expect(new Set(copies).size).toBe(1);
  });
});
