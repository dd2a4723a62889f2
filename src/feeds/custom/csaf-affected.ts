import type { AffectedVersions } from '../../domain/incidents/incident.ts';
import { boundedList } from '../normalize/product-lists.ts';
import { productsOfTree, versionsOf, type TreeProduct } from './csaf-products.ts';
import type { Entry } from './entry.ts';

/** The products of one vulnerability by their status; nothing where it does not say. */
export type ProductStatus = Readonly<Record<string, readonly string[]>> | null | undefined;

const AFFECTED = ['known_affected', 'first_affected', 'last_affected'];
/** What is fixed was affected before: such an advisory concerns whoever uses the product. */
const FIXED = ['fixed', 'first_fixed', 'recommended'];
const OPEN = ['under_investigation', 'unknown'];

/** One product of the tree with what one status says of its versions. */
interface Said {
  product: TreeProduct;
  ranges: AffectedVersions[];
}

/** A range with another status, unless it is in doubt already. */
const withStatus = (range: AffectedVersions, status: 'unaffected' | 'unknown'): AffectedVersions =>
  range.status === 'unknown' ? range : { ...range, status };

/** What a status says of a product's versions. */
function rangesUnder(status: string, product: TreeProduct): AffectedVersions[] {
  const ranges = versionsOf(product);
  if (FIXED.includes(status)) return ranges.map((range) => withStatus(range, 'unaffected'));
  if (OPEN.includes(status)) return ranges.map((range) => withStatus(range, 'unknown'));
  if (status === 'known_affected') return ranges;
  // The first or the last affected version says that there are others, and not how far they go.
  const edge = status === 'first_affected' ? 'versionStartIncluding' : 'versionEndIncluding';
  const others = ranges.flatMap(({ version }): AffectedVersions[] =>
    version === undefined ? [] : [{ [edge]: version, status: 'unknown' }],
  );
  return [...ranges, ...others];
}

const keyOf = ({ vendor, product }: TreeProduct): string => JSON.stringify([vendor, product]);

const isBounded = (range: AffectedVersions): boolean =>
  Object.keys(range).some((key) => key.startsWith('version'));

/** One entry per vendor and product; ranges that bound nothing say something only among others. */
function grouped(all: readonly Said[]): NonNullable<Entry['affected']> {
  const groups = new Map<string, Said>();
  for (const { product, ranges } of all) {
    const group = groups.get(keyOf(product)) ?? { product, ranges: [] };
    groups.set(keyOf(product), group);
    group.ranges.push(...ranges);
  }
  return [...groups.values()].map(({ product: { vendor, product, cpe }, ranges }) => ({
    vendor,
    product,
    ...(cpe === null ? {} : { cpe }),
    versions: ranges.some(isBounded) ? boundedList(ranges).map((range) => ({ ...range })) : [],
  }));
}

/**
 * The products that an advisory concerns, one per vendor and product with all its versions: those that are affected and,
 * where nothing is said to be, those that it fixes. What is under investigation leaves the versions of an affected
 * product open.
 */
export function affectedOf(
  tree: unknown,
  statuses: readonly ProductStatus[],
): NonNullable<Entry['affected']> {
  const products = productsOfTree(tree);
  // An advisory without vulnerabilities speaks of all that it lists.
  if (statuses.length === 0)
    return grouped([...products.values()].map((product) => ({ product, ranges: versionsOf(product) })));
  const under = (names: readonly string[]): Said[] =>
    names.flatMap((name) =>
      [...new Set(statuses.flatMap((status) => status?.[name] ?? []))].flatMap((id) => {
        const product = products.get(id);
        return product === undefined ? [] : [{ product, ranges: rangesUnder(name, product) }];
      }),
    );
  const affected = under(AFFECTED);
  const known = new Set(affected.map(({ product }) => keyOf(product)));
  return grouped([
    ...affected,
    ...under(OPEN).filter(({ product }) => known.has(keyOf(product))),
    ...under(FIXED).filter(({ product }) => !known.has(keyOf(product))),
  ]);
}

/** True for an advisory that says of every product it names, for each vulnerability, that it is not affected. */
export function affectsNobody(statuses: readonly ProductStatus[]): boolean {
  const named = statuses.map((status) =>
    Object.entries(status ?? {}).flatMap(([name, ids]) => (ids.length > 0 ? [name] : [])),
  );
  return (
    named.length > 0 &&
    named.every((names) => names.length > 0 && names.every((n) => n === 'known_not_affected'))
  );
}
