import { z } from 'zod';
import type { AffectedProduct, AffectedVersions } from '../../domain/incidents/incident.ts';
import { parseCpe, readCpe } from './cpe.ts';
import { nameOrNull } from './fields.ts';
import { nameInPackage, packageOf } from './package-address.ts';
import { boundedList, fewest, productKey } from './product-lists.ts';
import { cnaVersion, rangesOfCna } from './version-ranges.ts';

const text = z.string().nullish();

/** One entry of a CNA's `affected[]`, as in CVE records and in NVD's `affectedData`. */
export const cnaAffected = z.object({
  vendor: text,
  product: text,
  packageName: text,
  packageURL: text,
  collectionURL: text,
  repo: text,
  cpes: z.array(z.string()).nullish(),
  defaultStatus: text,
  versions: z.array(cnaVersion).nullish(),
});
export type CnaAffected = z.infer<typeof cnaAffected>;

/** A CNA also lists products to say that they are fine: those are not affected. */
function isAffected(entry: CnaAffected): boolean {
  return (
    entry.defaultStatus !== 'unaffected' || (entry.versions ?? []).some((v) => v.status !== 'unaffected')
  );
}

const isGit = (range: AffectedVersions): boolean => range.versionType?.toLowerCase() === 'git';

/** What an entry says of versions, its default last. */
function rangesOf({ versions, defaultStatus, vendor, product }: CnaAffected): AffectedVersions[] {
  const name = product?.trim() ?? '';
  // The longer name first: "Apache Airflow" before "Airflow".
  const names = name === '' ? [] : [`${vendor?.trim() ?? ''} ${name}`, name];
  const ranges = (versions ?? []).flatMap((version) => rangesOfCna(version, names));
  // Without a default other versions are unknown, and so they are where everything is called affected: no need to say so.
  if (defaultStatus !== 'affected' && defaultStatus !== 'unaffected') return ranges;
  if (defaultStatus === 'affected' && ranges.length > 0 && ranges.every((r) => r.status === 'affected'))
    return ranges;
  const git = ranges.length > 0 && ranges.every(isGit);
  return [...ranges, { ...(git ? { versionType: 'git' } : {}), status: defaultStatus }];
}

/**
 * Several entries of one product (platforms, packages) as one list. What one entry rules out, another may not: unless
 * all of them call what they do not name unaffected, only what is affected is certain.
 */
function joinRanges(entries: readonly CnaAffected[]): AffectedVersions[] {
  const lists = entries.map(rangesOf);
  const numbered = entries.filter((_, at) => !(lists[at] ?? []).some(isGit));
  const ranges = lists.flat();
  const certain = numbered.length < 2 || numbered.every((entry) => entry.defaultStatus === 'unaffected');
  return boundedList(certain ? ranges : ranges.filter((r) => isGit(r) || isCertain(r)));
}

/** True for a range that is affected in whichever entry it stands. */
const isCertain = (range: AffectedVersions): boolean =>
  range.status === 'affected' &&
  Object.keys(range).some((key) => key.startsWith('version') && key !== 'versionType');

/** CPEs of one entry that are looked at; of more, they name the same product in other releases. */
const MOST_CPES = 50;

type Named = Pick<AffectedProduct, 'vendor' | 'product' | 'cpe' | 'package'>;

/**
 * Whom and what an entry names. Where its own fields leave out a vendor or a product, its CPEs name them, else the last
 * part of its package's address names the product.
 */
function namesOf(entry: CnaAffected): Named[] {
  const vendor = nameOrNull(entry.vendor);
  const product = nameOrNull(entry.product) ?? nameOrNull(entry.packageName);
  const address = packageOf(entry);
  const from = address === undefined ? {} : { package: address };
  const given = entry.cpes?.slice(0, MOST_CPES) ?? [];
  if (vendor !== null && product !== null) return [{ vendor, product, ...firstCpe(given), ...from }];
  const cpes = given.flatMap((criteria) => readCpe(criteria) ?? []);
  if (product === null && cpes.length > 0) {
    const byProduct = new Map(cpes.map((cpe) => [cpe.productCpe, cpe]));
    return [...byProduct.values()].map((cpe) => ({
      vendor: vendor ?? nameOrNull(cpe.vendor),
      product: nameOrNull(cpe.product),
      cpe: cpe.productCpe,
      ...from,
    }));
  }
  const vendors = new Set(cpes.map((cpe) => cpe.vendor));
  const [only] = vendors.size === 1 ? vendors : [];
  return [
    {
      vendor: vendor ?? nameOrNull(only),
      // A vendor that names no product means all of them.
      product: product ?? (vendor === null ? nameInPackage(address) : null),
      ...firstCpe(given),
      ...from,
    },
  ];
}

/** The first CPE 2.3 name of a list. */
function firstCpe(given: readonly string[]): { cpe?: string } {
  const cpe = given.find((criteria) => criteria.startsWith('cpe:2.3:') && parseCpe(criteria) !== undefined);
  return cpe === undefined ? {} : { cpe };
}

/** The affected products of a CNA's list, in its order, one per name; entries without any name are left out. */
export function productsOfCna(entries: readonly CnaAffected[], source: string): AffectedProduct[] {
  const byName = new Map<string, { product: AffectedProduct; entries: CnaAffected[] }>();
  for (const entry of entries) {
    if (!isAffected(entry)) continue;
    for (const named of namesOf(entry)) {
      if (named.vendor === null && named.product === null) continue;
      const product = { ...named, source };
      const key = productKey(product);
      const known = byName.get(key);
      if (known === undefined) byName.set(key, { product, entries: [entry] });
      else known.entries.push(entry);
    }
  }
  const products = [...byName.values()].map(({ product: { source: origin, ...product }, entries: same }) => {
    const versions = joinRanges(same);
    return { ...product, ...(versions.length === 0 ? {} : { versions }), source: origin };
  });
  return fewest(products);
}
