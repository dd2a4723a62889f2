import { z } from 'zod';
import { cut } from '../../domain/text/cut.ts';
import { parseCpe } from '../normalize/cpe.ts';

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

const BOUND = /^(<=|>=|<|>)\s*v?(\S{1,100})$/i;
const KEYS = {
  '<': 'versionEndExcluding',
  '<=': 'versionEndIncluding',
  '>': 'versionStartExcluding',
  '>=': 'versionStartIncluding',
} as const;

/** A version or range in a form that can be compared, where it is one: `<=2.1`, `vers:generic/>=1|<2`, else as written. */
export function versionOf(product: TreeProduct): Record<string, string> | null {
  const given = cut(product.version?.trim() ?? '', 200);
  if (given === '' || given === 'vers:all/*' || given === '*') return null;
  if (!product.ranged) return { version: given };
  const bounds = given
    .replace(/^vers:[\w.-]+\//, '')
    .split('|')
    .map((one) => BOUND.exec(one.trim()));
  const range: Record<string, string> = {};
  for (const bound of bounds) {
    const [, operator, version] = bound ?? [];
    const key = KEYS[operator as keyof typeof KEYS] as string | undefined;
    if (key === undefined || version === undefined || key in range) return { version: given };
    range[key] = version;
  }
  return range;
}
