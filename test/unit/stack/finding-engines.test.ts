import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findBrowser } from '../../../src/dev/tools/find-browser.ts';
import { findTemporal } from '../../../src/dev/temporal/find-temporal.ts';
import { findTestServer } from '../../../src/dev/temporal/find-test-server.ts';

let folder: string;
const silent = () => undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vigil-engines-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(...place: string[]): string {
  const file = path.join(folder, ...place);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

describe('finding the engines', () => {
  test('a temporal on PATH goes before one in the cache', async () => {
    const cached = program('cache', 'temporal-cli', 'temporal');
    const env = { PATH: path.join(folder, 'bin'), VIGIL_CACHE_DIR: path.join(folder, 'cache') };
    expect(await findTemporal(env, silent)).toBe(cached);
    const onPath = program('bin', 'temporal');
    expect(await findTemporal(env, silent)).toBe(onPath);
  });

  test('a file that may not be run is no program', async () => {
    const cached = program('cache', 'temporal-cli', 'temporal');
    chmodSync(program('bin', 'temporal'), 0o644);
    const env = { PATH: path.join(folder, 'bin'), VIGIL_CACHE_DIR: path.join(folder, 'cache') };
    expect(await findTemporal(env, silent)).toBe(cached);
  });

  test('TEMPORAL_TEST_SERVER decides, and is named when it cannot be run', async () => {
    const given = program('server');
    expect(await findTestServer({ TEMPORAL_TEST_SERVER: given }, silent)).toBe(given);
    await expect(findTestServer({ TEMPORAL_TEST_SERVER: '/nowhere' }, silent)).rejects.toThrow(
      'TEMPORAL_TEST_SERVER must be a program that can be run: /nowhere is not.',
    );
  });

  test('CHROME_PATH goes before a browser on PATH', async () => {
    const onPath = program('bin', 'chromium');
    const given = program('chrome');
    const env = { PATH: path.join(folder, 'bin') };
    expect((await findBrowser(env)).executablePath).toBe(onPath);
    expect((await findBrowser({ ...env, CHROME_PATH: given })).executablePath).toBe(given);
  });
});
