/** Builds the web UI when its sources are newer than what was built. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Environment } from '../../config/parse.ts';
import { runCommand } from './run-command.ts';
import { ROOT } from './root.ts';

function newest(place: string): number {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(place).map((name) => newest(path.join(place, name))));
}

/** Resolves once `web/dist` is up to date. Throws with the compiler's words when the sources do not build. */
export async function buildWeb(env: Environment, say: (line: string) => void): Promise<void> {
  const web = path.join(ROOT, 'web');
  const built = path.join(web, 'dist', 'index.html');
  const sources = ['src', 'public', 'index.html', 'vite.config.ts'].map((name) => path.join(web, name));
  const inputs = [...sources, path.join(ROOT, 'package-lock.json')];
  if (existsSync(built) && Math.max(...inputs.map(newest)) <= statSync(built).mtimeMs) return;
  say('building the web UI (half a minute, once per change) ...');
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  const { code, stdout, stderr } = await runCommand(process.execPath, [vite, 'build', web], {
    // Tests set another one, and what they build is served afterwards.
    env: { ...env, NODE_ENV: 'production' },
    cwd: ROOT,
  });
  if (code !== 0) throw new Error(`The web UI does not build:\n${stdout}${stderr}`);
}
