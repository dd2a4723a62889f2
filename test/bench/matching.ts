/** Incidents matched against a large register, beside comparing all names and beside two search libraries. */
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import {
  DEFAULT_MATCHING_RULES,
  type MatchableIncident,
  type MatchableVendor,
} from '../../src/domain/incidents/incident.ts';
import { matchIncident } from '../../src/matching/scoring/match.ts';
import { normalise } from '../../src/matching/text/normalise.ts';
import { buildVendorIndex, type VendorIndex } from '../../src/matching/index/vendor-index.ts';
import { comparingEveryName, matchByBruteForce } from '../support/data/brute-force.ts';
import { matchingIncidents } from '../support/data/matching-incidents.ts';
import { unrelatedCompanies } from '../support/data/unrelated-companies.ts';
import { compare, timed } from './rounds.ts';

const jaroWinkler = createRequire(import.meta.url)('talisman/metrics/jaro-winkler') as (
  a: string,
  b: string,
) => number;

const rules = DEFAULT_MATCHING_RULES;

/** Two sizes of register; the larger one is compared on fewer incidents, since all pairs take long. */
const SIZES = [
  { vendors: 10_000, incidents: 1_000, searched: 100, rounds: 3 },
  { vendors: 100_000, incidents: 100, searched: 10, rounds: 3 },
];

/** Ratios against talisman's Jaro-Winkler over all pairs of names in the same run: 1 is as fast, more is faster. */
export async function run(): Promise<object> {
  const sizes = [];
  for (const size of SIZES) sizes.push(await measure(size));
  return {
    baseline: 'talisman Jaro-Winkler of every name of the register with the name that each incident gives',
    sizes,
  };
}

async function measure(size: (typeof SIZES)[number]): Promise<object> {
  const register = unrelatedCompanies(size.vendors);
  const incidents = matchingIncidents(size.incidents, register);
  const { index, seconds, megabytes } = build(register);
  const names = register.map(({ name }) => normalise(name));
  const all = await compare(
    size.rounds,
    () => timed(async () => Promise.resolve(void matchAll(index, incidents))),
    () => timed(async () => Promise.resolve(void naive(names, incidents))),
  );
  const few = incidents.slice(0, size.searched);
  const perIncident = all.baseline_seconds / size.incidents;
  return {
    vendors: size.vendors,
    incidents: size.incidents,
    ...all,
    microseconds_per_incident: Math.round((all.seconds / size.incidents) * 1e6),
    index: {
      seconds: Number(seconds.toFixed(2)),
      megabytes: Math.round(megabytes),
      megabytes_per_10000_vendors: Number(((megabytes * 10_000) / size.vendors).toFixed(1)),
    },
    lost_pairs: lostPairs(index, few),
    name_lookup_alone: {
      'fuse.js': ratio(perIncident, fuse(names), few),
      MiniSearch: ratio(perIncident, miniSearch(names), few),
    },
  };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of the heap that are reachable. */
function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function build(register: readonly MatchableVendor[]): {
  index: VendorIndex;
  seconds: number;
  megabytes: number;
} {
  const before = heapInUse();
  const started = performance.now();
  const index = buildVendorIndex(register);
  const seconds = (performance.now() - started) / 1000;
  return { index, seconds, megabytes: (heapInUse() - before) / 1e6 };
}

const matchAll = (index: VendorIndex, incidents: readonly MatchableIncident[]): number =>
  incidents.reduce((pairs, incident) => pairs + matchIncident(index, incident, rules).length, 0);

/** What an incident calls its vendor: the name that a lookup by name has to go by. */
const nameIn = (incident: MatchableIncident): string =>
  normalise(incident.affectedProducts.find(({ vendor }) => vendor !== null)?.vendor ?? incident.title);

function naive(names: readonly string[], incidents: readonly MatchableIncident[]): number {
  let alike = 0;
  for (const incident of incidents) {
    const name = nameIn(incident);
    for (const other of names) if (jaroWinkler(name, other) >= 0.9) alike += 1;
  }
  return alike;
}

/** Pairs that scoring every row finds and the index does not, or the other way round. */
function lostPairs(index: VendorIndex, incidents: readonly MatchableIncident[]): number {
  const key = (incident: MatchableIncident) => JSON.stringify(matchIncident(index, incident, rules));
  const everyName = comparingEveryName(index);
  const slow = (incident: MatchableIncident) => JSON.stringify(matchByBruteForce(everyName, incident, rules));
  return incidents.filter((incident) => key(incident) !== slow(incident)).length;
}

function ratio(
  naiveSeconds: number,
  search: (name: string) => unknown,
  incidents: readonly MatchableIncident[],
): number {
  const started = performance.now();
  for (const incident of incidents) search(nameIn(incident));
  const seconds = (performance.now() - started) / 1000 / incidents.length;
  return Number((naiveSeconds / seconds).toFixed(1));
}

function fuse(names: readonly string[]): (name: string) => unknown {
  const search = new Fuse(names, { threshold: 0.2, includeScore: true });
  return (name) => search.search(name, { limit: 5 });
}

function miniSearch(names: readonly string[]): (name: string) => unknown {
  const search = new MiniSearch<{ id: number; name: string }>({ fields: ['name'] });
  search.addAll(names.map((name, id) => ({ id, name })));
  return (name) => search.search(name, { fuzzy: 0.2 }).slice(0, 5);
}
