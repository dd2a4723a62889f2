import {
  DEFAULT_MATCHING_RULES,
  type MatchableIncident,
  type MatchingRules,
} from '../../domain/incidents/incident.ts';
import { PIECE_KINDS, type PieceKind, type CoverageLevel } from '../../domain/matching/register-coverage.ts';
import { causesOf, type Cause, type Piece, type TriedPiece } from './coverage-gaps.ts';
import { explainPair } from '../scoring/explain.ts';
import { matchIncident, type MatchOptions } from '../scoring/match.ts';
import { withoutLegalForm } from '../text/legal-forms.ts';
import { wordsOf } from '../text/normalise.ts';
import { nameAndOthers } from '../text/other-names.ts';
import type { IndexedPhrase, VendorIndex } from '../index/vendor-index.ts';

/** How well a register row can be recognised. */
export interface VendorCoverage {
  vendorId: string;
  name: string;
  sight: CoverageLevel;
  /** Best reachable confidence 0..1. */
  best: number;
  /** The same of a vulnerability, which names a vendor or product. */
  cve: number;
  /** The same of a breach that names the vendor, without its domain. */
  breach_by_name: number;
  /** The same of a breach with the vendor's domain; null for a row without one. */
  breach_with_domain: number | null;
  /** Most selective first. */
  pieces: Piece[];
  /** Empty where nothing is to be done. */
  causes: Cause[];
}

/** Pieces of a kind that are tried: a product list may be very long, and the first ones tell enough of it. */
const MOST_OF_A_KIND = 10;

const KINDS: Partial<Record<IndexedPhrase['kind'], PieceKind>> = {
  name: 'name',
  alias: 'alias',
  brand: 'brand',
  product: 'product',
};

const incident = (changes: Partial<MatchableIncident>): MatchableIncident => ({
  id: '',
  incidentType: 'cve',
  externalId: '',
  title: '',
  description: '',
  affectedProducts: [],
  domains: [],
  severity: 'high',
  ...changes,
});

const naming = (vendor: string | null, product: string | null): MatchableIncident =>
  incident({ affectedProducts: [{ vendor, product, source: 'nvd' }] });

/** As sources of breaches write a company: without legal form and brackets. */
const spoken = (name: string): string =>
  withoutLegalForm(wordsOf(nameAndOthers(name).name))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

const breachOf = (name: string, domains: string[]): MatchableIncident =>
  incident({
    incidentType: 'data_breach',
    title: name,
    description: name === '' ? '' : `In January ${name} suffered a data breach.`,
    domains,
  });

/** The incident that says a piece as clearly as one can. */
function clearest({ kind, value }: Omit<Piece, 'confidence'>): MatchableIncident {
  if (kind === 'domain') return breachOf('', [value]);
  return kind === 'product' ? naming(null, value) : naming(value, null);
}

/** What of a row is tried, each spelling once. */
function piecesOf(index: VendorIndex, position: number): Omit<Piece, 'confidence'>[] {
  const seen = new Set<string>();
  const pieces = (index.phrases[position] ?? []).flatMap(({ kind, compact, shown }) => {
    const piece = KINDS[kind];
    const key = `${piece === 'product' ? 'product' : 'name'} ${compact}`;
    if (piece === undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ kind: piece, value: shown }];
  });
  const domains = (index.vendors[position]?.domains ?? []).map((value) => ({
    kind: 'domain' as const,
    value,
  }));
  return PIECE_KINDS.flatMap((kind) =>
    [...pieces, ...domains].filter((piece) => piece.kind === kind).slice(0, MOST_OF_A_KIND),
  );
}

const most = (confidences: readonly number[]): number => Math.max(0, ...confidences);

/** Lower confidences are told as none: looking for them takes many times as long. */
const LOWEST = 0.2;

/** True where the rules count less than those as shipped. */
const leavesOut = (rules: MatchingRules): boolean =>
  !rules.match_by_name || !rules.match_by_domain || !rules.match_by_product || rules.exact_match_required;

/** The confidence with which a row is found in an incident; 0 where it hardly is. */
function confidenceIn(
  index: VendorIndex,
  of: MatchableIncident,
  vendorId: string,
  rules: MatchingRules,
  options: MatchOptions,
): number {
  const low = { ...rules, min_match_confidence: Math.min(LOWEST, rules.min_match_confidence) };
  return matchIncident(index, of, low, options).find((match) => match.vendorId === vendorId)?.confidence ?? 0;
}

/**
 * How well a row of the register can be recognised by the rules in force: the confidence that each of its pieces
 * reaches if an incident names it exactly as the register does, beside all other rows. Null where the index has no
 * such position. Pure.
 */
export function coverageOf(
  index: VendorIndex,
  position: number,
  rules: MatchingRules,
  options: MatchOptions = {},
): VendorCoverage | null {
  const vendor = index.vendors[position];
  if (!vendor) return null;
  const sureOf = (of: MatchableIncident, by = rules) => confidenceIn(index, of, vendor.id, by, options);
  const least = rules.min_match_confidence - 1e-9;
  const tried = piecesOf(index, position).map((piece): TriedPiece => {
    const best = clearest(piece);
    const confidence = sureOf(best);
    const isClear = confidence >= least || piece.kind === 'product';
    const said = isClear ? null : explainPair(index, best, vendor.id, rules, options);
    return { ...piece, confidence: said?.confidence ?? confidence, said };
  });
  tried.sort((a, b) => b.confidence - a.confidence);
  const sure = (domains: string[]) => sureOf(breachOf(spoken(vendor.name), domains));
  const [domain] = vendor.domains;
  const ofKind = (...kinds: PieceKind[]) =>
    most(tried.filter(({ kind }) => kinds.includes(kind)).map(({ confidence }) => confidence));
  const cve = ofKind('name', 'alias', 'brand', 'product');
  const breachByName = sure([]);
  const withDomain = domain === undefined ? null : Math.max(sure([domain]), ofKind('domain'));
  const best = most([cve, breachByName, withDomain ?? 0]);
  const switchedOff =
    best < least &&
    leavesOut(rules) &&
    tried.some((piece) => sureOf(clearest(piece), DEFAULT_MATCHING_RULES) >= least);
  const causes = causesOf(index, position, { tried, least, switchedOff });
  const reaching = tried.filter(({ confidence }) => confidence >= least).length;
  const isHalfCovered = cve < least || most([breachByName, withDomain ?? 0]) < least;
  const isClaimed = causes.some(({ kind }) => kind === 'same_name' || kind === 'same_domain');
  const sight = best < least ? 'blind' : isHalfCovered || reaching <= 1 || isClaimed ? 'weak' : 'seen';
  return {
    vendorId: vendor.id,
    name: vendor.name,
    sight,
    best,
    cve,
    breach_by_name: breachByName,
    breach_with_domain: withDomain,
    pieces: tried.map(({ kind, value, confidence }) => ({ kind, value, confidence })),
    causes: sight === 'seen' ? [] : causes,
  };
}
