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

const unescapeCpe = (component: string): string => component.replace(/\\(.)/g, '$1');

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
