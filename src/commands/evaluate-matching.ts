import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { DEFAULT_MATCHING_RULES, type MatchableIncident } from '../domain/incident.ts';
import {
  crossValidate,
  learnFrom,
  pairKey,
  scorePairs,
  scoresOf,
  type LabelledSet,
  type ScoredPair,
} from '../matching/evaluation.ts';
import { considerAll } from '../matching/training.ts';
import { buildVendorIndex } from '../matching/vendor-index.ts';
import { asTable } from '../matching/weights.ts';

const vendorsFile = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    aliases: z.array(z.string()).default([]),
    domains: z.array(z.string()).default([]),
    products: z.array(z.string()).default([]),
  }),
);

const incidentsFile = z.array(
  z.object({
    external_id: z.string(),
    incident_type: z.string(),
    title: z.string().nullish(),
    description: z.string().nullish(),
    affected_products: z
      .array(z.object({ vendor: z.string().nullish(), product: z.string().nullish() }))
      .default([]),
    domains: z.array(z.string()).default([]),
    source: z.string().default(''),
  }),
);

const pair = z.object({ external_id: z.string(), vendor_id: z.string() });
const labelsFile = z.object({
  pairs: z.array(pair),
  ignored: z.array(pair).default([]),
  hard_negatives: z.array(z.object({ vendor_id: z.string(), looks_like: z.string() })).default([]),
});

const SOURCES: Record<string, string> = { cve_org: 'cve-org', cisa_kev: 'kev' };

/** A fault of the caller's, told in one line. */
class BadInput extends Error {}

function readJson<T>(option: string, path: string | undefined, shape: z.ZodType<T>): T {
  if (path === undefined) throw new BadInput(`--${option} FILE is missing`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BadInput(`--${option} ${path} cannot be read as JSON: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const result = shape.safeParse(parsed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new BadInput(
    `--${option} ${path} has another shape: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  );
}

function asIncident(row: z.infer<typeof incidentsFile>[number]): MatchableIncident {
  const source = SOURCES[row.source] ?? row.source;
  return {
    id: row.external_id,
    externalId: row.external_id,
    incidentType: row.incident_type.includes('breach') ? 'data_breach' : 'cve',
    title: row.title ?? '',
    description: row.description ?? '',
    affectedProducts: row.affected_products.map((entry) => ({
      vendor: entry.vendor ?? null,
      product: entry.product ?? null,
      source,
    })),
    domains: row.domains,
    severity: 'medium',
  };
}

function readSet(options: { vendors?: string; incidents?: string; labels?: string }): LabelledSet {
  const vendors = readJson('vendors', options.vendors, vendorsFile);
  const incidents = readJson('incidents', options.incidents, incidentsFile);
  const labels = readJson('labels', options.labels, labelsFile);
  const keys = (pairs: z.infer<typeof pair>[]): Set<string> =>
    new Set(pairs.map((entry) => pairKey(entry.external_id, entry.vendor_id)));
  return {
    vendors: vendors.map((vendor) => ({ ...vendor, products: vendor.products.map((name) => ({ name })) })),
    incidents: incidents.map(asIncident),
    truePairs: keys(labels.pairs),
    ignored: keys(labels.ignored),
    lookAlikes: labels.hard_negatives.map((entry) => [entry.vendor_id, entry.looks_like]),
  };
}

/** The wrong pairs with what the matcher saw: what it raised in vain, and what it did not raise. */
function wrongPairs(set: LabelledSet, scored: readonly ScoredPair[], threshold: number): object[] {
  const names = new Map(set.vendors.map((vendor) => [vendor.id, vendor.name]));
  const seen = new Set(scored.map(({ incidentId, match }) => pairKey(incidentId, match.vendorId)));
  const wrong = scored
    .filter(({ match, isTrue }) => match.confidence + 1e-9 >= threshold !== isTrue)
    .map(({ incidentId, match, isTrue }) => ({
      kind: isTrue ? 'false_negative' : 'false_positive',
      external_id: incidentId,
      vendor_id: match.vendorId,
      vendor: names.get(match.vendorId) ?? null,
      confidence: match.confidence,
      reason: match.reason,
      evidence: match.evidence,
    }));
  const unseen = [...set.truePairs]
    .filter((key) => !seen.has(key) && !set.ignored.has(key))
    .map((key) => {
      const [external_id, vendor_id] = splitKey(key);
      return {
        kind: 'false_negative',
        external_id,
        vendor_id,
        vendor: names.get(vendor_id) ?? null,
        confidence: 0,
        reason: 'Nothing in the incident names it.',
        evidence: [],
      };
    });
  return [...wrong, ...unseen];
}

function splitKey(key: string): [string, string] {
  const at = key.lastIndexOf(' ');
  return [key.slice(0, at), key.slice(at + 1)];
}

const OPTIONS = {
  vendors: { type: 'string' },
  incidents: { type: 'string' },
  labels: { type: 'string' },
  explain: { type: 'boolean', default: false },
  'cross-validate': { type: 'boolean', default: false },
  fit: { type: 'boolean', default: false },
} as const;

function readOptions(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new BadInput((error as Error).message, { cause: error });
  }
}

/**
 * `vigil evaluate-matching --vendors F --incidents F --labels F [--explain] [--cross-validate] [--fit]`: one JSON object
 * of scores at the default threshold on stdout. `--explain` adds the wrong pairs, `--fit` the weights learned from the
 * whole set. Returns the exit code: 0, or 2 with one line on stderr for bad input.
 */
export async function evaluateMatching(args: string[]): Promise<number> {
  try {
    const values = readOptions(args);
    const set = readSet(values);
    process.stdout.write(
      `${JSON.stringify(report(set, values['cross-validate'], values.explain, values.fit), null, 2)}\n`,
    );
    return await Promise.resolve(0);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    process.stderr.write(`evaluate-matching: ${error.message.replaceAll('\n', ' ')}\n`);
    return 2;
  }
}

function report(set: LabelledSet, crossValidated: boolean, explain: boolean, fit: boolean): object {
  const rules = DEFAULT_MATCHING_RULES;
  const threshold = rules.min_match_confidence;
  const started = performance.now();
  const scored = crossValidated
    ? crossValidate(set, rules)
    : scorePairs(set, buildVendorIndex(set.vendors), rules);
  const seconds = Math.round(performance.now() - started) / 1000;
  const truePairs = [...set.truePairs].filter((key) => !set.ignored.has(key)).length;
  return {
    threshold,
    ...scoresOf(scored, truePairs, threshold),
    seconds,
    ...(explain ? { wrong: wrongPairs(set, scored, threshold) } : {}),
    ...(fit ? { weights: fitted(set) } : {}),
  };
}

function fitted(set: LabelledSet): object {
  const index = buildVendorIndex(set.vendors);
  return asTable(
    learnFrom(set, index, considerAll(index, set.incidents, DEFAULT_MATCHING_RULES), () => true),
  );
}
