import { z } from 'zod';
import type { AffectedProduct, AffectedVersions } from '../../domain/incidents/incident.ts';
import { cut } from '../../domain/text/cut.ts';
import { rangeText } from '../../domain/incidents/range-text.ts';
import { parseCpe, type Cpe } from './cpe.ts';
import { nameOrNull } from './fields.ts';
import { cnaVersion, rangesOfCna } from './version-ranges.ts';

const MOST_PRODUCTS = 250;
const MOST_VERSIONS = 100;

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

/** A CNA also lists products to say that they are fine: those are not affected. */
function isAffected(entry: CnaAffected): boolean {
  return (
    entry.defaultStatus !== 'unaffected' || (entry.versions ?? []).some((v) => v.status !== 'unaffected')
  );
}

const isGit = (range: AffectedVersions): boolean => range.versionType?.toLowerCase() === 'git';

/** What an entry says of versions, its default last. */
function rangesOf({ versions, defaultStatus }: CnaAffected): AffectedVersions[] {
  const ranges = (versions ?? []).flatMap(rangesOfCna);
  // Without a default other versions are unknown, and so they are where everything is called affected: no need to say so.
  if (defaultStatus !== 'affected' && defaultStatus !== 'unaffected') return ranges;
  if (defaultStatus === 'affected' && ranges.length > 0 && ranges.every((r) => r.status === 'affected'))
    return ranges;
  const git = ranges.length > 0 && ranges.every(isGit);
  return [...ranges, { ...(git ? { versionType: 'git' } : {}), status: defaultStatus }];
}

/** Each range once, at most 100: of more, the same ones whatever their order, and an end that leaves the rest open. */
function boundedList(ranges: readonly AffectedVersions[]): AffectedVersions[] {
  if (ranges.length < 2) return [...ranges];
  const byKey = new Map(ranges.map((range) => [rangeText(range), range]));
  if (byKey.size <= MOST_VERSIONS) return [...byKey.values()];
  const kept = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MOST_VERSIONS - 1);
  return [...kept.map(([, range]) => range), { status: 'unknown' }];
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

/** Where an entry's package comes from: its package URL, its repository, or its place in a collection. */
function packageOf({ packageURL, repo, collectionURL, packageName }: CnaAffected): string | undefined {
  if (packageURL?.startsWith('pkg:')) return bound(packageURL);
  const isWeb = (address: string | null | undefined): address is string =>
    /^https?:\/\//i.test(address ?? '');
  if (isWeb(repo)) return bound(repo);
  if (!isWeb(collectionURL)) return undefined;
  return bound(`${collectionURL.replace(/\/$/, '')}/${packageName?.trim() ?? ''}`);
}

/** The affected products of a CNA's list, in its order, one per name; entries without any name are left out. */
export function productsOfCna(entries: readonly CnaAffected[], source: string): AffectedProduct[] {
  const byName = new Map<string, { product: AffectedProduct; entries: CnaAffected[] }>();
  for (const entry of entries) {
    if (!isAffected(entry)) continue;
    const vendor = nameOrNull(entry.vendor);
    const product = nameOrNull(entry.product) ?? nameOrNull(entry.packageName);
    if (vendor === null && product === null) continue;
    const cpe = entry.cpes?.find((criteria) => parseCpe(criteria) !== undefined);
    const from = packageOf(entry);
    const named: AffectedProduct = {
      vendor,
      product,
      ...(cpe === undefined ? {} : { cpe }),
      ...(from === undefined ? {} : { package: from }),
      source,
    };
    const key = productKey(named);
    const known = byName.get(key);
    if (known === undefined) byName.set(key, { product: named, entries: [entry] });
    else known.entries.push(entry);
  }
  const products = [...byName.values()].map(({ product: { source: origin, ...product }, entries: same }) => {
    const versions = joinRanges(same);
    return { ...product, ...(versions.length === 0 ? {} : { versions }), source: origin };
  });
  return fewest(products);
}

const bound = (value: string): string => cut(value.trim(), 200);

/** What a CPE says of versions without bounds beside it: `*` is any, `-` is none that anybody could name. */
function releaseOf({ version, update }: Cpe): AffectedVersions {
  if (version === '*') return update === '*' ? {} : { status: 'unknown' };
  if (nameOrNull(version) === null) return { status: 'unknown' };
  if (update === '*') return { version: bound(version) };
  // No update, and not any update: a range from and to a version contains nothing else.
  if (update === '-') return { versionStartIncluding: bound(version), versionEndIncluding: bound(version) };
  return { version: bound(`${version}-${update}`) };
}

function rangeOfCpe(match: CpeMatch, cpe: Cpe): AffectedVersions {
  const range = {
    ...(match.versionStartIncluding ? { versionStartIncluding: bound(match.versionStartIncluding) } : {}),
    ...(match.versionStartExcluding ? { versionStartExcluding: bound(match.versionStartExcluding) } : {}),
    ...(match.versionEndIncluding ? { versionEndIncluding: bound(match.versionEndIncluding) } : {}),
    ...(match.versionEndExcluding ? { versionEndExcluding: bound(match.versionEndExcluding) } : {}),
  };
  return Object.keys(range).length > 0 ? range : releaseOf(cpe);
}

const namesVersion = (range: AffectedVersions): boolean =>
  Object.keys(range).some((key) => key.startsWith('version'));

/** A list of CPE ranges is complete; one of any version among others makes every version affected. */
function rangesOfCpe(ranges: readonly AffectedVersions[]): AffectedVersions[] {
  if (!ranges.some(namesVersion)) return [];
  return boundedList(
    ranges.map((range) => (Object.keys(range).length === 0 ? { status: 'affected' } : range)),
  );
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
    entry.versions.push(rangeOfCpe(match, cpe));
  }
  const listed = [...products.values()].map(({ versions, ...product }) => {
    const ranges = rangesOfCpe(versions);
    return ranges.length === 0 ? product : { ...product, versions: ranges };
  });
  return fewest(listed);
}

const productKey = ({ vendor, product, cpe }: AffectedProduct): string =>
  `${vendor ?? ''}\u0000${product ?? ''}\u0000${cpe ?? ''}`.toLowerCase();

/** At most 250, of more the same ones whatever their order. */
function fewest(products: AffectedProduct[]): AffectedProduct[] {
  if (products.length <= MOST_PRODUCTS) return products;
  const keyed = products.map((product) => ({ key: productKey(product), product }));
  return keyed
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .slice(0, MOST_PRODUCTS)
    .map(({ product }) => product);
}

/** Each product once (same vendor, product and CPE, whatever the case), the first one kept, at most 250. */
export function distinctProducts(products: readonly AffectedProduct[]): AffectedProduct[] {
  const seen = new Set<string>();
  const distinct = products.filter((product) => {
    const key = productKey(product);
    return !seen.has(key) && seen.add(key);
  });
  return fewest(distinct);
}
