import { z } from 'zod';
import { cut } from '../../domain/text/cut.ts';
import type { AffectedVersions } from '../../domain/incidents/incident.ts';
import { oneLine } from '../../domain/text/one-line.ts';
import { parseCpe } from '../normalize/cpe.ts';
import { readVersionText } from '../normalize/version-text.ts';

/** A product of a document's tree, as its branches say it. */
export interface TreeProduct {
  vendor: string | null;
  product: string | null;
  version: string | null;
  /** True: `version` names a range. */
  ranged: boolean;
  cpe: string | null;
}

/** Branches in branches; what is no branch is passed over. */
const MOST_BRANCHES = 20_000;
const DEEPEST = 30;
/** The longest text about versions that is read. */
const MOST_CHARACTERS = 2_000;

const fullName = z.object({
  name: z.string().nullish(),
  product_id: z.string(),
  product_identification_helper: z.object({ cpe: z.string().nullish() }).nullish().catch(null),
});
const branch = z.object({
  category: z.string(),
  name: z.string(),
  product: fullName.nullish().catch(null),
  branches: z.array(z.unknown()).nullish().catch(null),
});
const relationship = z.object({ product_reference: z.string(), full_product_name: fullName });

const tree = z.object({
  branches: z.array(z.unknown()).nullish(),
  full_product_names: z.array(z.unknown()).nullish(),
  relationships: z.array(z.unknown()).nullish(),
});

const NOTHING: TreeProduct = { vendor: null, product: null, version: null, ranged: false, cpe: null };

const cpeOf = (product: z.infer<typeof fullName>): string | null => {
  const given = product.product_identification_helper?.cpe ?? '';
  return parseCpe(given) === undefined ? null : given;
};

function above(outer: TreeProduct, { category, name }: { category: string; name: string }): TreeProduct {
  switch (category) {
    case 'vendor':
      return { ...outer, vendor: name };
    case 'product_name':
      return { ...outer, product: name };
    case 'product_version':
      return { ...outer, version: name, ranged: false };
    case 'product_version_range':
      return { ...outer, version: name, ranged: true };
    default:
      return outer;
  }
}

/** The products of a CSAF `product_tree` by their ids; what is out of shape in it is passed over. */
export function productsOfTree(given: unknown): Map<string, TreeProduct> {
  const products = new Map<string, TreeProduct>();
  const parsed = tree.safeParse(given);
  if (!parsed.success) return products;
  let left = MOST_BRANCHES;
  const walk = (branches: readonly unknown[], outer: TreeProduct, depth: number): void => {
    for (const one of branches) {
      left -= 1;
      if (left < 0 || depth > DEEPEST) return;
      const read = branch.safeParse(one);
      if (!read.success) continue;
      const { product, branches: inner } = read.data;
      const here = above(outer, read.data);
      if (product) products.set(product.product_id, { ...here, cpe: cpeOf(product) });
      if (inner) walk(inner, here, depth + 1);
    }
  };
  walk(parsed.data.branches ?? [], NOTHING, 0);
  for (const one of (parsed.data.full_product_names ?? []).slice(0, MOST_BRANCHES)) {
    const { data } = fullName.safeParse(one);
    if (data) products.set(data.product_id, { ...NOTHING, product: data.name ?? null, cpe: cpeOf(data) });
  }
  // A product as part of another, or installed on one: it is the product itself that is affected.
  for (const one of (parsed.data.relationships ?? []).slice(0, MOST_BRANCHES)) {
    const { data } = relationship.safeParse(one);
    const known = data === undefined ? undefined : products.get(data.product_reference);
    if (data && known) products.set(data.full_product_name.product_id, known);
  }
  return products;
}

/** One comparison with whatever a vendor calls a version: `<=SS016.05.03`. */
const BOUND = /^(<=|>=|<|>)\s*v?(\S{1,100})$/i;
const KEYS = {
  '<': 'versionEndExcluding',
  '<=': 'versionEndIncluding',
  '>': 'versionStartExcluding',
  '>=': 'versionStartIncluding',
} as const;

const VERS = /^vers:[\w.-]{1,40}\//i;

/** The text of a version; a `vers:` is one too, its special characters written with percent signs. */
function textOfVersion(product: TreeProduct): string {
  const given = cut(oneLine(product.version ?? ''), MOST_CHARACTERS);
  if (!VERS.test(given)) return given;
  const text = given.replace(VERS, '');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Comparisons with what does not begin with a number, as one range; undefined where a part is no comparison. */
function rangeOfComparisons(text: string): AffectedVersions | undefined {
  const range: AffectedVersions = {};
  for (const part of text.split('|')) {
    const [, operator, version] = BOUND.exec(part.trim()) ?? [];
    const key = KEYS[operator as keyof typeof KEYS] as (typeof KEYS)[keyof typeof KEYS] | undefined;
    if (key === undefined || version === undefined || key in range) return undefined;
    range[key] = version;
  }
  return range;
}

/**
 * The versions of a product in a form that can be compared, where they are: `<=2.1`, `vers:generic/>=1|<2`, "4.1 and
 * later". One without bounds speaks of every version, or says that nobody knows which.
 */
export function versionsOf(product: TreeProduct): AffectedVersions[] {
  const text = textOfVersion(product);
  if (text === '') return [{ status: 'unknown' }];
  const said = readVersionText(text, product.product === null ? [] : [product.product]);
  const [only] = said;
  if (said.length === 1 && only?.bounds.version === text && product.ranged)
    return [rangeOfComparisons(text) ?? only.bounds];
  return said.map(({ bounds, certain }): AffectedVersions => {
    const isAll = Object.keys(bounds).length === 0;
    return { ...bounds, ...(isAll ? { status: 'affected' } : certain ? {} : { status: 'unknown' }) };
  });
}
