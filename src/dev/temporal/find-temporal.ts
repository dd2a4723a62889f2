/** Finds the Temporal command line, which holds the dev server. */
import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../config/parse.ts';
import { cacheFolder } from '../tools/cache-folder.ts';
import { findOnPath, isRunnable, runCommand } from '../tools/run-command.ts';
import { downloadedServer, downloadServer } from './sdk-download.ts';

// The newest release that `go install` takes: later ones have a local replace in their go.mod.
const GO_MODULE = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

const NONE = `No Temporal server could be had. Any one of these will do:
  - set TEMPORAL_ADDRESS to a Temporal service that runs already
  - put the Temporal CLI on PATH (https://docs.temporal.io/cli, or: brew install temporal)
  - let this machine reach temporal.download, so that the SDK can fetch it
  - install Go 1.24 or newer, so that it can be built (go install ${GO_MODULE})`;

async function buildWithGo(go: string, folder: string, outer: Environment): Promise<string | undefined> {
  const building = path.join(folder, `building-${process.pid}`);
  mkdirSync(building, { recursive: true });
  const env = { ...outer, GOBIN: building };
  const { code } = await runCommand(go, ['install', GO_MODULE], { env, cwd: building });
  if (code !== 0) return undefined;
  const file = path.join(folder, 'temporal');
  renameSync(path.join(building, 'temporal'), file);
  return file;
}

/**
 * The path of a `temporal` program: on PATH, in the cache, downloaded by the SDK, or built with Go. Slow ways say
 * what they do and how long it may take. Throws with all the ways when none works.
 */
export async function findTemporal(env: Environment, say: (line: string) => void): Promise<string> {
  const onPath = findOnPath(['temporal'], env);
  if (onPath !== undefined) return onPath;
  const folder = path.join(cacheFolder(env), 'temporal-cli');
  const downloads = path.join(folder, 'sdk');
  const built = path.join(folder, 'temporal');
  const cached = downloadedServer(downloads) ?? (isRunnable(built) ? built : undefined);
  if (cached !== undefined) return cached;
  say('fetching the Temporal server with the SDK (up to two minutes, once) ...');
  const downloaded = await downloadServer('dev-server', downloads);
  if (downloaded !== undefined) return downloaded;
  const go = findOnPath(['go'], env);
  if (go !== undefined) {
    say(
      'the download is not reachable; building the Temporal server with Go (about 3 minutes, up to 10, once) ...',
    );
    const file = await buildWithGo(go, folder, env);
    if (file !== undefined) return file;
  }
  throw new Error(NONE);
}
