/** Where engines that were built or fetched once are kept, for every checkout of this user. */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Environment } from '../../config/parse.ts';

/** `$VIGIL_CACHE_DIR`, else `~/.cache/vigil`; made when it is not there. */
export function cacheFolder(env: Environment): string {
  const folder = path.resolve(env['VIGIL_CACHE_DIR'] ?? path.join(homedir(), '.cache', 'vigil'));
  mkdirSync(folder, { recursive: true });
  return folder;
}
