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
  start: -2.52,
  supporting: {
    vendor_exact: { name: 4.62, short: 4.55, alias: 4.16, lead: 3.98, inner: 3.98, initials: 3.98, label: 4.3, product: 2.05, stem: 1.42 },
    vendor_glued: { name: 0.11, short: 0, alias: 0, lead: 0.01, inner: 0, initials: 0, label: 0, product: 0.48, stem: 0.61 },
    vendor_misspelt: { name: 3, short: 3, alias: 3, lead: 3, inner: 3, initials: 3, label: 0 },
    vendor_near: { name: 4.05, short: 4.17, alias: 3.78, lead: 3.53, inner: 3.54, initials: 3.53, label: 1.25, product: 0.29, stem: 0.35 },
    vendor_part: { name: 0, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0.25, product: 0, stem: 0 },
    vendor_start: { name: 0.35, short: 0.2, alias: 0.2, lead: 0.28, inner: 0.2, initials: 0.2, product: 0, stem: 0 },
    vendor_swapped: { name: 3.51, short: 3.54, alias: 3.5, lead: 3.5, inner: 3.5, initials: 3.5, label: 0 },
    product_exact: { name: 0.76, short: 0.76, alias: 1.13, lead: 0.76, inner: 0.76, initials: 0.76, label: 1.09, product: 2.58, stem: 2.49 },
    product_near: { name: 0, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0.07, stem: 0.05 },
    product_part: { name: 0, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 0.32, short: 0.22, alias: 1.01, lead: 0.22, inner: 0.22, initials: 0.22, label: 0.12, product: 3.84, stem: 2.8 },
    domain_exact: { label: 4.57 },
    domain_near: { name: 1.57, short: 1.55, alias: 1.86, lead: 1.55, inner: 1.65, initials: 1.55, label: 1.55, product: 0, stem: 0 },
    title_exact: { name: 1.96, short: 2.08, alias: 2.14, lead: 1.9, inner: 1.94, initials: 1.9, label: 0.92, product: 0, stem: 0 },
    title_near: { name: 0.67, short: 0.67, alias: 0.83, lead: 0.67, inner: 0.67, initials: 0.67, label: 0 },
    title_part: { name: 0.23, short: 0.02, alias: 0.19, lead: 0.02, inner: 0.02, initials: 0.02, label: 0.37, product: 0, stem: 0 },
    title_start: { name: 1.18, short: 0.7, alias: 0.8, lead: 0.7, inner: 0.7, initials: 0.7, label: 0.5, product: 0, stem: 0 },
    sole_early: { name: 1.89, short: 1.78, alias: 1.99, lead: 1.66, inner: 1.66, initials: 1.66, label: 2.52, product: 2.89, stem: 2.24 },
    sole_late: { name: 1.78, short: 1.85, alias: 1.39, lead: 1.39, inner: 1.39, initials: 1.39, label: 2.16, product: 3.06, stem: 2.31 },
    sole_start: { name: 4.86, short: 4.79, alias: 5.17, lead: 4.83, inner: 4.56, initials: 4.56, label: 3.17, product: 3.15, stem: 2.62 },
    description_early: { name: 0.87, short: 0.9, alias: 1.34, lead: 0.87, inner: 0.87, initials: 0.87, label: 0.35, product: 0.72, stem: 0.65 },
    description_late: { name: 0.73, short: 0.66, alias: 0.82, lead: 0.66, inner: 0.66, initials: 0.66, label: 0.84, product: 0.79, stem: 0.36 },
    description_start: { name: 2.75, short: 1.64, alias: 2.12, lead: 1.64, inner: 1.64, initials: 1.64, label: 3.27, product: 0.3, stem: 0.22 },
    story_early: { name: 2.26, short: 2.06, alias: 2.6, lead: 2.06, inner: 2.06, initials: 2.06, label: 0.92, product: 0, stem: 0 },
    story_late: { name: 0.46, short: 0.25, alias: 0.37, lead: 0.25, inner: 0.31, initials: 0.25, label: 0.21, product: 0.3, stem: 0.03 },
    story_start: { name: 0.26, short: 0.26, alias: 0.33, lead: 0.26, inner: 0.26, initials: 0.26, label: 0, product: 0, stem: 0 },
  },
  contrary: {
    better_case: 3.05,
    other_domain: 3.03,
    other_trade: 2.07,
    other_vendor_named: 3.57,
    site_differs: 1,
    site_goes_on: 0.77,
    stronger_rival: 6.29,
  },
});
