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
  start: -2.09,
  supporting: {
    vendor_exact: { name: 4.43, short: 4.32, alias: 3.75, lead: 3.7, inner: 3.7, initials: 3.7, label: 4.07, product: 1.83, stem: 1.25 },
    vendor_glued: { name: 0.11, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0.08, product: 0.6, stem: 0.75 },
    vendor_misspelt: { name: 3, short: 3, alias: 3, lead: 3, inner: 3, initials: 3, label: 0 },
    vendor_near: { name: 1.99, short: 2.44, alias: 2.56, lead: 1.99, inner: 2.04, initials: 1.99, label: 0, product: 0.18, stem: 0.2 },
    vendor_part: { name: 0, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0.28, product: 0, stem: 0 },
    vendor_start: { name: 0.32, short: 0.17, alias: 0.17, lead: 0.23, inner: 0.17, initials: 0.17, product: 0, stem: 0 },
    vendor_swapped: { name: 3.51, short: 3.54, alias: 3.5, lead: 3.5, inner: 3.5, initials: 3.5, label: 0 },
    product_exact: { name: 0.82, short: 0.82, alias: 1.24, lead: 0.82, inner: 0.82, initials: 0.82, label: 1.06, product: 2.53, stem: 2.44 },
    product_near: { name: 0, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0.06, stem: 0.05 },
    product_part: { name: 0, short: 0, alias: 0, lead: 0, inner: 0, initials: 0, label: 0, product: 0, stem: 0 },
    product_start: { name: 0.42, short: 0.27, alias: 1, lead: 0.27, inner: 0.27, initials: 0.27, label: 0.01, product: 3.8, stem: 2.78 },
    domain_exact: { label: 4.57 },
    domain_near: { name: 1.5, short: 1.48, alias: 1.78, lead: 1.48, inner: 1.56, initials: 1.48, label: 1.46, product: 0, stem: 0 },
    title_exact: { name: 1.77, short: 1.86, alias: 1.93, lead: 1.71, inner: 1.72, initials: 1.71, label: 0.78, product: 0, stem: 0 },
    title_near: { name: 0.61, short: 0.61, alias: 0.77, lead: 0.61, inner: 0.61, initials: 0.61, label: 0 },
    title_part: { name: 0.2, short: 0, alias: 0.18, lead: 0, inner: 0, initials: 0, label: 0.24, product: 0, stem: 0 },
    title_start: { name: 1.15, short: 0.66, alias: 0.76, lead: 0.66, inner: 0.66, initials: 0.66, label: 0.48, product: 0, stem: 0 },
    sole_early: { name: 1.55, short: 1.41, alias: 1.64, lead: 1.32, inner: 1.32, initials: 1.32, label: 2.42, product: 2.51, stem: 1.89 },
    sole_late: { name: 1.4, short: 1.44, alias: 1.03, lead: 1.03, inner: 1.03, initials: 1.03, label: 2.15, product: 2.7, stem: 1.98 },
    sole_start: { name: 4.46, short: 4.39, alias: 4.69, lead: 4.47, inner: 4.17, initials: 4.17, label: 3.01, product: 2.83, stem: 2.36 },
    description_early: { name: 0.85, short: 0.85, alias: 1.38, lead: 0.85, inner: 0.85, initials: 0.85, label: 0.22, product: 0.6, stem: 0.5 },
    description_late: { name: 0.66, short: 0.6, alias: 0.75, lead: 0.6, inner: 0.6, initials: 0.6, label: 0.86, product: 0.72, stem: 0.3 },
    description_start: { name: 2.69, short: 1.67, alias: 2.16, lead: 1.67, inner: 1.67, initials: 1.67, label: 3.15, product: 0.2, stem: 0.14 },
    story_early: { name: 1.97, short: 1.79, alias: 2.32, lead: 1.79, inner: 1.79, initials: 1.79, label: 0.69, product: 0, stem: 0 },
    story_late: { name: 0.51, short: 0.36, alias: 0.45, lead: 0.36, inner: 0.43, initials: 0.36, label: 0, product: 0.26, stem: 0 },
    story_start: { name: 0.22, short: 0.22, alias: 0.28, lead: 0.22, inner: 0.22, initials: 0.22, label: 0, product: 0, stem: 0 },
  },
  contrary: {
    better_case: 2.95,
    other_domain: 2.75,
    other_trade: 2.14,
    other_vendor_named: 3.87,
    site_differs: 0.98,
    site_goes_on: 0.86,
    stronger_rival: 6.32,
  },
});
