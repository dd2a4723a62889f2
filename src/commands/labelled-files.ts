import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { MatchableIncident, MatchableVendor } from '../domain/incidents/incident.ts';
import { pairKey, withUnrelated, type LabelledSet } from '../matching/learning/evaluation.ts';

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
      .array(
        z.object({
          vendor: z.string().nullish(),
          product: z.string().nullish(),
          package: z.string().nullish(),
        }),
      )
      .default([]),
    domains: z.array(z.string()).default([]),
    references: z.array(z.string()).default([]),
    assigner: z.string().nullish(),
    source_identifier: z.string().nullish(),
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
export class BadInput extends Error {}

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
      ...(typeof entry.package === 'string' && { package: entry.package }),
    })),
    domains: row.domains,
    references: row.references,
    assigners: [row.assigner, row.source_identifier].filter((each) => typeof each === 'string'),
    severity: 'medium',
  };
}

/** Where a labelled set is read from; `unrelated` adds companies that no pair of it means. */
export interface LabelledFiles {
  vendors?: string | undefined;
  incidents?: string | undefined;
  labels?: string | undefined;
  unrelated?: string | undefined;
}

/** The options that name a labelled set's files. */
export const LABELLED_OPTIONS = {
  vendors: { type: 'string' },
  incidents: { type: 'string' },
  labels: { type: 'string' },
  unrelated: { type: 'string' },
} as const;

const asVendor = (vendor: z.infer<typeof vendorsFile>[number]): MatchableVendor => ({
  ...vendor,
  products: vendor.products.map((name) => ({ name })),
});

/** Reads a labelled set. @throws BadInput with one line that names the option and what is wrong. */
export function readLabelledSet(options: LabelledFiles): LabelledSet {
  const vendors = readJson('vendors', options.vendors, vendorsFile);
  const incidents = readJson('incidents', options.incidents, incidentsFile);
  const labels = readJson('labels', options.labels, labelsFile);
  const keys = (pairs: z.infer<typeof pair>[]): Set<string> =>
    new Set(pairs.map((entry) => pairKey(entry.external_id, entry.vendor_id)));
  const set = {
    vendors: vendors.map(asVendor),
    incidents: incidents.map(asIncident),
    truePairs: keys(labels.pairs),
    ignored: keys(labels.ignored),
    lookAlikes: labels.hard_negatives.map((entry): [string, string] => [entry.vendor_id, entry.looks_like]),
  };
  if (options.unrelated === undefined) return set;
  return withUnrelated(set, readJson('unrelated', options.unrelated, vendorsFile).map(asVendor));
}
