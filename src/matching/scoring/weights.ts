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
  start: -3.23,
  supporting: {
    vendor_division: { name: 4.83, short: 4.83, alias: 4.83, brand: 4.83, lead: 4.83, inner: 4.83, initials: 4.83, label: 0.01 },
    vendor_exact: { name: 7.16, short: 7.31, alias: 6.92, brand: 6.53, lead: 6.53, inner: 6.53, initials: 6.53, label: 4.57, product: 4.42, stem: 4.39 },
    vendor_glued: { name: 0.37, short: 0.13, alias: 0.13, brand: 0.13, lead: 0.16, inner: 0.13, initials: 0.13, label: 0.63, product: 0, stem: 0 },
    vendor_misspelt: { name: 4.98, short: 4.98, alias: 4.98, brand: 4.98, lead: 4.98, inner: 4.98, initials: 4.98, label: 0 },
    vendor_near: { name: 4.1, short: 4.32, alias: 4.49, brand: 4.1, lead: 4.1, inner: 4.1, initials: 4.1, label: 0, product: 0.01, stem: 0 },
    vendor_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    vendor_start: { name: 0.44, short: 0.44, alias: 0.44, brand: 0.44, lead: 0.56, inner: 0.44, initials: 0.44, label: 0, product: 0, stem: 0 },
    vendor_swapped: { name: 5.14, short: 5.15, alias: 5.12, brand: 5.12, lead: 5.12, inner: 5.12, initials: 5.12, label: 0 },
    product_division: { name: 4.83, short: 4.83, alias: 4.93, brand: 4.83, lead: 4.83, inner: 4.83, initials: 4.83, label: 0.53, product: 4.83, stem: 4.83 },
    product_exact: { name: 0.88, short: 0.98, alias: 1.2, brand: 0.88, lead: 0.88, inner: 0.88, initials: 0.88, label: 0.41, product: 4.44, stem: 4.39 },
    product_near: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0.01, stem: 0 },
    product_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 1.13, short: 0.97, alias: 1.41, brand: 0.97, lead: 0.97, inner: 0.97, initials: 0.97, label: 0.28, product: 4.41, stem: 4.39 },
    package_exact: { name: 2.2, short: 2.2, alias: 2.2, label: 2.2 },
    domain_exact: { name: 5.86, short: 5.86, alias: 5.86, brand: 5.86, lead: 5.86, inner: 5.86, initials: 5.86, label: 6.68, product: 5.86, stem: 5.86 },
    domain_near: { name: 2.05, short: 2.02, alias: 2.46, brand: 2.02, lead: 2.02, inner: 2.11, initials: 2.02, label: 2.43 },
    reference_exact: { label: 4.76 },
    assigner_exact: { name: 3.5, short: 3.24, alias: 3.82, brand: 3.24, lead: 3.24, inner: 3.24, initials: 3.24, label: 1.26 },
    assigner_near: { label: 0, name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0 },
    title_exact: { name: 4.04, short: 4.08, alias: 4.25, brand: 3.95, lead: 3.95, inner: 3.95, initials: 3.95, label: 1.2, product: 0, stem: 0 },
    title_near: { name: 1.49, short: 1.49, alias: 1.86, brand: 1.49, lead: 1.49, inner: 1.49, initials: 1.49, label: 0, product: 0, stem: 0 },
    title_part: { name: 0.59, short: 0.15, alias: 0.15, brand: 0.15, lead: 0.15, inner: 0.15, initials: 0.15, label: 1.16, product: 0.1, stem: 0.06 },
    title_start: { name: 0.61, short: 0.35, alias: 0.19, brand: 0.19, lead: 0.19, inner: 0.19, initials: 0.19, label: 0.26, product: 0.03, stem: 0.03 },
    sole_early: { name: 1.83, short: 1.73, alias: 2.27, brand: 1.73, lead: 1.73, inner: 1.73, initials: 1.73, label: 2.02, product: 3.6, stem: 2.75 },
    sole_late: { name: 2.47, short: 2.53, alias: 2.2, brand: 2.14, lead: 2.14, inner: 2.14, initials: 2.14, label: 3.02, product: 3.26, stem: 2.61 },
    sole_start: { name: 6.25, short: 6.53, alias: 7.04, brand: 6.06, lead: 6.24, inner: 6.06, initials: 6.06, label: 4.07, product: 1.64, stem: 1.33 },
    description_early: { name: 1.29, short: 1.23, alias: 1.6, brand: 1.22, lead: 1.22, inner: 1.22, initials: 1.22, label: 0.18, product: 0.5, stem: 0.56 },
    description_late: { name: 0.69, short: 0.6, alias: 0.67, brand: 0.6, lead: 0.61, inner: 0.6, initials: 0.6, label: 0.73, product: 0.76, stem: 0.57 },
    description_start: { name: 3.78, short: 2.64, alias: 2.83, brand: 2.64, lead: 2.64, inner: 2.64, initials: 2.64, label: 3.87, product: 0.03, stem: 0.01 },
    story_early: { name: 1.89, short: 1.46, alias: 2.43, brand: 1.46, lead: 1.46, inner: 1.46, initials: 1.46, label: 1.82, product: 0, stem: 0 },
    story_late: { name: 0.79, short: 0.51, alias: 0.59, brand: 0.51, lead: 0.51, inner: 0.57, initials: 0.51, label: 0.09, product: 0.29, stem: 0 },
    story_start: { name: 0, short: 0, alias: 0.07, brand: 0, lead: 0, inner: 0, initials: 0, label: 0 },
  },
  contrary: {
    assigned_by_another: 2.11,
    better_case: 3.53,
    name_goes_on: 2.93,
    namesake_of_assigner: 5.86,
    namesake_of_project: 7.32,
    only_reference: 2.93,
    other_domain: 3.4,
    other_trade: 2.3,
    other_vendor_named: 5.87,
    part_of_name: 4.39,
    part_of_name_only: 1.95,
    site_differs: 0.98,
    site_goes_on: 0.83,
    stronger_rival: 8.58,
  },
});
