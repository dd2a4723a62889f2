// Runs before `npm start` and `npm test` on the machine's own Node, before anything is installed:
// plain JavaScript, no dependencies. Makes sure that node_modules is what package-lock.json says and that the
// Node release which the project runs on is in place. Everything it says goes to stderr, so that commands
// whose output is JSON stay clean.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
// What npm scripts find as `node`.
const projectNode = path.join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

const say = (text) => process.stderr.write(`vigil: ${text}\n`);
const fail = (text) => {
  say(text);
  process.exit(1);
};
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Why an install is needed, or undefined when what is installed is what the lock file names. */
function reasonToInstall() {
  const installedLock = path.join(modules, '.package-lock.json');
  if (!existsSync(installedLock)) return 'nothing is installed yet';
  const wanted = readJson(path.join(root, 'package-lock.json')).packages;
  const installed = readJson(installedLock).packages;
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === '') continue;
    const there = installed[place];
    const mayBeAbsent = entry.optional || entry.devOptional || entry.peer;
    if (there ? there.version !== entry.version : !mayBeAbsent) {
      return `${place.replace(/^.*node_modules\//, '')} ${entry.version} is not installed`;
    }
  }
  return undefined;
}

/** The environment for npm, without the bin folder that npm is about to replace. */
function outsideEnvironment() {
  const bin = path.join(modules, '.bin');
  const entries = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((entry) => path.resolve(entry) !== bin);
  return { ...process.env, PATH: entries.join(path.delimiter) };
}

function run(command, args, cwd) {
  const shell = process.platform === 'win32';
  return spawnSync(command, args, { cwd, env: outsideEnvironment(), stdio: ['ignore', 2, 2], shell });
}

function install(reason) {
  say(`installing dependencies (${reason}); a minute or two the first time ...`);
  const result = run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], root);
  if (result.error)
    fail(`npm could not be started (${result.error.message}); Node ${OLDEST_NODE}+ with npm is needed.`);
  if (result.status !== 0) fail('npm ci failed, see above. Nothing was started.');
}

const projectNodeRuns = () =>
  existsSync(projectNode) &&
  spawnSync(projectNode, ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status ===
    0;

/** npm can be set not to run install scripts; the one of the package `node` is run here then. */
function ensureProjectNode() {
  if (projectNodeRuns()) return;
  const version = readJson(path.join(modules, 'node', 'package.json')).version;
  say(`fetching Node ${version}, which the project runs on ...`);
  run('node', ['installArchSpecificPackage.js'], path.join(modules, 'node'));
  // npm links only programs that are there when it installs.
  run('npm', ['rebuild', 'node', '--ignore-scripts', '--loglevel=error'], root);
  if (projectNodeRuns()) return;
  fail(
    `Node ${version} is not in place: npm did not run the install script of the package "node". ` +
      'Allow it and repeat: npm rebuild node --ignore-scripts=false',
  );
}

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(`Node ${OLDEST_NODE} or newer is needed to install Vigil; this is ${process.version}.`);
}
const reason = reasonToInstall();
if (reason) install(reason);
ensureProjectNode();
