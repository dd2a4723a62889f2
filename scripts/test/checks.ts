/** The static checks, each a script under this Node; caches are in node_modules/.cache. */
import path from 'node:path';
import { ROOT } from './run.ts';

const SOURCES = ['src', 'workflows', 'activities', 'api', 'web'];
const CACHE = path.join(ROOT, 'node_modules/.cache');

const program = (name: string) => path.join(ROOT, 'node_modules', name);
const eslint = (files: string[]) => [
  ...[program('eslint/bin/eslint.js'), ...files, '--max-warnings', '0', '--no-warn-ignored'],
  ...['--cache', '--cache-strategy', 'content', '--cache-location', path.join(CACHE, 'eslint/')],
];
const prettier = (files: string[]) => [
  ...[program('prettier/bin/prettier.cjs'), '--check', '--ignore-unknown', ...files],
  ...['--cache', '--cache-strategy', 'content', '--cache-location', path.join(CACHE, 'prettier')],
];

const WHOLE: Record<string, string[]> = {
  types: [program('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json'],
  imports: [program('dependency-cruiser/bin/dependency-cruiser.mjs'), '--exclude', '^web/dist/', ...SOURCES],
  unused: [program('knip/bin/knip.js')],
  'api types': ['scripts/generate-api-types.ts', '--check'],
};

/** Of the whole project; the longest first, so that two at a time end together. */
export const CHECKS: Record<string, string[]> = { lint: eslint(['.']), ...WHOLE, format: prettier(['.']) };

/** Lint and layout of these files alone; the other checks look at the project as a whole and are quick. */
export const checksOf = (files: string[]): Record<string, string[]> =>
  files.length === 0 ? WHOLE : { lint: eslint(files), ...WHOLE, format: prettier(files) };
