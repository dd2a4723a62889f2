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
    vendor_division: { name: 4.39, short: 4.39, alias: 4.39, brand: 4.39, lead: 4.39, inner: 4.39, initials: 4.39, label: 0 },
    vendor_exact: { name: 6.88, short: 6.99, alias: 6.72, brand: 6.29, lead: 6.29, inner: 6.29, initials: 6.29, label: 4.26, product: 4.08, stem: 3.99 },
    vendor_glued: { name: 0.53, short: 0.28, alias: 0.28, brand: 0.28, lead: 0.31, inner: 0.28, initials: 0.28, label: 0.68, product: 0, stem: 0 },
    vendor_misspelt: { name: 4.52, short: 4.52, alias: 4.52, brand: 4.52, lead: 4.52, inner: 4.52, initials: 4.52, label: 0 },
    vendor_near: { name: 3.73, short: 4.55, alias: 4.15, brand: 3.73, lead: 3.73, inner: 3.73, initials: 3.73, label: 0, product: 0.03, stem: 0 },
    vendor_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    vendor_start: { name: 0.19, short: 0.19, alias: 0.19, brand: 0.19, lead: 0.24, inner: 0.19, initials: 0.19, label: 0, product: 0, stem: 0 },
    vendor_swapped: { name: 4.67, short: 4.7, alias: 4.66, brand: 4.66, lead: 4.66, inner: 4.66, initials: 4.66, label: 0 },
    product_division: { name: 4.39, short: 4.39, alias: 4.5, brand: 4.39, lead: 4.39, inner: 4.39, initials: 4.39, label: 0.52, product: 4.39, stem: 4.39 },
    product_exact: { name: 0.68, short: 0.72, alias: 1, brand: 0.68, lead: 0.68, inner: 0.68, initials: 0.68, label: 0.49, product: 4.1, stem: 3.99 },
    product_near: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0.04, stem: 0.04 },
    product_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 1.33, short: 1.12, alias: 1.5, brand: 1.12, lead: 1.12, inner: 1.12, initials: 1.12, label: 0.31, product: 4, stem: 3.99 },
    package_exact: { name: 2, short: 2, alias: 2, label: 2 },
    domain_exact: { name: 5.32, short: 5.32, alias: 5.32, brand: 5.32, lead: 5.32, inner: 5.32, initials: 5.32, label: 6.09, product: 5.32, stem: 5.32 },
    domain_near: { name: 2.41, short: 2.35, alias: 2.85, brand: 2.35, lead: 2.35, inner: 2.47, initials: 2.35, label: 2.38 },
    reference_exact: { label: 2.79 },
    assigner_exact: { name: 3.34, short: 3.03, alias: 3.29, brand: 2.97, lead: 2.97, inner: 2.97, initials: 2.97, label: 2.47 },
    assigner_near: { label: 0.01, name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0 },
    title_exact: { name: 2.83, short: 3.01, alias: 3.11, brand: 2.75, lead: 2.75, inner: 2.75, initials: 2.75, label: 1.33, product: 0, stem: 0 },
    title_near: { name: 1.3, short: 1.3, alias: 1.64, brand: 1.3, lead: 1.3, inner: 1.3, initials: 1.3, label: 0, product: 0, stem: 0 },
    title_part: { name: 0.69, short: 0.29, alias: 0.29, brand: 0.29, lead: 0.29, inner: 0.29, initials: 0.29, label: 0.96, product: 0.2, stem: 0.13 },
    title_start: { name: 0.63, short: 0.36, alias: 0.23, brand: 0.23, lead: 0.23, inner: 0.23, initials: 0.23, label: 0.2, product: 0.03, stem: 0.01 },
    sole_early: { name: 2.65, short: 2.49, alias: 3.09, brand: 2.49, lead: 2.49, inner: 2.49, initials: 2.49, label: 1.93, product: 3.83, stem: 2.99 },
    sole_late: { name: 3.47, short: 3.17, alias: 2.93, brand: 2.87, lead: 2.87, inner: 2.87, initials: 2.87, label: 2.39, product: 2.86, stem: 2.29 },
    sole_start: { name: 6.71, short: 6.8, alias: 7.28, brand: 6.37, lead: 6.49, inner: 6.37, initials: 6.37, label: 3.67, product: 1.54, stem: 1.36 },
    description_early: { name: 1.44, short: 1.37, alias: 1.73, brand: 1.36, lead: 1.36, inner: 1.36, initials: 1.36, label: 0.05, product: 0.57, stem: 0.61 },
    description_late: { name: 0.72, short: 0.63, alias: 0.71, brand: 0.63, lead: 0.63, inner: 0.63, initials: 0.63, label: 0.73, product: 0.89, stem: 0.68 },
    description_start: { name: 3.75, short: 2.85, alias: 2.97, brand: 2.85, lead: 2.85, inner: 2.85, initials: 2.85, label: 3.18, product: 0.11, stem: 0.08 },
    story_early: { name: 2.2, short: 1.81, alias: 2.66, brand: 1.81, lead: 1.81, inner: 1.81, initials: 1.81, label: 1.32, product: 0, stem: 0 },
    story_late: { name: 0.93, short: 0.64, alias: 0.75, brand: 0.64, lead: 0.64, inner: 0.75, initials: 0.64, label: 0.27, product: 0.41, stem: 0.01 },
    story_start: { name: 0, short: 0, alias: 0.11, brand: 0, lead: 0, inner: 0, initials: 0, label: 0 },
  },
  contrary: {
    assigned_by_another: 0.68,
    better_case: 3.63,
    name_goes_on: 2.66,
    namesake_of_assigner: 3.99,
    namesake_of_project: 6.65,
    other_domain: 2.41,
    other_trade: 2.08,
    other_vendor_named: 5.52,
    part_of_name: 3.99,
    site_differs: 0.65,
    site_goes_on: 0.85,
    stronger_rival: 7.62,
  },
});
