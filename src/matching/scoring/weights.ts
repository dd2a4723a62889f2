/** Version of rules and weights together, kept with every match; changes whenever a confidence could change. */
export const MATCHER_VERSION = '2.1.0';

/** Weights of the signals in log-odds, none negative: supporting ones are added, contrary ones taken away. */
export interface MatchWeights {
  /** Where a pair starts that nothing speaks for. */
  start: number;
  /** By `kind@field_place`, such as `name@vendor_exact`. */
  supporting: Record<string, number>;
  contrary: Record<string, number>;
}

/** The same to be read: a row for each place in an incident, a column for each kind of phrase that may stand there. */
export interface WeightsTable {
  start: number;
  supporting: Record<string, Record<string, number>>;
  contrary: Record<string, number>;
}

/** Flat weights as a table, rows in alphabetical order. */
export function asTable({ start, supporting, contrary }: MatchWeights): WeightsTable {
  const rows: WeightsTable['supporting'] = {};
  for (const [name, weight] of Object.entries(supporting)) {
    const [kind = '', place = ''] = name.split('@');
    (rows[place] ??= {})[kind] = weight;
  }
  const sorted = Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1));
  return { start, supporting: Object.fromEntries(sorted), contrary };
}

function fromTable({ start, supporting, contrary }: WeightsTable): MatchWeights {
  const flat = Object.entries(supporting).flatMap(([place, row]) =>
    Object.entries(row).map(([kind, weight]) => [`${kind}@${place}`, weight] as const),
  );
  return { start, supporting: Object.fromEntries(flat), contrary };
}

/** Learned from labelled pairs by `fit-matching`; a weight counts times the rarity (0..1) of the phrase. */
// prettier-ignore
export const WEIGHTS: MatchWeights = fromTable({
  start: -3.6,
  supporting: {
    vendor_division: { name: 4.68, short: 4.68, alias: 4.68, brand: 4.68, lead: 4.68, inner: 4.68, initials: 4.68, label: 0.01 },
    vendor_exact: { name: 7.38, short: 7.42, alias: 6.59, brand: 6.53, lead: 6.52, inner: 6.52, initials: 6.52, label: 6.09, product: 4.67, stem: 4.26 },
    vendor_glued: { name: 0.03, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 1.45, product: 0, stem: 0 },
    vendor_misspelt: { name: 4.26, short: 4.26, alias: 4.26, brand: 4.26, lead: 4.26, inner: 4.26, initials: 4.26, label: 0 },
    vendor_near: { name: 3.98, short: 4.54, alias: 4.6, brand: 3.98, lead: 3.98, inner: 3.98, initials: 3.98, label: 0.01, product: 0.01, stem: 0 },
    vendor_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    vendor_start: { name: 0.34, short: 0.34, alias: 0.34, brand: 0.34, lead: 0.43, inner: 0.34, initials: 0.34, label: 0, product: 0, stem: 0 },
    vendor_swapped: { name: 4.97, short: 5.01, alias: 4.97, brand: 4.97, lead: 4.97, inner: 4.97, initials: 4.97, label: 0 },
    product_division: { name: 4.7, short: 4.68, alias: 4.81, brand: 4.68, lead: 4.68, inner: 4.68, initials: 4.68, label: 0.67, product: 4.68, stem: 4.68 },
    product_exact: { name: 0.57, short: 0.61, alias: 0.91, brand: 0.57, lead: 0.57, inner: 0.57, initials: 0.57, label: 0.4, product: 4.42, stem: 4.26 },
    product_near: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0.09, stem: 0.06 },
    product_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 0.97, short: 0.89, alias: 1.39, brand: 0.89, lead: 0.91, inner: 0.89, initials: 0.89, label: 0.68, product: 4.26, stem: 4.26 },
    package_exact: { name: 2.13, short: 2.13, alias: 2.13, label: 2.13 },
    domain_exact: { name: 5.68, short: 5.68, alias: 5.68, brand: 5.68, lead: 5.68, inner: 5.68, initials: 5.68, label: 6.5, product: 5.68, stem: 5.68 },
    domain_near: { name: 2.6, short: 2.54, alias: 3.07, brand: 2.54, lead: 2.54, inner: 2.67, initials: 2.54, label: 2.48 },
    reference_exact: { label: 2.56 },
    title_exact: { name: 3.04, short: 3.21, alias: 3.35, brand: 2.94, lead: 2.94, inner: 2.95, initials: 2.94, label: 1.41, product: 0, stem: 0 },
    title_near: { name: 1.45, short: 1.45, alias: 1.8, brand: 1.45, lead: 1.45, inner: 1.45, initials: 1.45, label: 0, product: 0, stem: 0 },
    title_part: { name: 0.7, short: 0.26, alias: 0.26, brand: 0.26, lead: 0.26, inner: 0.26, initials: 0.26, label: 1.05, product: 0.28, stem: 0.18 },
    title_start: { name: 0.7, short: 0.55, alias: 0.33, brand: 0.33, lead: 0.33, inner: 0.33, initials: 0.33, label: 0.37, product: 0.06, stem: 0.04 },
    sole_early: { name: 3.88, short: 3.62, alias: 3.76, brand: 3.31, lead: 3.31, inner: 3.31, initials: 3.31, label: 3.22, product: 4.68, stem: 3.58 },
    sole_late: { name: 3.58, short: 3.42, alias: 3.39, brand: 3, lead: 3, inner: 3, initials: 3, label: 2.84, product: 5.07, stem: 4.09 },
    sole_start: { name: 7.48, short: 7.67, alias: 7.54, brand: 6.74, lead: 7.07, inner: 6.74, initials: 6.74, label: 5.11, product: 5.27, stem: 4.23 },
    description_early: { name: 1.46, short: 1.39, alias: 1.8, brand: 1.35, lead: 1.35, inner: 1.35, initials: 1.35, label: 0.2, product: 0.65, stem: 0.68 },
    description_late: { name: 0.78, short: 0.68, alias: 0.75, brand: 0.68, lead: 0.7, inner: 0.68, initials: 0.68, label: 0.92, product: 2.24, stem: 1.68 },
    description_start: { name: 4.29, short: 3.09, alias: 3.36, brand: 3.09, lead: 3.09, inner: 3.09, initials: 3.09, label: 4.63, product: 0.33, stem: 0.26 },
    story_early: { name: 2.06, short: 1.63, alias: 2.58, brand: 1.63, lead: 1.63, inner: 1.63, initials: 1.63, label: 1.5, product: 0, stem: 0 },
    story_late: { name: 0.88, short: 0.58, alias: 0.7, brand: 0.58, lead: 0.58, inner: 0.68, initials: 0.58, label: 0.3, product: 0.43, stem: 0 },
    story_start: { name: 0, short: 0, alias: 0.1, brand: 0, lead: 0, inner: 0, initials: 0, label: 0 },
  },
  contrary: {
    better_case: 4.39,
    name_goes_on: 2.84,
    namesake_of_project: 7.1,
    other_domain: 2.57,
    other_trade: 2.47,
    other_vendor_named: 5.86,
    part_of_name: 4.26,
    site_differs: 0.37,
    site_goes_on: 0.38,
    stronger_rival: 8.26,
  },
});
