import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadRecords, type NvdCve } from '../../../src/dev/demo-feeds/records.ts';
import {
  DEFAULT_MATCHING_RULES,
  type MatchableIncident,
  type MatchableVendor,
} from '../../../src/domain/incidents/incident.ts';
import { buildVendorIndex } from '../../../src/matching/index/vendor-index.ts';
import { matchIncident } from '../../../src/matching/scoring/match.ts';
import { MATCHER_VERSION } from '../../../src/matching/scoring/weights.ts';
import { incident, vendor } from './cases.ts';

/** What the matcher of this version makes of the demo register and records. Record all anew together. */
const RECORDED = {
  version: '2.1.0',
  input: '9b863bd7c5dd7fdb',
  output: '155de86cb696b460',
};

const digest = (value: unknown): string => hash('sha256', JSON.stringify(value), 'hex').slice(0, 16);

const demo = join(import.meta.dirname, '../../../demo');

interface DemoVendor {
  name: string;
  aliases: string[];
  domains: string[];
  products: string[];
}

function demoRegister(): MatchableVendor[] {
  const rows = readdirSync(demo)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => JSON.parse(readFileSync(join(demo, name), 'utf8')) as DemoVendor[]);
  return rows.map(({ name, aliases, domains, products }) => vendor(name, { aliases, domains, products }));
}

/** An NVD record read without its normaliser, whose changes are not the matcher's. */
function asIncident({ id, descriptions, configurations = [], sourceIdentifier }: NvdCve): MatchableIncident {
  const matches = configurations.flatMap(({ nodes = [] }) => nodes.flatMap(({ cpeMatch = [] }) => cpeMatch));
  return incident({
    externalId: id,
    title: id,
    description: descriptions[0]?.value ?? '',
    affectedProducts: matches
      .filter(({ vulnerable }) => vulnerable)
      .map(({ criteria }) => {
        const [, , , named = null, product = null] = criteria.split(':');
        return { vendor: named, product, source: 'nvd' };
      }),
    assigners: sourceIdentifier === undefined ? [] : [sourceIdentifier],
  });
}

test('what the matcher finds changes only with its version', async () => {
  const { nvd, breaches } = await loadRecords(join(demo, 'records'));
  const register = demoRegister();
  const incidents = [
    ...nvd.map(asIncident),
    ...breaches.map(({ Name, Domain }) =>
      incident({
        externalId: Name,
        incidentType: 'data_breach',
        title: Name,
        domains: [Domain].filter(Boolean),
      }),
    ),
  ];
  const index = buildVendorIndex(register);
  const rules = { ...DEFAULT_MATCHING_RULES, min_match_confidence: 0.05 };
  const found = incidents.map((what) =>
    matchIncident(index, what, rules).map(({ vendorId, confidence, evidenceKey }) => [
      vendorId,
      confidence.toFixed(3),
      evidenceKey,
    ]),
  );
  const now = {
    version: MATCHER_VERSION,
    input: digest([register, incidents]),
    output: digest(found),
  };
  const told =
    now.input === RECORDED.input && now.version === RECORDED.version && now.output !== RECORDED.output
      ? 'raise MATCHER_VERSION and record the digest anew'
      : 'record the digest anew';
  if (JSON.stringify(now) !== JSON.stringify(RECORDED))
    throw new Error(`The matcher finds something else: ${told}: ${JSON.stringify(now)}`);
  expect(now).toEqual(RECORDED);
});
