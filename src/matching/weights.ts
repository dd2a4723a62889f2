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
  start: -2.53,
  supporting: {
    vendor_exact: { name: 4.62, short: 4.56, alias: 4.17, lead: 3.94, inner: 3.94, initials: 3.94, label: 4.43, product: 2.01, stem: 1.39 },
    vendor_glued: { name: 0.17, short: 0.04, alias: 0.04, lead: 0.05, inner: 0.04, initials: 0.04, label: 0.09, product: 0.5, stem: 0.62 },
    vendor_misspelt: { name: 3, short: 3, alias: 3, lead: 3, inner: 3, initials: 3, label: 0 },
    vendor_near: { name: 3.98, short: 4.08, alias: 3.7, lead: 3.43, inner: 3.45, initials: 3.43, label: 1.34, product: 0.36, stem: 0.44 },
    vendor_part: { name: 0.07, short: 0.07, alias: 0.07, lead: 0.07, inner: 0.09, initials: 0.07, label: 0.34, product: 0, stem: 0 },
    vendor_start: { name: 0.4, short: 0.25, alias: 0.25, lead: 0.32, inner: 0.25, initials: 0.25, label: 0, product: 0.05, stem: 0.07 },
    vendor_swapped: { name: 3.51, short: 3.51, alias: 3.5, lead: 3.5, inner: 3.5, initials: 3.5, label: 0 },
    product_exact: { name: 0.75, short: 0.75, alias: 1.12, lead: 0.75, inner: 0.75, initials: 0.75, label: 1.05, product: 2.71, stem: 2.57 },
    product_near: { name: 0.04, short: 0.03, alias: 0.03, lead: 0.03, inner: 0.03, initials: 0.03, label: 0.02, product: 0.07, stem: 0.07 },
    product_part: { name: 0, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 0.32, short: 0.18, alias: 0.98, lead: 0.18, inner: 0.18, initials: 0.18, label: 0.21, product: 3.89, stem: 2.82 },
    domain_exact: { label: 4.57 },
    domain_near: { name: 1.61, short: 1.61, alias: 1.96, lead: 1.61, inner: 1.7, initials: 1.61, label: 1.55, product: 0, stem: 0 },
    title_exact: { name: 1.96, short: 2.09, alias: 2.21, lead: 1.93, inner: 1.98, initials: 1.93, label: 0.89, product: 0, stem: 0 },
    title_near: { name: 0.76, short: 0.76, alias: 0.95, lead: 0.76, inner: 0.76, initials: 0.76, label: 0 },
    title_part: { name: 0.3, short: 0.07, alias: 0.25, lead: 0.07, inner: 0.07, initials: 0.07, label: 0.4, product: 0, stem: 0 },
    title_start: { name: 1.17, short: 0.71, alias: 0.8, lead: 0.71, inner: 0.71, initials: 0.71, label: 0.53, product: 0, stem: 0 },
    sole_early: { name: 1.68, short: 1.67, alias: 1.76, lead: 1.41, inner: 1.41, initials: 1.41, label: 2.66, product: 2.97, stem: 2.3 },
    sole_late: { name: 1.96, short: 1.93, alias: 1.62, lead: 1.62, inner: 1.62, initials: 1.62, label: 2.08, product: 3.06, stem: 2.3 },
    sole_start: { name: 4.97, short: 5, alias: 5.1, lead: 4.93, inner: 4.65, initials: 4.65, label: 3.16, product: 3.15, stem: 2.62 },
    description_early: { name: 0.94, short: 0.98, alias: 1.41, lead: 0.94, inner: 0.94, initials: 0.94, label: 0.32, product: 0.56, stem: 0.45 },
    description_late: { name: 0.65, short: 0.59, alias: 0.75, lead: 0.59, inner: 0.59, initials: 0.59, label: 0.92, product: 0.5, stem: 0.5 },
    description_start: { name: 2.7, short: 1.65, alias: 2.05, lead: 1.65, inner: 1.65, initials: 1.65, label: 3.12, product: 0.47, stem: 0.44 },
    story_early: { name: 2.24, short: 2.37, alias: 2.31, lead: 2.08, inner: 2.08, initials: 2.08, label: 1.02, product: 0, stem: 0 },
    story_late: { name: 0.39, short: 0.18, alias: 0.3, lead: 0.18, inner: 0.24, initials: 0.18, label: 0.21, product: 0.31, stem: 0.04 },
    story_start: { name: 0.23, short: 0.23, alias: 0.3, lead: 0.23, inner: 0.23, initials: 0.23, label: 0, product: 0, stem: 0 },
  },
  contrary: {
    better_case: 3.05,
    other_domain: 3.01,
    other_trade: 2.06,
    other_vendor_named: 3.56,
    site_differs: 0.23,
    site_goes_on: 0.93,
    stronger_rival: 6.25,
  },
});
