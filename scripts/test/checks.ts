/** The static checks, each a script under this Node; caches are in node_modules/.cache. */
import path from 'node:path';
import { ROOT } from './run.ts';

const SOURCES = ['src', 'workflows', 'activities', 'api', 'web'];
const CACHE = path.join(ROOT, 'node_modules/.cache');

const program = (name: string) => path.join(ROOT, 'node_modules', name);
const oxlint = (files: string[]) => [program('oxlint/bin/oxlint'), ...files, '--deny-warnings'];
const prettier = (files: string[]) => [
  ...[program('prettier/bin/prettier.cjs'), '--check', '--ignore-unknown', ...files],
  ...['--cache', '--cache-strategy', 'content', '--cache-location', path.join(CACHE, 'prettier/files')],
];

const WHOLE: Record<string, string[]> = {
  // One thread: two checks at a time keep both cores busy, and what threads share they would each work out.
  types: [program('typescript-7/bin/tsc'), '--noEmit', '-p', 'tsconfig.json', '--singleThreaded'],
  imports: [program('dependency-cruiser/bin/dependency-cruiser.mjs'), '--exclude', '^web/dist/', ...SOURCES],
  unused: [program('knip/bin/knip.js')],
  'api types': ['scripts/generate-api-types.ts', '--check'],
};

/** Of the whole project; the longest first, so that two at a time end together. */
export const CHECKS: Record<string, string[]> = { lint: oxlint(['.']), ...WHOLE, format: prettier(['.']) };

/** Lint and layout of these files alone; the other checks look at the project as a whole and are quick. */
export const checksOf = (files: string[]): Record<string, string[]> =>
  files.length === 0 ? WHOLE : { lint: oxlint(files), ...WHOLE, format: prettier(files) };
