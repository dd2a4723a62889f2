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
  start: -3.45,
  supporting: {
    vendor_division: { name: 4.8, short: 4.8, alias: 4.8, brand: 4.8, lead: 4.8, inner: 4.8, initials: 4.8, label: 0.01 },
    vendor_exact: { name: 7.41, short: 7.44, alias: 6.55, brand: 6.55, lead: 6.52, inner: 6.52, initials: 6.52, label: 6.14, product: 4.76, stem: 4.37 },
    vendor_glued: { name: 0.03, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 1.47, product: 0, stem: 0 },
    vendor_misspelt: { name: 4.37, short: 4.37, alias: 4.37, brand: 4.37, lead: 4.37, inner: 4.37, initials: 4.37, label: 0 },
    vendor_near: { name: 4.08, short: 4.63, alias: 4.66, brand: 4.08, lead: 4.08, inner: 4.08, initials: 4.08, label: 0, product: 0.01, stem: 0 },
    vendor_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    vendor_start: { name: 0.38, short: 0.38, alias: 0.38, brand: 0.38, lead: 0.48, inner: 0.38, initials: 0.38, label: 0, product: 0, stem: 0 },
    vendor_swapped: { name: 5.1, short: 5.14, alias: 5.1, brand: 5.1, lead: 5.1, inner: 5.1, initials: 5.1, label: 0 },
    product_division: { name: 4.82, short: 4.8, alias: 4.94, brand: 4.8, lead: 4.8, inner: 4.8, initials: 4.8, label: 0.64, product: 4.8, stem: 4.8 },
    product_exact: { name: 0.57, short: 0.61, alias: 0.9, brand: 0.57, lead: 0.57, inner: 0.57, initials: 0.57, label: 0.39, product: 4.51, stem: 4.37 },
    product_near: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0.09, stem: 0.07 },
    product_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 0.98, short: 0.92, alias: 1.41, brand: 0.92, lead: 0.95, inner: 0.92, initials: 0.92, label: 0.66, product: 4.37, stem: 4.37 },
    package_exact: { name: 2.18, short: 2.18, alias: 2.18, label: 2.18 },
    domain_exact: { name: 5.82, short: 5.82, alias: 5.82, brand: 5.82, lead: 5.82, inner: 5.82, initials: 5.82, label: 6.65, product: 5.82, stem: 5.82 },
    domain_near: { name: 2.62, short: 2.58, alias: 3.1, brand: 2.58, lead: 2.58, inner: 2.69, initials: 2.58, label: 2.49 },
    reference_exact: { label: 2.62 },
    title_exact: { name: 3.03, short: 3.2, alias: 3.33, brand: 2.94, lead: 2.94, inner: 2.94, initials: 2.94, label: 1.4, product: 0, stem: 0 },
    title_near: { name: 1.41, short: 1.41, alias: 1.78, brand: 1.41, lead: 1.41, inner: 1.41, initials: 1.41, label: 0, product: 0, stem: 0 },
    title_part: { name: 0.71, short: 0.29, alias: 0.29, brand: 0.29, lead: 0.29, inner: 0.29, initials: 0.29, label: 1.03, product: 0.28, stem: 0.17 },
    title_start: { name: 0.79, short: 0.64, alias: 0.42, brand: 0.42, lead: 0.42, inner: 0.42, initials: 0.42, label: 0.33, product: 0.04, stem: 0.04 },
    sole_early: { name: 3.77, short: 3.61, alias: 3.79, brand: 3.36, lead: 3.36, inner: 3.36, initials: 3.36, label: 3.73, product: 4.6, stem: 3.48 },
    sole_late: { name: 3.7, short: 3.33, alias: 3.48, brand: 3.1, lead: 3.1, inner: 3.1, initials: 3.1, label: 3.36, product: 5.01, stem: 4.02 },
    sole_start: { name: 8.07, short: 8.11, alias: 7.85, brand: 7.37, lead: 7.64, inner: 7.37, initials: 7.37, label: 4.94, product: 5.24, stem: 4.19 },
    description_early: { name: 1.56, short: 1.48, alias: 1.88, brand: 1.44, lead: 1.44, inner: 1.44, initials: 1.44, label: 0.17, product: 0.61, stem: 0.64 },
    description_late: { name: 0.8, short: 0.68, alias: 0.76, brand: 0.68, lead: 0.7, inner: 0.68, initials: 0.68, label: 0.92, product: 2.23, stem: 1.65 },
    description_start: { name: 4.4, short: 3.17, alias: 3.42, brand: 3.17, lead: 3.17, inner: 3.17, initials: 3.17, label: 4.66, product: 0.32, stem: 0.25 },
    story_early: { name: 2.13, short: 1.72, alias: 2.65, brand: 1.72, lead: 1.72, inner: 1.72, initials: 1.72, label: 1.44, product: 0, stem: 0 },
    story_late: { name: 0.83, short: 0.52, alias: 0.66, brand: 0.52, lead: 0.52, inner: 0.63, initials: 0.52, label: 0.23, product: 0.42, stem: 0 },
    story_start: { name: 0, short: 0, alias: 0.1, brand: 0, lead: 0, inner: 0, initials: 0, label: 0 },
  },
  contrary: {
    better_case: 4.4,
    name_goes_on: 2.91,
    namesake_of_project: 7.28,
    other_domain: 2.75,
    other_trade: 2.53,
    other_vendor_named: 6.07,
    part_of_name: 4.37,
    site_differs: 0.52,
    site_goes_on: 0.7,
    stronger_rival: 8.59,
  },
});
