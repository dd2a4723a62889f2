import type { FieldKind } from './incident-identifiers.ts';
import type { FoundPhrase, Occurrence } from './occurrences.ts';
import { PLACES_IN_FIELD, type PlaceInField } from './place-in-field.ts';
import { GROUP, GROUPS, type Group } from './signals.ts';
import { PHRASE_KINDS } from './vendor-identifiers.ts';
import type { IndexedPhrase } from './vendor-index.ts';
import type { MatchWeights } from './weights.ts';

/** Fields in which phrases are looked up, and so the columns of the buckets below. */
const FIELDS: readonly FieldKind[] = [
  'vendor',
  'product',
  'package',
  'title',
  'domain',
  'description',
  'sole',
  'story',
];
const BUCKETS = GROUPS.length * FIELDS.length;

/** The heaviest weight that any kind of phrase of a group has at a place of a field. */
type Ceilings = Readonly<Record<Group, Partial<Record<FieldKind, Partial<Record<PlaceInField, number>>>>>>;

const computed = new WeakMap<MatchWeights, Ceilings>();

function ceilingsOf(weights: MatchWeights): Ceilings {
  const known = computed.get(weights);
  if (known) return known;
  const ceilings: Ceilings = { name: {}, site: {}, product: {} };
  for (const kind of PHRASE_KINDS)
    for (const field of FIELDS)
      for (const place of PLACES_IN_FIELD) {
        const row = (ceilings[GROUP[kind]][field] ??= {});
        row[place] = Math.max(row[place] ?? 0, weights.supporting[`${kind}@${field}_${place}`] ?? 0);
      }
  computed.set(weights, ceilings);
  return ceilings;
}

/** At most what a phrase of so much rarity adds where it stands; a whole name in the vendor field counts by its root. */
const ceilingAt = (ceilings: Ceilings, group: Group, rarity: number, { field, place }: Occurrence): number =>
  (field.kind === 'vendor' ? Math.sqrt(rarity) : rarity) * (ceilings[group][field.kind]?.[place] ?? 0);

/** Raises the buckets that an occurrence belongs to and returns by how much their sum grew. */
function raise(buckets: Float64Array, group: Group, field: FieldKind, value: number): number {
  const at = GROUPS.indexOf(group) * FIELDS.length + FIELDS.indexOf(field);
  const grown = value - (buckets[at] ?? 0);
  if (grown <= 0) return 0;
  buckets[at] = value;
  return grown;
}

interface Bounded {
  found: FoundPhrase;
  total: number;
}

function raiseBy(buckets: Float64Array, { list, occurrences }: FoundPhrase, ceilings: Ceilings): number {
  let grown = 0;
  for (const group of GROUPS) {
    const rarity = list.rarest[group];
    if (rarity === 0) continue;
    for (const occurrence of occurrences)
      grown += raise(buckets, group, occurrence.field.kind, ceilingAt(ceilings, group, rarity, occurrence));
  }
  return grown;
}

/**
 * Phrases of which a row must have at least one to gather `least` log-odds of support. In each field only the heaviest
 * hit of a group counts, so that all the other phrases together give a row no more than the sum of those heaviest: a
 * row that has none but these is out of reach, and passing it over changes no result (after MaxScore, Turtle and
 * Flood 1995). A phrase that is somebody's brand always stays: its owner gives way to the company itself.
 */
export function telling(
  found: ReadonlyMap<string, FoundPhrase>,
  weights: MatchWeights,
  least: number,
): FoundPhrase[] {
  if (least <= 0) return [...found.values()];
  const ceilings = ceilingsOf(weights);
  const bounded: Bounded[] = [...found.values()].map((each) => ({
    found: each,
    total: raiseBy(new Float64Array(BUCKETS), each, ceilings),
  }));
  bounded.sort((a, b) => a.total - b.total);
  let buckets = new Float64Array(BUCKETS);
  let sum = 0;
  return bounded.flatMap(({ found: each, total }) => {
    if (each.list.hasBrand || total >= least) return [each];
    const raised = buckets.slice();
    const grown = raiseBy(raised, each, ceilings);
    if (sum + grown >= least) return [each];
    buckets = raised;
    sum += grown;
    return [];
  });
}

/** At most what the phrases of one row can add up to, in log-odds. */
export function supportCeiling(
  phrases: readonly IndexedPhrase[],
  found: ReadonlyMap<string, FoundPhrase>,
  weights: MatchWeights,
): number {
  const ceilings = ceilingsOf(weights);
  const buckets = new Float64Array(BUCKETS);
  let sum = 0;
  for (const phrase of phrases) {
    const group = GROUP[phrase.kind];
    for (const occurrence of found.get(phrase.compact)?.occurrences ?? [])
      sum += raise(
        buckets,
        group,
        occurrence.field.kind,
        ceilingAt(ceilings, group, phrase.rarity, occurrence),
      );
  }
  return sum;
}
