import type { AffectedProduct, AffectedVersions } from '../../domain/incidents/incident.ts';
import { rangeText } from '../../domain/incidents/range-text.ts';
import { cut } from '../../domain/text/cut.ts';

const MOST_PRODUCTS = 250;
const MOST_VERSIONS = 100;

/** A version or an address as it is kept. */
export const bound = (value: string): string => cut(value.trim(), 200);

/** Each range once, at most 100: of more, the same ones whatever their order, and an end that leaves the rest open. */
export function boundedList(ranges: readonly AffectedVersions[]): AffectedVersions[] {
  if (ranges.length < 2) return [...ranges];
  const byKey = new Map(ranges.map((range) => [rangeText(range), range]));
  if (byKey.size <= MOST_VERSIONS) return [...byKey.values()];
  const kept = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MOST_VERSIONS - 1);
  return [...kept.map(([, range]) => range), { status: 'unknown' }];
}

/** What tells one product from another: two packages of one name and no vendor are two. */
export const productKey = ({ vendor, product, cpe, package: from }: AffectedProduct): string =>
  `${vendor ?? ''}\u0000${product ?? ''}\u0000${cpe ?? ''}\u0000${vendor === null ? (from ?? '') : ''}`.toLowerCase();

/** At most 250, of more the same ones whatever their order. */
export function fewest(products: AffectedProduct[]): AffectedProduct[] {
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
