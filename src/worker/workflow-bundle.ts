/** The workflow code as the SDK runs it: one file, made once for each version of the sources. */
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';
import { FAILURE_CONVERTER_PATH, PAYLOAD_CONVERTER_PATH } from '../temporal/payload-codec.ts';
import { temporalLogger } from './logger.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = path.join(ROOT, 'dist/workflows');
const WORKFLOWS_PATH = path.join(ROOT, 'workflows/index.ts');

/** What workflow code may import; `.dependency-cruiser.cjs` holds that. */
const SOURCES = ['workflows', 'src/contracts', 'src/domain'];
/** Bundles that are kept: of this version, and of some that a branch may come back to. */
const KEPT = 5;

async function sourcesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => /\.(ts|cjs)$/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

/** The same for the same code and the same release of the SDK, on every machine. */
async function versionOfSources(): Promise<string> {
  const files = (await Promise.all(SOURCES.map((name) => sourcesIn(path.join(ROOT, name))))).flat();
  const all = [
    ...files,
    FAILURE_CONVERTER_PATH,
    PAYLOAD_CONVERTER_PATH,
    path.join(ROOT, 'package-lock.json'),
  ];
  const contents = await Promise.all(
    all.map(async (file) => `${path.relative(ROOT, file)}\n${await readFile(file, 'utf8')}`),
  );
  return hash('sha256', contents.join('\0')).slice(0, 20);
}

/** Keeps the bundle for the next process. Where nothing may be written, each process makes its own. */
async function keep(file: string, code: string): Promise<WorkflowBundleOption> {
  const written = `${file}.${process.pid}`;
  try {
    await mkdir(FOLDER, { recursive: true });
    await writeFile(written, code);
    await rename(written, file);
    return { codePath: file };
  } catch {
    await rm(written, { force: true }).catch(() => undefined);
    return { code };
  }
}

/** Removes the bundles that were made longest ago. */
async function dropOld(): Promise<void> {
  const files = (await readdir(FOLDER))
    .filter((name) => name.endsWith('.js'))
    .map((name) => path.join(FOLDER, name));
  const made = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  const surplus = made.sort((a, b) => b.at - a.at).slice(KEPT);
  await Promise.all(surplus.map(({ file }) => rm(file, { force: true })));
}

/** The bundle of all workflows: read where this version was bundled before, else made, which takes some seconds. */
export async function workflowBundle(logger: Logger): Promise<WorkflowBundleOption> {
  const file = path.join(FOLDER, `${await versionOfSources()}.js`);
  if (existsSync(file)) return { codePath: file };
  const { code } = await bundleWorkflowCode({
    workflowsPath: WORKFLOWS_PATH,
    failureConverterPath: FAILURE_CONVERTER_PATH,
    payloadConverterPath: PAYLOAD_CONVERTER_PATH,
    logger: temporalLogger(logger.child({ part: 'bundler' }, { level: 'warn' })),
  });
  const kept = await keep(file, code);
  if ('codePath' in kept) await dropOld();
  return kept;
}
