import { z } from 'zod';
import type { AffectedProduct, AffectedVersions } from '../../domain/incident.ts';
import { parseCpe } from './cpe.ts';
import { nameOrNull } from './fields.ts';

const MOST_PRODUCTS = 250;
const MOST_VERSIONS = 100;

const text = z.string().nullish();

/** One entry of a CNA's `affected[]`, as in CVE records and in NVD's `affectedData`. */
export const cnaAffected = z.object({
  vendor: text,
  product: text,
  packageName: text,
  cpes: z.array(z.string()).nullish(),
  defaultStatus: text,
  versions: z
    .array(
      z.object({ version: text, status: text, versionType: text, lessThan: text, lessThanOrEqual: text }),
    )
    .nullish(),
});
export type CnaAffected = z.infer<typeof cnaAffected>;

/** One `cpeMatch` of NVD's configurations. */
export const cpeMatch = z.object({
  vulnerable: z.boolean(),
  criteria: z.string(),
  versionStartIncluding: text,
  versionStartExcluding: text,
  versionEndIncluding: text,
  versionEndExcluding: text,
});
export type CpeMatch = z.infer<typeof cpeMatch>;

const isStatus = (status: unknown): status is NonNullable<AffectedVersions['status']> =>
  status === 'affected' || status === 'unaffected' || status === 'unknown';

type CnaVersion = NonNullable<CnaAffected['versions']>[number];

/** A version on its way into the database; `*` bounds nothing. */
const bound = (value: string | null | undefined): string => {
  const version = (value ?? '').trim().slice(0, 200);
  return version === '*' ? '' : version;
};

function rangeOf(version: CnaVersion): AffectedVersions {
  const ranged = Boolean(version.lessThan ?? version.lessThanOrEqual);
  const start = bound(version.version);
  const before = bound(version.lessThan);
  const last = bound(version.lessThanOrEqual);
  return {
    ...(start === '' ? {} : ranged ? { versionStartIncluding: start } : { version: start }),
    ...(before === '' ? {} : { versionEndExcluding: before }),
    ...(last === '' ? {} : { versionEndIncluding: last }),
    ...(version.versionType ? { versionType: bound(version.versionType) } : {}),
    ...(isStatus(version.status) ? { status: version.status } : {}),
  };
}

/** A CNA also lists products to say that they are fine: those are not affected. */
function isAffected(entry: CnaAffected): boolean {
  return (
    entry.defaultStatus !== 'unaffected' || (entry.versions ?? []).some((v) => v.status !== 'unaffected')
  );
}

/** The affected products of a CNA's list, in its order; entries without any name are left out. */
export function productsOfCna(entries: readonly CnaAffected[], source: string): AffectedProduct[] {
  const products = entries.filter(isAffected).flatMap((entry): AffectedProduct[] => {
    const vendor = nameOrNull(entry.vendor);
    const product = nameOrNull(entry.product) ?? nameOrNull(entry.packageName);
    if (vendor === null && product === null) return [];
    const cpe = entry.cpes?.find((criteria) => parseCpe(criteria) !== undefined);
    const versions = (entry.versions ?? []).slice(0, MOST_VERSIONS).map(rangeOf);
    return [
      {
        vendor,
        product,
        ...(cpe === undefined ? {} : { cpe }),
        ...(versions.length === 0 ? {} : { versions }),
        source,
      },
    ];
  });
  return distinctProducts(products);
}

function rangeOfCpe(match: CpeMatch, version: string): AffectedVersions {
  return {
    ...(version === '*' || version === '-' ? {} : { version }),
    ...(match.versionStartIncluding ? { versionStartIncluding: bound(match.versionStartIncluding) } : {}),
    ...(match.versionStartExcluding ? { versionStartExcluding: bound(match.versionStartExcluding) } : {}),
    ...(match.versionEndIncluding ? { versionEndIncluding: bound(match.versionEndIncluding) } : {}),
    ...(match.versionEndExcluding ? { versionEndExcluding: bound(match.versionEndExcluding) } : {}),
  };
}

/**
 * The products of the vulnerable CPE matches, one per product with all its versions. A match that is not
 * vulnerable names the platform it runs on, and says nothing about who is affected.
 */
export function productsOfCpe(matches: readonly CpeMatch[], source: string): AffectedProduct[] {
  const products = new Map<string, AffectedProduct & { versions: AffectedVersions[] }>();
  for (const match of matches) {
    const cpe = match.vulnerable ? parseCpe(match.criteria) : undefined;
    if (cpe === undefined) continue;
    const vendor = nameOrNull(cpe.vendor);
    const product = nameOrNull(cpe.product);
    if (vendor === null && product === null) continue;
    const known = products.get(cpe.productCpe);
    const entry = known ?? { vendor, product, cpe: cpe.productCpe, versions: [], source };
    if (known === undefined) products.set(cpe.productCpe, entry);
    const range = rangeOfCpe(match, cpe.version);
    if (Object.keys(range).length > 0 && entry.versions.length < MOST_VERSIONS) entry.versions.push(range);
  }
  return [...products.values()]
    .map(({ versions, ...product }) => (versions.length === 0 ? product : { ...product, versions }))
    .slice(0, MOST_PRODUCTS);
}

/** Each product once (same vendor, product and CPE, whatever the case), the first one kept, at most 250. */
export function distinctProducts(products: readonly AffectedProduct[]): AffectedProduct[] {
  const seen = new Set<string>();
  const distinct = products.filter((product) => {
    const key = JSON.stringify([product.vendor, product.product, product.cpe]).toLowerCase();
    return !seen.has(key) && seen.add(key);
  });
  return distinct.slice(0, MOST_PRODUCTS);
}
