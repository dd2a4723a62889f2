import { mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isAlive } from '../../../src/dev/process/identity.ts';
import { randomPort } from '../../../src/dev/tools/ports.ts';
import { startStack, type RunningStack } from '../../support/product/running-stack.ts';
import { runFolder } from '../../support/test-run.ts';

const KEYS = { VIGIL_DEMO_API_KEY: 'vgl_first_of_the_test', VIGIL_DEMO_API_KEY_2: 'vgl_second_of_the_test' };
// A whole product comes up four times here, beside other tests: the limits only end what hangs.
jest.setTimeout(900_000);
const LIMIT_MS = 300_000;
const ANSWER_MS = 60_000;
const PARTS = ['api', 'feeds', 'postgres', 'smtp', 'temporal', 'worker'];

let folder: string;
let port: number;
let stack: RunningStack | undefined;

beforeAll(async () => {
  folder = mkdtempSync(path.join(runFolder(), 'stack-'));
  port = await randomPort();
});
afterEach(async () => {
  await stack?.end('SIGTERM');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = async (...args: string[]) => (stack = await startStack(folder, port, args, KEYS));

async function vendorNames(key: string): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/vendors?limit=200`, {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { name: string }[]).map(({ name }) => name);
}

async function addVendor(name: string): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/vendors`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEYS.VIGIL_DEMO_API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  expect(answer.status).toBe(201);
}

/** Polls until it holds. What the stack has said is the error when it does not: a time-out alone explains nothing. */
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}\n${stack?.output() ?? ''}`);
    await sleep(100);
  }
}

const answers = () =>
  fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );

describe('npm start', () => {
  test('brings everything up, keeps it up, and stops all of it at Ctrl-C', async () => {
    const running = await start();
    const run = running.run();
    expect(Object.keys(run).sort()).toEqual(PARTS);
    expect(running.output()).toContain(KEYS.VIGIL_DEMO_API_KEY);
    expect(running.output()).toContain(`http://localhost:${port}`);
    const [first, second] = await Promise.all(Object.values(KEYS).map(vendorNames));
    expect(first).not.toEqual(second);
    await addVendor('Added in the first run');

    // Each part killed in its turn is back, at the same address, and told in the run file.
    for (const name of PARTS) process.kill(run[name]?.pid ?? 0, 'SIGKILL');
    await until('every part to be back', () =>
      PARTS.every((name) => running.run()[name]?.pid !== run[name]?.pid),
    );
    await until('the API to be ready', answers);
    const again = running.run();
    for (const name of PARTS.filter((part) => part !== 'worker')) {
      expect(again[name]?.address).toBe(run[name]?.address);
    }
    expect(await vendorNames(KEYS.VIGIL_DEMO_API_KEY)).toContain('Added in the first run');

    const other = await startStack(folder, port);
    expect(await other.ended).toBe(1);
    expect(other.output()).toContain('a stack is running over');

    expect(await running.end('SIGINT')).toBe(0);
    for (const { pid } of Object.values(again)) expect(isAlive(pid)).toBe(false);
    expect(running.run()).toEqual({});
  });

  test('continues where it was, also after it was killed', async () => {
    const running = await start();
    const { pid } = running.run()['postgres'] ?? { pid: 0 };
    expect(await running.end('SIGKILL')).toBeNull();
    const next = await start();
    expect(isAlive(pid)).toBe(false);
    expect(await vendorNames(KEYS.VIGIL_DEMO_API_KEY)).toContain('Added in the first run');
    expect(next.output()).toContain(KEYS.VIGIL_DEMO_API_KEY);
    expect(await next.end('SIGTERM')).toBe(0);
  });

  test('keeps its secrets to itself', () => {
    expect(statSync(path.join(folder, 'secrets.json')).mode & 0o077).toBe(0);
  });

  test('starts over with --reset', async () => {
    await start('--reset');
    expect(await vendorNames(KEYS.VIGIL_DEMO_API_KEY)).not.toContain('Added in the first run');
  });

  test('says what is wrong with an option', async () => {
    const running = await start('--records', '/nowhere/at/all');
    expect(await running.ended).toBe(1);
    expect(running.output()).toContain('--records /nowhere/at/all: no such folder');
  });
});
