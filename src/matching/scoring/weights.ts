/** Version of rules and weights together, kept with every match; changes whenever a confidence could change. */
export const MATCHER_VERSION = '2.0.0';

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
  start: -3.8,
  supporting: {
    vendor_exact: { name: 7.2, short: 7.07, alias: 6.48, brand: 6.01, lead: 6.01, inner: 6.01, initials: 6.01, label: 6.57, product: 3.22, stem: 2.26 },
    vendor_near: { name: 4.01, short: 4.64, alias: 4.75, brand: 4.01, lead: 4.01, inner: 4.08, initials: 4.01, label: 0, product: 0.09, stem: 0.09 },
    vendor_swapped: { name: 5.02, short: 5.07, alias: 5.01, brand: 5.01, lead: 5.01, inner: 5.01, initials: 5.01, label: 0 },
    vendor_misspelt: { name: 4.29, short: 4.29, alias: 4.29, brand: 4.29, lead: 4.29, inner: 4.29, initials: 4.29, label: 0 },
    vendor_start: { name: 0.11, short: 0, alias: 0, brand: 0, lead: 0.1, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    vendor_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0.26, product: 0, stem: 0 },
    vendor_glued: { name: 0.29, short: 0.13, alias: 0.13, brand: 0.13, lead: 0.13, inner: 0.13, initials: 0.13, label: 0.03, product: 0.84, stem: 1.04 },
    product_exact: { name: 1.2, short: 1.2, alias: 1.79, brand: 1.2, lead: 1.2, inner: 1.2, initials: 1.2, label: 1.63, product: 3.86, stem: 3.72 },
    product_near: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0.09, stem: 0.07 },
    product_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 0.5, short: 0.49, alias: 1.62, brand: 0.49, lead: 0.49, inner: 0.49, initials: 0.49, label: 0.14, product: 6.27, stem: 4.64 },
    package_exact: { name: 2.15, short: 2.15, alias: 2.15, label: 2.15 },
    domain_exact: { label: 6.56 },
    domain_near: { name: 2.68, short: 2.63, alias: 3.16, brand: 2.63, lead: 2.63, inner: 2.75, initials: 2.63, label: 2.65, product: 0, stem: 0 },
    reference_exact: { label: 2.58 },
    title_exact: { name: 3.02, short: 3.18, alias: 3.33, brand: 2.92, lead: 2.92, inner: 2.92, initials: 2.92, label: 1.29, product: 0, stem: 0 },
    title_near: { name: 1.45, short: 1.45, alias: 1.82, brand: 1.45, lead: 1.45, inner: 1.45, initials: 1.45, label: 0 },
    title_part: { name: 0.34, short: 0.04, alias: 0.21, brand: 0.03, lead: 0.03, inner: 0.03, initials: 0.03, label: 0.52, product: 0.19, stem: 0 },
    title_start: { name: 1.27, short: 0.52, alias: 0.73, brand: 0.52, lead: 0.52, inner: 0.52, initials: 0.52, label: 0.67, product: 0, stem: 0 },
    sole_early: { name: 3.71, short: 3.06, alias: 3.55, brand: 3.01, lead: 3.01, inner: 3.01, initials: 3.01, label: 2.91, product: 4.82, stem: 3.78 },
    sole_late: { name: 3.03, short: 3.32, alias: 2.62, brand: 2.62, lead: 2.62, inner: 2.62, initials: 2.62, label: 2.62, product: 5.24, stem: 4.14 },
    sole_start: { name: 6.91, short: 7, alias: 7.53, brand: 6.3, lead: 6.8, inner: 6.3, initials: 6.3, label: 4.81, product: 5.47, stem: 4.51 },
    description_early: { name: 1.35, short: 1.37, alias: 2.06, brand: 1.35, lead: 1.35, inner: 1.35, initials: 1.35, label: 0.27, product: 1.04, stem: 0.99 },
    description_late: { name: 1, short: 0.9, alias: 1.12, brand: 0.9, lead: 0.92, inner: 0.9, initials: 0.9, label: 1.22, product: 1.75, stem: 1 },
    description_start: { name: 4.22, short: 2.83, alias: 3.59, brand: 2.83, lead: 2.83, inner: 2.83, initials: 2.83, label: 4.57, product: 0.39, stem: 0.29 },
    story_early: { name: 2.12, short: 1.72, alias: 2.72, brand: 1.72, lead: 1.72, inner: 1.72, initials: 1.72, label: 1.35, product: 0, stem: 0 },
    story_late: { name: 1.03, short: 0.73, alias: 0.82, brand: 0.73, lead: 0.73, inner: 0.83, initials: 0.73, label: 0.37, product: 0.44, stem: 0 },
    story_start: { name: 0, short: 0, alias: 0.11, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
  },
  contrary: {
    better_case: 4.78,
    name_goes_on: 2.86,
    namesake_of_project: 7.16,
    other_domain: 2.42,
    other_trade: 3.22,
    other_vendor_named: 5.08,
    site_differs: 1.03,
    site_goes_on: 0.67,
    stronger_rival: 8.66,
  },
});
