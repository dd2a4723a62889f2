import type { AffectedProduct } from '../../domain/incidents/incident.ts';
import type { Mention } from '../index/mentions.ts';
import { assignerName, type Assigner } from '../text/assigners.ts';
import { isProse, type IncidentIdentifiers } from '../text/incident-identifiers.ts';
import { isDescriptor } from '../text/normalise.ts';
import { PARTS, GROUP } from '../text/phrase-kinds.ts';
import { WHOLLY } from '../text/place-in-field.ts';
import { type MentionSignal, type Signal } from './signals.ts';
import type { IndexedVendor } from '../index/vendor-index.ts';
import { versionsSay } from './version-evidence.ts';
import { siteLabel, type PhraseKind } from '../text/vendor-identifiers.ts';
import type { MatchWeights } from './weights.ts';
import { PROJECT_WORDS, UMBRELLA_PROJECTS } from '../text/words.ts';

/** How a claimed name sits with the web sites: the same or close, a longer name, another one. */
function siteSays(vendor: IndexedVendor, claimed: string): 'agrees' | 'goes_on' | 'differs' {
  const { labels, siteIsAbbreviation } = vendor;
  if (labels.length === 0) return 'agrees';
  const rests = labels
    .filter((label) => label.startsWith(claimed))
    .map((label) => label.slice(claimed.length));
  if (rests.some((rest) => rest === '' || isDescriptor(rest))) return 'agrees';
  if (labels.some((label) => claimed.startsWith(label))) return 'agrees';
  if (rests.length > 0) return 'goes_on';
  return siteIsAbbreviation ? 'agrees' : 'differs';
}

/** Shorter other names ("NI") are too often another company's too. */
const SHORT_ALIAS = 3;

/** A whole name of several words or a longer alias needs no web site to agree; parts, single words, initials do. */
function mayBeAnothers({ phrase }: Mention): boolean {
  if (phrase.kind === 'brand') return false;
  if (phrase.kind === 'alias') return phrase.compact.length <= SHORT_ALIAS;
  return phrase.kind !== 'name' || phrase.words === 1;
}

/** True for a row that only shares a word with a project that sources name as the vendor ("apache"). */
function isNamesakeOfProject(vendor: IndexedVendor, claim: Mention): boolean {
  const domains = claim.field === 'vendor' ? UMBRELLA_PROJECTS.get(claim.phrase.compact) : undefined;
  if (!domains || vendor.words.some((word) => PROJECT_WORDS.has(word))) return false;
  if (vendor.domains.length > 0) return !vendor.domains.some((domain) => domains.includes(domain));
  return vendor.words.length > 1;
}

/** True where a text goes on with a descriptor that the row does not carry ("Silicon Labs" for "Silicon Printing"). */
const goesOnOtherwise = (mention: Mention, vendor: IndexedVendor): boolean =>
  PARTS.has(mention.phrase.kind) && mention.next !== undefined && !vendor.words.includes(mention.next);

/** Kinds that are a part of the name which another company may bear whole. */
const PART_OF_NAME: ReadonlySet<PhraseKind> = new Set(['lead', 'inner', 'initials']);

/**
 * True where a source names as vendor what is only a part of the row's name, or a text its initials or a later word of
 * it, and no web site of the row is called so.
 */
function isPartOfName({ phrase, field, place }: Mention, { labels }: IndexedVendor): boolean {
  if (!PART_OF_NAME.has(phrase.kind)) return false;
  const isNamed = field === 'vendor' ? WHOLLY.has(place) : phrase.kind !== 'lead' && isProse(field);
  return isNamed && !labels.some((label) => isCalled(label, phrase.compact));
}

/** True for a web site's name that is a phrase, a descriptor aside ("acmegroup"). */
const isCalled = (label: string, phrase: string): boolean =>
  label === phrase || (label.startsWith(phrase) && isDescriptor(label.slice(phrase.length)));

/**
 * True where a maker of the claimed name assigned the CVE id, and its domain is not called like any of the row's:
 * another company of that name.
 */
function isNamesakeOfAssigner(
  claim: Mention,
  vendor: IndexedVendor,
  assigners: readonly Assigner[],
): boolean {
  if (!mayBeAnothers(claim) || vendor.domains.length === 0) return false;
  return assigners.some(({ isOwn, domain }) => {
    if (!isOwn || domain === null || vendor.domains.includes(domain)) return false;
    const label = siteLabel(domain);
    const isAlike = vendor.labels.some((own) => own.startsWith(label) || label.startsWith(own));
    return label === claim.phrase.compact && !isAlike;
  });
}

/** The incident as the contrary signals read it. */
export interface Objectable {
  identifiers: IncidentIdentifiers;
  affectedProducts: readonly AffectedProduct[];
  isBreach: boolean;
}

/** What a claim to a name has against it, by its name in the table of weights. */
function objectionsToClaim(claim: Mention, vendor: IndexedVendor, assigners: readonly Assigner[]): string[] {
  const site = mayBeAnothers(claim) ? siteSays(vendor, claim.phrase.compact) : 'agrees';
  return [
    ...(site === 'agrees' ? [] : [`site_${site}`]),
    ...(isNamesakeOfProject(vendor, claim) ? ['namesake_of_project'] : []),
    ...(isPartOfName(claim, vendor) ? [vendor.labels.length > 0 ? 'part_of_name' : 'part_of_name_only'] : []),
    ...(isNamesakeOfAssigner(claim, vendor, assigners) ? ['namesake_of_assigner'] : []),
    ...(goesOnOtherwise(claim, vendor) ? ['name_goes_on'] : []),
  ];
}

/** The objections to a claim, together no stronger than the claim: without it they would not be there. */
function weighObjections(
  { mention, value }: MentionSignal,
  vendor: IndexedVendor,
  assigners: readonly Assigner[],
  weights: MatchWeights,
): Signal[] {
  let left = value;
  return objectionsToClaim(mention, vendor, assigners).map((name) => {
    const weight = weights.contrary[name] ?? 0;
    const strength = weight > 0 ? Math.min(1, left / weight) : 1;
    left -= strength * weight;
    return { name, strength };
  });
}

/**
 * What speaks against a pair, apart from rivals: another named vendor, a web site of another name, another trade, a
 * project of that name, recorded versions that are not affected.
 */
export function counterEvidenceSignals(
  signals: readonly MentionSignal[],
  mentions: readonly Mention[],
  vendor: IndexedVendor,
  { identifiers, affectedProducts, isBreach }: Objectable,
  weights: MatchWeights,
): Signal[] {
  const contrary: Signal[] = [];
  const object = (name: string): void => {
    contrary.push({ name, strength: 1 });
  };
  const claim = signals.find(({ mention }) => GROUP[mention.phrase.kind] === 'name');
  const inVendorField = signals.some(
    ({ mention: { field, place } }) => (field === 'vendor' && WHOLLY.has(place)) || place === 'division',
  );
  if (identifiers.namesVendor && !inVendorField) object('other_vendor_named');
  if (!inVendorField && isAssignedByAnother(signals, vendor, identifiers)) object('assigned_by_another');
  if (signals.every(({ mention, value }) => mention.field === 'reference' || value === 0))
    object('only_reference');
  if (claim) contrary.push(...weighObjections(claim, vendor, identifiers.assigners, weights));
  if (vendor.otherTrade && !isBreach) object('other_trade');
  if (isBreach && isAtAnotherDomain(signals, vendor, identifiers)) object('other_domain');
  if (versionsSay(mentions, vendor, affectedProducts).verdict === 'not_affected')
    object('version_not_affected');
  return contrary;
}

/** True where a maker that assigns for its own products did, and the row is not called like that one. */
function isAssignedByAnother(
  signals: readonly MentionSignal[],
  vendor: IndexedVendor,
  { assigners }: IncidentIdentifiers,
): boolean {
  const own = assigners.filter(({ isOwn }) => isOwn);
  const isItself = ({ shown, domain }: Assigner): boolean =>
    (domain !== null && vendor.labels.includes(siteLabel(domain))) ||
    vendor.owners.includes(assignerName(shown).toLowerCase());
  return (
    own.length > 0 && !own.some(isItself) && !signals.some(({ mention }) => mention.field === 'assigner')
  );
}

function isAtAnotherDomain(
  signals: readonly MentionSignal[],
  vendor: IndexedVendor,
  { domains }: IncidentIdentifiers,
): boolean {
  return (
    domains.length > 0 &&
    vendor.domains.length > 0 &&
    !signals.some(({ mention }) => mention.field === 'domain') &&
    !vendor.domains.some((domain) => domains.includes(domain))
  );
}
