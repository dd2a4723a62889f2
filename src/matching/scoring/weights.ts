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
  start: -3.21,
  supporting: {
    vendor_division: { name: 4.82, short: 4.82, alias: 4.82, brand: 4.82, lead: 4.82, inner: 4.82, initials: 4.82, label: 0.01 },
    vendor_exact: { name: 7.13, short: 7.3, alias: 6.91, brand: 6.52, lead: 6.52, inner: 6.52, initials: 6.52, label: 4.56, product: 4.42, stem: 4.39 },
    vendor_glued: { name: 0.37, short: 0.12, alias: 0.12, brand: 0.12, lead: 0.16, inner: 0.12, initials: 0.12, label: 0.63, product: 0, stem: 0 },
    vendor_misspelt: { name: 4.97, short: 4.97, alias: 4.97, brand: 4.97, lead: 4.97, inner: 4.97, initials: 4.97, label: 0 },
    vendor_near: { name: 4.09, short: 4.31, alias: 4.49, brand: 4.09, lead: 4.09, inner: 4.09, initials: 4.09, label: 0, product: 0.01, stem: 0 },
    vendor_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    vendor_start: { name: 0.44, short: 0.44, alias: 0.44, brand: 0.44, lead: 0.56, inner: 0.44, initials: 0.44, label: 0, product: 0, stem: 0 },
    vendor_swapped: { name: 5.13, short: 5.15, alias: 5.12, brand: 5.12, lead: 5.12, inner: 5.12, initials: 5.12, label: 0 },
    product_division: { name: 4.82, short: 4.82, alias: 4.93, brand: 4.82, lead: 4.82, inner: 4.82, initials: 4.82, label: 0.53, product: 4.82, stem: 4.82 },
    product_exact: { name: 0.88, short: 0.98, alias: 1.2, brand: 0.88, lead: 0.88, inner: 0.88, initials: 0.88, label: 0.42, product: 4.43, stem: 4.39 },
    product_near: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0.01, stem: 0 },
    product_part: { name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 1.11, short: 0.96, alias: 1.39, brand: 0.96, lead: 0.96, inner: 0.96, initials: 0.96, label: 0.28, product: 4.4, stem: 4.39 },
    package_exact: { name: 2.19, short: 2.19, alias: 2.19, label: 2.19 },
    domain_exact: { name: 5.85, short: 5.85, alias: 5.85, brand: 5.85, lead: 5.85, inner: 5.85, initials: 5.85, label: 6.67, product: 5.85, stem: 5.85 },
    domain_near: { name: 2.05, short: 2, alias: 2.46, brand: 2, lead: 2, inner: 2.09, initials: 2, label: 2.43 },
    reference_exact: { label: 4.75 },
    assigner_exact: { name: 3.48, short: 3.23, alias: 3.82, brand: 3.23, lead: 3.23, inner: 3.23, initials: 3.23, label: 1.26 },
    assigner_near: { label: 0, name: 0, short: 0, alias: 0, brand: 0, lead: 0, inner: 0, initials: 0 },
    title_exact: { name: 4.03, short: 4.08, alias: 4.24, brand: 3.95, lead: 3.95, inner: 3.95, initials: 3.95, label: 1.2, product: 0, stem: 0 },
    title_near: { name: 1.49, short: 1.49, alias: 1.86, brand: 1.49, lead: 1.49, inner: 1.49, initials: 1.49, label: 0, product: 0, stem: 0 },
    title_part: { name: 0.58, short: 0.15, alias: 0.15, brand: 0.15, lead: 0.15, inner: 0.15, initials: 0.15, label: 1.15, product: 0.1, stem: 0.06 },
    title_start: { name: 0.61, short: 0.35, alias: 0.19, brand: 0.19, lead: 0.19, inner: 0.19, initials: 0.19, label: 0.26, product: 0.03, stem: 0.03 },
    sole_early: { name: 1.8, short: 1.71, alias: 2.25, brand: 1.71, lead: 1.71, inner: 1.71, initials: 1.71, label: 2.03, product: 3.58, stem: 2.75 },
    sole_late: { name: 2.47, short: 2.53, alias: 2.19, brand: 2.12, lead: 2.12, inner: 2.12, initials: 2.12, label: 3.01, product: 3.26, stem: 2.6 },
    sole_start: { name: 6.29, short: 6.55, alias: 7.06, brand: 6.1, lead: 6.27, inner: 6.1, initials: 6.1, label: 4.05, product: 1.64, stem: 1.33 },
    description_early: { name: 1.27, short: 1.23, alias: 1.58, brand: 1.21, lead: 1.21, inner: 1.21, initials: 1.21, label: 0.16, product: 0.5, stem: 0.56 },
    description_late: { name: 0.69, short: 0.58, alias: 0.67, brand: 0.58, lead: 0.61, inner: 0.58, initials: 0.58, label: 0.73, product: 0.76, stem: 0.57 },
    description_start: { name: 3.77, short: 2.63, alias: 2.82, brand: 2.63, lead: 2.63, inner: 2.63, initials: 2.63, label: 3.84, product: 0.03, stem: 0.01 },
    story_early: { name: 1.89, short: 1.46, alias: 2.43, brand: 1.46, lead: 1.46, inner: 1.46, initials: 1.46, label: 1.81, product: 0, stem: 0 },
    story_late: { name: 0.77, short: 0.51, alias: 0.58, brand: 0.51, lead: 0.51, inner: 0.57, initials: 0.51, label: 0.09, product: 0.29, stem: 0 },
    story_start: { name: 0, short: 0, alias: 0.07, brand: 0, lead: 0, inner: 0, initials: 0, label: 0 },
  },
  contrary: {
    assigned_by_another: 2.12,
    better_case: 3.51,
    name_goes_on: 2.92,
    namesake_of_assigner: 5.85,
    namesake_of_project: 7.31,
    only_reference: 2.92,
    other_domain: 3.39,
    other_trade: 2.31,
    other_vendor_named: 5.86,
    part_of_name: 4.39,
    site_differs: 0.99,
    site_goes_on: 0.85,
    stronger_rival: 8.54,
  },
});
