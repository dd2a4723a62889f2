import type { FieldKind, IncidentIdentifiers } from '../text/incident-identifiers.ts';
import { descriptorAfter, type FoundPhrase, type Occurrence } from './mentions.ts';
import type { PlaceInField } from '../text/place-in-field.ts';
import type { IndexedPhrase, VendorIndex } from './vendor-index.ts';

/** One phrase of one vendor standing somewhere in an incident. */
export interface Hit {
  phrase: IndexedPhrase;
  field: FieldKind;
  place: PlaceInField;
  /** Where it stands: rivals are the vendors that claim the same spot. */
  spot: string;
  /** As the incident writes it. */
  shown: string;
  /** Spelling likeness 0..1; 1 unless misspelt. */
  quality: number;
  /** A descriptor, written as names are, that follows it in a text or title. */
  next?: string;
}

function shownOf({ field, start, end, place }: Occurrence): string {
  const isWhole = field.kind === 'vendor' || field.kind === 'product' || place === 'glued';
  if (isWhole) return field.shown;
  return field.tokens
    .slice(start, end)
    .map((token) => token.text)
    .join(' ');
}

function hitOf(phrase: IndexedPhrase, occurrence: Occurrence): Hit {
  const { field, place, spot, quality } = occurrence;
  const next = descriptorAfter(occurrence);
  return {
    phrase,
    field: field.kind,
    place,
    spot,
    shown: shownOf(occurrence),
    quality,
    ...(next === undefined ? {} : { next }),
  };
}

/** Rows whose registrable domains an incident is about, or its references lead to, with the hits that say so. */
export function siteHits(index: VendorIndex, incident: IncidentIdentifiers): Map<number, Hit[]> {
  const hits = new Map<number, Hit[]>();
  const look = (domain: string, field: 'domain' | 'reference'): void => {
    for (const vendor of index.byDomain.get(domain) ?? []) {
      const own = { compact: domain, words: 1, shown: domain, rarity: 1 };
      const phrase: IndexedPhrase = { vendor, kind: 'label', ...own };
      const hit: Hit = {
        phrase,
        field,
        place: 'exact',
        spot: `${field} ${domain}`,
        shown: domain,
        quality: 1,
      };
      hits.set(vendor, [...(hits.get(vendor) ?? []), hit]);
    }
  };
  for (const domain of incident.domains) look(domain, 'domain');
  for (const domain of incident.referenceDomains) look(domain, 'reference');
  return hits;
}

/** Every place where the phrases of one row stand in an incident. */
export function hitsOfVendor(
  phrases: readonly IndexedPhrase[],
  found: ReadonlyMap<string, FoundPhrase>,
): Hit[] {
  return phrases.flatMap((phrase) =>
    (found.get(phrase.compact)?.occurrences ?? [])
      .filter((occurrence) => occurrence.allows(phrase.kind))
      .map((occurrence) => hitOf(phrase, occurrence)),
  );
}
