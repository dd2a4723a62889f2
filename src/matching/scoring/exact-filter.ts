import { GROUP, GROUPS, type Group } from '../text/phrase-kinds.ts';
import { FIELD_KINDS, type FieldKind } from '../text/incident-identifiers.ts';
import type { FoundPhrase, Span } from '../index/spans.ts';
import { PLACES_IN_FIELD, WHOLLY, type PlaceInField } from '../text/place-in-field.ts';
import { PHRASE_KINDS, type PhraseKind } from '../text/vendor-identifiers.ts';
import type { IndexedPhrase } from '../index/vendor-index.ts';
import type { MatchWeights } from './weights.ts';

const BUCKETS = GROUPS.length * FIELD_KINDS.length;

const bucketsOf = (group: Group): Record<string, number> =>
  Object.fromEntries(
    FIELD_KINDS.map((field, at) => [field, GROUPS.indexOf(group) * FIELD_KINDS.length + at]),
  );

/** The bucket of a field: what one group of phrases says there counts once. */
const BUCKET: Readonly<Record<Group, Record<string, number>>> = {
  name: bucketsOf('name'),
  site: bucketsOf('site'),
  product: bucketsOf('product'),
};

type ByPlace = Partial<Record<FieldKind, Partial<Record<PlaceInField, number>>>>;

/** Weights where phrases stand, by kind, and the heaviest of each group. */
interface WeightsAt {
  kinds: Record<PhraseKind, ByPlace>;
  groups: Record<Group, ByPlace>;
}

const computed = new WeakMap<MatchWeights, WeightsAt>();

/** The table of weights laid out for look-up; kept as long as the weights are. */
function weightsAt(weights: MatchWeights): WeightsAt {
  const known = computed.get(weights);
  if (known) return known;
  const groups: WeightsAt['groups'] = { name: {}, site: {}, product: {} };
  const kinds = Object.fromEntries(PHRASE_KINDS.map((kind) => [kind, {}])) as WeightsAt['kinds'];
  for (const kind of PHRASE_KINDS)
    for (const field of FIELD_KINDS)
      for (const place of PLACES_IN_FIELD) {
        const weight = weights.supporting[`${kind}@${field}_${place}`] ?? 0;
        (kinds[kind][field] ??= {})[place] = weight;
        const heaviest = (groups[GROUP[kind]][field] ??= {});
        heaviest[place] = Math.max(heaviest[place] ?? 0, weight);
      }
  const table = { kinds, groups };
  computed.set(weights, table);
  return table;
}

/** At most what a phrase of so much rarity adds where it stands; a whole name in the vendor field counts by its root. */
const ceilingAt = (weights: ByPlace, rarity: number, { field, place }: Span): number =>
  (field.kind === 'vendor' ? Math.sqrt(rarity) : rarity) * (weights[field.kind]?.[place] ?? 0);

/** Raises the bucket that a span belongs to and returns by how much the sum of all grew. */
function raise(buckets: Float64Array, group: Group, field: FieldKind, value: number): number {
  const at = BUCKET[group][field] ?? 0;
  const grown = value - (buckets[at] ?? 0);
  if (grown <= 0) return 0;
  buckets[at] = value;
  return grown;
}

interface Bounded {
  found: FoundPhrase;
  total: number;
}

function raiseBy(buckets: Float64Array, { list, spans }: FoundPhrase, groups: WeightsAt['groups']): number {
  let grown = 0;
  for (const group of GROUPS) {
    const rarity = list.rarest[group];
    if (rarity === 0) continue;
    for (const span of spans)
      grown += raise(buckets, group, span.field.kind, ceilingAt(groups[group], rarity, span));
  }
  return grown;
}

/**
 * Phrases that stand where somebody's brand stands. Rows that have one always stay: the owner of a brand gives way to
 * the company itself, however little that one's name tells.
 */
export function phrasesBesideBrands(found: ReadonlyMap<string, FoundPhrase>): ReadonlySet<string> {
  const all = [...found.values()];
  const positions = new Set(
    all.filter(({ list }) => list.hasBrand).flatMap(({ spans }) => spans.map(({ position }) => position)),
  );
  const beside = all.filter(({ spans }) => spans.some(({ position }) => positions.has(position)));
  return new Set(beside.map(({ list }) => list.compact));
}

/**
 * Phrases of which a row must have at least one to gather `least` log-odds of support. In each field only the heaviest
 * mention of a group counts, so that all the other phrases together give a row no more than the sum of those heaviest: a
 * row that has none but these is out of reach, and passing it over changes no result (after MaxScore, Turtle and
 * Flood 1995). `kept` stay in any case.
 */
export function selectiveLists(
  found: ReadonlyMap<string, FoundPhrase>,
  weights: MatchWeights,
  least: number,
  kept: ReadonlySet<string>,
): FoundPhrase[] {
  if (least <= 0) return [...found.values()];
  const { groups } = weightsAt(weights);
  const bounded: Bounded[] = [...found.values()].map((each) => ({
    found: each,
    total: raiseBy(new Float64Array(BUCKETS), each, groups),
  }));
  bounded.sort((a, b) => a.total - b.total);
  let buckets = new Float64Array(BUCKETS);
  let sum = 0;
  return bounded.flatMap(({ found: each, total }) => {
    if (kept.has(each.list.compact) || total >= least) return [each];
    const raised = buckets.slice();
    const grown = raiseBy(raised, each, groups);
    if (sum + grown >= least) return [each];
    buckets = raised;
    sum += grown;
    return [];
  });
}

/**
 * At most what one row can come to, in log-odds above the start: its phrases where they stand, less what a named
 * vendor takes away from a row that none of its phrases is.
 */
export function ceilingOf(
  phrases: readonly IndexedPhrase[],
  found: ReadonlyMap<string, FoundPhrase>,
  namesVendor: boolean,
  weights: MatchWeights,
): number {
  const { kinds } = weightsAt(weights);
  const buckets = new Float64Array(BUCKETS);
  let sum = 0;
  let isNamed = false;
  for (const phrase of phrases) {
    const group = GROUP[phrase.kind];
    for (const span of found.get(phrase.compact)?.spans ?? []) {
      if (!span.allows(phrase.kind)) continue;
      const { field, place } = span;
      sum += raise(buckets, group, field.kind, ceilingAt(kinds[phrase.kind], phrase.rarity, span));
      isNamed ||= field.kind === 'vendor' && WHOLLY.has(place);
    }
  }
  return namesVendor && !isNamed ? sum - (weights.contrary['other_vendor_named'] ?? 0) : sum;
}
