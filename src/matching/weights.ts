/** Version of rules and weights together, kept with every match; changes whenever a confidence could change. */
export const MATCHER_VERSION = '1.0.0';

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

/** Learned from labelled pairs by `evaluate-matching --fit`; a weight counts times the rarity (0..1) of the phrase. */
// prettier-ignore
export const WEIGHTS: MatchWeights = fromTable({
  start: -2.16,
  supporting: {
    vendor_exact: { name: 4.53, short: 4.43, alias: 3.87, lead: 3.81, inner: 3.81, initials: 3.81, label: 4.11, product: 1.87, stem: 1.28 },
    vendor_glued: { name: 0.11, short: 0, alias: 0, lead: 0.01, inner: 0, initials: 0, label: 0.08, product: 0.56, stem: 0.7 },
    vendor_misspelt: { name: 3, short: 3, alias: 3, lead: 3, inner: 3, initials: 3, label: 0 },
    vendor_near: { name: 2.8, short: 3.12, alias: 3.17, lead: 2.8, inner: 2.83, initials: 2.8, label: 0, product: 0.12, stem: 0.14 },
    vendor_part: { name: 0, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0.26, product: 0, stem: 0 },
    vendor_start: { name: 0.36, short: 0.21, alias: 0.21, lead: 0.28, inner: 0.21, initials: 0.21, product: 0, stem: 0 },
    vendor_swapped: { name: 3.51, short: 3.54, alias: 3.5, lead: 3.5, inner: 3.5, initials: 3.5, label: 0 },
    product_exact: { name: 0.79, short: 0.79, alias: 1.2, lead: 0.79, inner: 0.79, initials: 0.79, label: 1.08, product: 2.52, stem: 2.44 },
    product_near: { name: 0, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0.07, stem: 0.05 },
    product_part: { name: 0, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 0.38, short: 0.22, alias: 0.95, lead: 0.22, inner: 0.22, initials: 0.22, label: 0.03, product: 3.79, stem: 2.76 },
    domain_exact: { label: 4.57 },
    domain_near: { name: 1.51, short: 1.49, alias: 1.79, lead: 1.49, inner: 1.57, initials: 1.49, label: 1.49, product: 0, stem: 0 },
    title_exact: { name: 1.79, short: 1.89, alias: 1.95, lead: 1.73, inner: 1.74, initials: 1.73, label: 0.79, product: 0, stem: 0 },
    title_near: { name: 0.63, short: 0.63, alias: 0.78, lead: 0.63, inner: 0.63, initials: 0.63, label: 0 },
    title_part: { name: 0.19, short: 0, alias: 0.2, lead: 0, inner: 0, initials: 0, label: 0.24, product: 0, stem: 0 },
    title_start: { name: 1.16, short: 0.67, alias: 0.77, lead: 0.67, inner: 0.67, initials: 0.67, label: 0.48, product: 0, stem: 0 },
    sole_early: { name: 1.62, short: 1.49, alias: 1.72, lead: 1.4, inner: 1.4, initials: 1.4, label: 2.43, product: 2.57, stem: 1.94 },
    sole_late: { name: 1.47, short: 1.52, alias: 1.1, lead: 1.1, inner: 1.1, initials: 1.1, label: 2.14, product: 2.74, stem: 2.02 },
    sole_start: { name: 4.54, short: 4.46, alias: 4.77, lead: 4.56, inner: 4.25, initials: 4.25, label: 3.03, product: 3.09, stem: 2.55 },
    description_early: { name: 0.8, short: 0.8, alias: 1.31, lead: 0.8, inner: 0.8, initials: 0.8, label: 0.23, product: 0.63, stem: 0.51 },
    description_late: { name: 0.65, short: 0.59, alias: 0.74, lead: 0.6, inner: 0.59, initials: 0.59, label: 0.87, product: 0.73, stem: 0.31 },
    description_start: { name: 2.61, short: 1.57, alias: 2.06, lead: 1.57, inner: 1.57, initials: 1.57, label: 3.2, product: 0.21, stem: 0.15 },
    story_early: { name: 2.01, short: 1.82, alias: 2.35, lead: 1.82, inner: 1.82, initials: 1.82, label: 0.68, product: 0, stem: 0 },
    story_late: { name: 0.56, short: 0.41, alias: 0.5, lead: 0.41, inner: 0.48, initials: 0.41, label: 0, product: 0.26, stem: 0 },
    story_start: { name: 0.23, short: 0.23, alias: 0.29, lead: 0.23, inner: 0.23, initials: 0.23, label: 0, product: 0, stem: 0 },
  },
  contrary: {
    better_case: 2.96,
    other_domain: 2.7,
    other_trade: 2.14,
    other_vendor_named: 3.77,
    site_differs: 1.08,
    site_goes_on: 0.87,
    stronger_rival: 6.3,
  },
});
