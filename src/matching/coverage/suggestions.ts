import { registrableDomain } from '../../domain/text/registrable-domain.ts';
import type { AffectedProduct } from '../../domain/incidents/incident.ts';
import { SUGGESTED_KINDS, type SuggestedKind } from '../../domain/matching/register-coverage.ts';
import { withoutLegalForm } from '../text/legal-forms.ts';
import { shortened, wordsOf } from '../text/normalise.ts';
import { phraseRarity } from '../text/rarity.ts';
import type { PhraseKind } from '../text/vendor-identifiers.ts';
import type { VendorIndex } from '../index/vendor-index.ts';
import { NO_NAME } from '../text/words.ts';

/** Something that the catalogue says of a vendor and the register does not. */
export interface Suggestion {
  kind: SuggestedKind;
  /** As a source writes it. */
  value: string;
  /** Incidents that say so. */
  incidents: number;
  /** The first of them, by id. */
  exampleId: string;
}

/** An incident that names the vendor surely. */
export interface SureIncident {
  id: string;
  isBreach: boolean;
  affectedProducts: readonly Pick<AffectedProduct, 'vendor' | 'product' | 'cpe'>[];
  domains: readonly string[];
}

const NAMES: ReadonlySet<PhraseKind> = new Set(['name', 'short', 'alias', 'brand', 'label']);
const PRODUCTS: ReadonlySet<PhraseKind> = new Set(['product']);

/** A spelling that one source used once is as likely a slip. */
const LEAST_FOR_ALIAS = 2;

/** A product of ordinary words helps nobody. */
const SELECTIVE = 0.6;
/** Makers of many products have hundreds in the catalogue. */
const MOST_OF_A_KIND = 8;

const compactOf = (written: string): string => withoutLegalForm(wordsOf(written)).join('');

/** What a row is known by. */
interface Known {
  names: ReadonlySet<string>;
  products: ReadonlySet<string>;
  domains: ReadonlySet<string>;
}

function knownOf(index: VendorIndex, position: number): Known {
  const phrases = index.phrases[position] ?? [];
  const compacts = (kinds: ReadonlySet<PhraseKind>) =>
    new Set(phrases.filter(({ kind }) => kinds.has(kind)).map(({ compact }) => compact));
  return {
    names: compacts(NAMES),
    products: compacts(PRODUCTS),
    domains: new Set(index.vendors[position]?.domains ?? []),
  };
}

const isOwn = (written: string, { names }: Known): boolean =>
  names.has(compactOf(written)) || names.has(shortened(withoutLegalForm(wordsOf(written))).join(''));

/** The maker in a CPE 2.3 name. */
const makerOf = (cpe: string | undefined): string =>
  cpe?.startsWith('cpe:2.3:') ? (cpe.split(/(?<!\\):/)[3] ?? '').replaceAll('\\', '') : '';

/** What one incident says of the vendor, as kind and value. */
function saidIn(incident: SureIncident, known: Known): [SuggestedKind, string][] {
  const said: [SuggestedKind, string][] = [];
  const own = incident.affectedProducts.filter(({ vendor }) => vendor !== null && isOwn(vendor, known));
  const ownProducts = new Set(own.map(({ product }) => compactOf(product ?? '')));
  for (const { product } of own) if (product !== null) said.push(['product', product]);
  for (const { cpe } of own) said.push(['alias', makerOf(cpe)]);
  for (const { vendor, product } of incident.affectedProducts) {
    // Another source's name for the maker of the same product.
    if (vendor !== null && ownProducts.has(compactOf(product ?? '')) && (product ?? '') !== '')
      said.push(['alias', vendor]);
  }
  if (incident.isBreach)
    for (const domain of incident.domains) said.push(['domain', registrableDomain(domain) ?? '']);
  return said;
}

/** True for what the row has already, what another row is known by, and what names nothing. */
function isIdle(index: VendorIndex, known: Known, kind: SuggestedKind, value: string): boolean {
  if (kind === 'domain') return value === '' || known.domains.has(value) || index.byDomain.has(value);
  const compact = compactOf(value);
  if (compact.length < 2 || NO_NAME.has(compact)) return true;
  if (kind === 'product')
    return (
      known.products.has(compact) ||
      known.names.has(compact) ||
      phraseRarity(wordsOf(value), index.rowsPerWord) < SELECTIVE
    );
  return (
    isOwn(value, known) ||
    (index.byPhrase.get(compact)?.phrases ?? []).some(
      (phrase) => phrase.kind === 'name' || phrase.kind === 'alias',
    )
  );
}

/** The way to write it that people read best: with capitals before without, spaces before underscores. */
const readable = (value: string): number => (/\p{Lu}/u.test(value) ? 2 : 0) + (value.includes('_') ? 0 : 1);

/** CPE writes spaces as underscores. */
const tidy = (value: string): string => value.replaceAll('_', ' ').replace(/\s+/g, ' ').trim();

/**
 * What incidents that name a row surely say of it and the register does not: products under the vendor's name, other
 * spellings of its name, domains of breaches; of each kind the most often said first. Pure.
 */
export function suggestionsFor(
  index: VendorIndex,
  position: number,
  incidents: readonly SureIncident[],
): Suggestion[] {
  const known = knownOf(index, position);
  const found = new Map<string, { kind: SuggestedKind; written: string; ids: Set<string> }>();
  for (const incident of incidents) {
    for (const [kind, value] of saidIn(incident, known)) {
      if (isIdle(index, known, kind, value)) continue;
      const key = `${kind} ${kind === 'domain' ? value : compactOf(value)}`;
      const one = found.get(key) ?? { kind, written: value, ids: new Set() };
      if (readable(value) > readable(one.written)) one.written = value;
      one.ids.add(incident.id);
      found.set(key, one);
    }
  }
  const suggestions = [...found.values()]
    .filter(({ kind, ids }) => kind !== 'alias' || ids.size >= LEAST_FOR_ALIAS)
    .map(({ kind, written, ids }) => ({
      kind,
      value: tidy(written),
      incidents: ids.size,
      exampleId: [...ids].sort()[0] ?? '',
    }))
    .sort((a, b) => b.incidents - a.incidents || (a.value < b.value ? -1 : 1));
  return SUGGESTED_KINDS.flatMap((kind) =>
    suggestions.filter((suggestion) => suggestion.kind === kind).slice(0, MOST_OF_A_KIND),
  );
}
