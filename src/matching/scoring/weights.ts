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
  start: -3.3,
  supporting: {
    vendor_division: { name: 4.67, short: 4.67, alias: 4.67, brand: 4.67, lead: 4.67, inner: 4.67, initials: 4.67, label: 0.01 },
    vendor_exact: { name: 7.17, short: 7.3, alias: 6.99, brand: 6.56, lead: 6.56, inner: 6.56, initials: 6.56, label: 4.57, product: 4.29, stem: 4.24 },
    vendor_glued: { name: 0.34, short: 0.1, alias: 0.1, brand: 0.1, lead: 0.11, inner: 0.1, initials: 0.1, label: 0.61, product: 0, stem: 0 },
    vendor_misspelt: { name: 4.81, short: 4.81, alias: 4.81, brand: 4.81, lead: 4.81, inner: 4.81, initials: 4.81, label: 0 },
    vendor_near: { name: 4.09, short: 5.16, alias: 4.48, brand: 4.09, lead: 4.09, inner: 4.09, initials: 4.09, label: 0, product: 0.01, stem: 0 },
    vendor_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    vendor_start: { name: 0.4, short: 0.4, alias: 0.4, brand: 0.4, lead: 0.51, inner: 0.4, initials: 0.4, label: 0, product: 0, stem: 0 },
    vendor_swapped: { name: 4.96, short: 4.99, alias: 4.95, brand: 4.95, lead: 4.95, inner: 4.95, initials: 4.95, label: 0 },
    product_division: { name: 4.67, short: 4.67, alias: 4.78, brand: 4.67, lead: 4.67, inner: 4.67, initials: 4.67, label: 0.54, product: 4.67, stem: 4.67 },
    product_exact: { name: 0.59, short: 0.64, alias: 0.93, brand: 0.59, lead: 0.59, inner: 0.59, initials: 0.59, label: 0.5, product: 4.36, stem: 4.24 },
    product_near: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0.01, stem: 0.01 },
    product_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 1.24, short: 1.06, alias: 1.47, brand: 1.06, lead: 1.07, inner: 1.06, initials: 1.06, label: 0.18, product: 4.24, stem: 4.24 },
    package_exact: { name: 2.12, short: 2.12, alias: 2.12, label: 2.12 },
    domain_exact: { name: 5.66, short: 5.66, alias: 5.66, brand: 5.66, lead: 5.66, inner: 5.66, initials: 5.66, label: 6.48, product: 5.66, stem: 5.66 },
    domain_near: { name: 2.55, short: 2.5, alias: 3.01, brand: 2.5, lead: 2.5, inner: 2.63, initials: 2.5, label: 2.49 },
    reference_exact: { label: 4.43 },
    assigner_exact: { name: 3.61, short: 3.38, alias: 3.54, brand: 3.24, lead: 3.24, inner: 3.24, initials: 3.24, label: 2.22 },
    assigner_near: { label: 0, name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0 },
    title_exact: { name: 2.98, short: 3.15, alias: 3.28, brand: 2.89, lead: 2.89, inner: 2.9, initials: 2.89, label: 1.39, product: 0, stem: 0 },
    title_near: { name: 1.37, short: 1.37, alias: 1.71, brand: 1.37, lead: 1.37, inner: 1.37, initials: 1.37, label: 0, product: 0, stem: 0 },
    title_part: { name: 0.68, short: 0.24, alias: 0.24, brand: 0.24, lead: 0.24, inner: 0.24, initials: 0.24, label: 1.03, product: 0.14, stem: 0.08 },
    title_start: { name: 0.59, short: 0.3, alias: 0.17, brand: 0.17, lead: 0.17, inner: 0.17, initials: 0.17, label: 0.18, product: 0.03, stem: 0.01 },
    sole_early: { name: 2.66, short: 2.49, alias: 3.14, brand: 2.49, lead: 2.49, inner: 2.49, initials: 2.49, label: 1.95, product: 3.76, stem: 2.91 },
    sole_late: { name: 3.59, short: 3.27, alias: 3.08, brand: 2.98, lead: 2.98, inner: 2.98, initials: 2.98, label: 2.5, product: 3, stem: 2.39 },
    sole_start: { name: 7.03, short: 7.23, alias: 7.64, brand: 6.7, lead: 6.86, inner: 6.7, initials: 6.7, label: 3.85, product: 1.56, stem: 1.29 },
    description_early: { name: 1.51, short: 1.44, alias: 1.81, brand: 1.43, lead: 1.43, inner: 1.43, initials: 1.43, label: 0.1, product: 0.55, stem: 0.62 },
    description_late: { name: 0.79, short: 0.69, alias: 0.76, brand: 0.69, lead: 0.72, inner: 0.69, initials: 0.69, label: 0.83, product: 0.86, stem: 0.65 },
    description_start: { name: 4.34, short: 3.41, alias: 3.37, brand: 3.37, lead: 3.37, inner: 3.37, initials: 3.37, label: 3.65, product: 0.06, stem: 0.04 },
    story_early: { name: 2.25, short: 1.84, alias: 2.74, brand: 1.84, lead: 1.84, inner: 1.84, initials: 1.84, label: 1.41, product: 0, stem: 0 },
    story_late: { name: 0.92, short: 0.61, alias: 0.74, brand: 0.61, lead: 0.61, inner: 0.72, initials: 0.61, label: 0.27, product: 0.42, stem: 0 },
    story_start: { name: 0, short: 0, alias: 0.11, brand: 0, lead: 0, inner: 0, initials: 0, label: 0 },
  },
  contrary: {
    assigned_by_another: 0.48,
    better_case: 4.02,
    name_goes_on: 2.83,
    namesake_of_assigner: 4.24,
    namesake_of_project: 7.07,
    other_domain: 2.6,
    other_trade: 2.21,
    other_vendor_named: 5.94,
    part_of_name: 4.24,
    site_differs: 0.93,
    site_goes_on: 0.71,
    stronger_rival: 8.25,
  },
});
