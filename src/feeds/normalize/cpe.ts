/** What a CPE 2.3 formatted string names, unescaped, with `any` for `*`. */
export interface Cpe {
  part: string;
  vendor: string;
  product: string;
  version: string;
  /** `sp1`, `update3`; `*` for any, `-` for none. */
  update: string;
  /** The string without its version and update: one product whatever the release. */
  productCpe: string;
}

/** A component as text: a backslash stands before a character that has a meaning of its own. */
export const unescapeCpe = (component: string): string =>
  component.includes('\\') ? component.replace(/\\(.)/g, '$1') : component;

/** Splits at colons that no backslash escapes; undefined when it is no CPE 2.3 string. */
export function parseCpe(criteria: string): Cpe | undefined {
  const components = criteria.match(/(?:\\.|[^:\\])+/g);
  if (components?.length !== 13 || components[0] !== 'cpe' || components[1] !== '2.3') return undefined;
  const [, , part = '', vendor = '', product = '', version = '', update = ''] = components;
  const productCpe = components.with(5, '*').with(6, '*').join(':');
  return {
    part,
    vendor: unescapeCpe(vendor),
    product: unescapeCpe(product),
    version: unescapeCpe(version),
    update: unescapeCpe(update),
    productCpe,
  };
}

/** A part of a CPE 2.2 URI as CPE 2.3 writes it: nothing is any. */
function boundPart(part: string | undefined): string {
  if (part === undefined || part === '') return '*';
  if (part === '-') return '-';
  let text = part;
  try {
    text = decodeURIComponent(part);
  } catch {
    // A stray percent sign stands for itself.
  }
  return text.replace(/[^\w.-]/g, '\\$&');
}

/** Reads a CPE in either notation: `cpe:2.3:a:acme:anvil:1.0:*:…` or `cpe:/a:acme:anvil:1.0`. */
export function readCpe(criteria: string): Cpe | undefined {
  if (!/^cpe:\/[aho]:/i.test(criteria)) return parseCpe(criteria);
  const parts = criteria.slice('cpe:/'.length).split(':').slice(0, 7);
  const bound = Array.from({ length: 11 }, (_, at) => boundPart(parts[at]));
  return parseCpe(`cpe:2.3:${bound.join(':')}`);
}
