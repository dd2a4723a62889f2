import type { FieldKind, IncidentIdentifiers } from '../text/incident-identifiers.ts';
import { trustInSite } from '../text/references.ts';
import { descriptorAfter, type FoundPhrase, type Span } from './spans.ts';
import type { PlaceInField } from '../text/place-in-field.ts';
import type { IndexedPhrase, VendorIndex } from './vendor-index.ts';

/** One phrase of one vendor standing somewhere in an incident. */
export interface Mention {
  phrase: IndexedPhrase;
  field: FieldKind;
  place: PlaceInField;
  /** Where it stands: rivals are the vendors that claim the same position. */
  position: string;
  /** As the incident writes it. */
  shown: string;
  /** Spelling likeness 0..1; 1 unless misspelt. */
  quality: number;
  /** A descriptor, written as names are, that follows it in a text or title. */
  next?: string;
  /** What a vendor field goes on with behind the phrase at its start, as one word. */
  rest?: string;
}

function shownOf({ field, start, end, place }: Span): string {
  const isWhole = field.kind === 'vendor' || field.kind === 'product' || place === 'glued';
  if (isWhole) return field.shown;
  return field.tokens
    .slice(start, end)
    .map((token) => token.text)
    .join(' ');
}

function restAfter({ compact }: IndexedPhrase, { field, start }: Span): string {
  const written = field.tokens.map((token) => token.text).join('');
  return start === 0 && written.startsWith(compact) ? written.slice(compact.length) : '';
}

function mentionOf(phrase: IndexedPhrase, span: Span): Mention {
  const { field, place, position, quality } = span;
  const next = descriptorAfter(span);
  const rest = field.kind === 'vendor' ? restAfter(phrase, span) : '';
  return {
    phrase,
    field: field.kind,
    place,
    position,
    shown: shownOf(span),
    quality,
    ...(next === undefined ? {} : { next }),
    ...(rest === '' ? {} : { rest }),
  };
}

/** Rows whose registrable domains an incident is about, its references lead to or its assigner has, with the mentions that say so. */
export function siteMentions(index: VendorIndex, incident: IncidentIdentifiers): Map<number, Mention[]> {
  const mentions = new Map<number, Mention[]>();
  const look = (domain: string, field: 'domain' | 'reference' | 'assigner', quality = 1): void => {
    for (const vendor of index.byDomain.get(domain) ?? []) {
      const own = { compact: domain, words: 1, shown: domain, rarity: 1 };
      const phrase: IndexedPhrase = { vendor, kind: 'label', ...own };
      const mention: Mention = {
        phrase,
        field,
        place: 'exact',
        position: `${field} ${domain}`,
        shown: domain,
        quality,
      };
      mentions.set(vendor, [...(mentions.get(vendor) ?? []), mention]);
    }
  };
  for (const domain of incident.domains) look(domain, 'domain');
  const assigned = new Map<string, number>();
  for (const { domain, trust } of incident.assigners)
    if (domain !== null) assigned.set(domain, Math.max(trust, assigned.get(domain) ?? 0));
  // Whoever assigns for others also publishes what it found at them.
  for (const domain of incident.referenceDomains) {
    const trust = Math.min(trustInSite(domain), assigned.get(domain) ?? 1);
    if (trust > 0) look(domain, 'reference', trust);
  }
  for (const [domain, trust] of assigned) if (trust > 0) look(domain, 'assigner', trust);
  return mentions;
}

/** Every place where the phrases of one row stand in an incident. */
export function mentionsOfVendor(
  phrases: readonly IndexedPhrase[],
  found: ReadonlyMap<string, FoundPhrase>,
): Mention[] {
  return phrases.flatMap((phrase) =>
    (found.get(phrase.compact)?.spans ?? [])
      .filter((span) => span.allows(phrase.kind))
      .map((span) => mentionOf(phrase, span)),
  );
}
