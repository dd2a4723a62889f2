import type { CauseKind, PieceKind, Remedy } from '../../domain/matching/register-coverage.ts';
import type { Explanation } from '../scoring/explain.ts';
import type { IndexedPhrase, VendorIndex } from '../index/vendor-index.ts';

/** One such thing, and how sure a match is if an incident says it exactly as the register writes it. */
export interface Piece {
  kind: PieceKind;
  value: string;
  /** 0..1: of the best case, a source that names it alone. */
  confidence: number;
}

/** A piece with what the matcher says of its best case where it is none; null where it is, and of products. */
export interface TriedPiece extends Piece {
  said: Explanation | null;
}

/** One of the causes, with a sentence for a reader. */
export interface Cause {
  kind: CauseKind;
  text: string;
  add: Remedy[];
  /** Other rows that it is about. */
  vendors: { id: string; name: string }[];
}

/** What was found out about a row. */
export interface Findings {
  tried: readonly TriedPiece[];
  /** Confidence 0..1 from which a match is raised. */
  least: number;
  /** The rules as shipped would let it be recognised. */
  switchedOff: boolean;
}

/** Below it a name is made of ordinary words. */
const SELECTIVE = 0.6;
const SHORT = 3;
/** Other rows that a cause names. */
const MOST_ROWS = 5;

const WHOLE_NAMES: ReadonlySet<IndexedPhrase['kind']> = new Set(['name', 'alias']);

const cause = (kind: CauseKind, text: string, add: Remedy[], vendors: Cause['vendors'] = []): Cause => ({
  kind,
  text,
  add,
  vendors,
});

function rowsAt(index: VendorIndex, positions: readonly number[], own: number): Cause['vendors'] {
  return [...new Set(positions)]
    .filter((position) => position !== own)
    .slice(0, MOST_ROWS)
    .flatMap((position) => {
      const row = index.vendors[position];
      return row ? [{ id: row.id, name: row.name }] : [];
    });
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** Other rows that an incident cannot tell from this one. */
function claimed(index: VendorIndex, own: number): Cause[] {
  const isWhole = ({ kind }: IndexedPhrase) => WHOLE_NAMES.has(kind);
  const names = (index.phrases[own] ?? []).filter(isWhole);
  const sameName = names
    .flatMap(({ compact }) => index.byPhrase.get(compact)?.phrases ?? [])
    .filter(isWhole)
    .map(({ vendor }) => vendor);
  const sameDomain = (index.vendors[own]?.domains ?? []).flatMap(
    (domain) => index.byDomain.get(domain) ?? [],
  );
  const byName = rowsAt(index, sameName, own);
  const byDomain = rowsAt(index, sameDomain, own);
  const named = (rows: Cause['vendors']) => quoted(rows.map(({ name }) => name));
  return [
    ...(byName.length === 0
      ? []
      : [
          cause(
            'same_name',
            `The register has the name more than once, also as ${named(byName)}: an incident does not tell which is meant.`,
            ['merge', 'domain'],
            byName,
          ),
        ]),
    ...(byDomain.length === 0
      ? []
      : [cause('same_domain', `Another row has the same domain: ${named(byDomain)}.`, ['merge'], byDomain)]),
  ];
}

/** What is wrong with the name itself, where it alone does not tell enough. */
function nameless(index: VendorIndex, own: number, { tried }: Findings): Cause[] {
  const name = (index.phrases[own] ?? []).find(({ kind }) => kind === 'name');
  if (!name) return [cause('generic_name', 'Its name has no letters or digits to compare.', ['alias'])];
  const hasOther = tried.some(({ kind }) => kind === 'alias' || kind === 'brand');
  if (name.compact.length <= SHORT && !hasOther)
    return [
      cause('abbreviation', `"${name.shown}" is a short abbreviation, and the row has no other name.`, [
        'alias',
        'domain',
      ]),
    ];
  if (name.rarity >= SELECTIVE) return [];
  return name.words === 1
    ? [cause('common_word', `"${name.shown}" is one ordinary word.`, ['domain', 'alias', 'product'])]
    : [
        cause('generic_name', `"${name.shown}" is made of words that many names and texts have.`, [
          'domain',
          'alias',
          'product',
        ]),
      ];
}

/** What the matcher itself objects to in the row's own name. */
function objections({ tried, least }: Findings): Cause[] {
  const name = tried.find(({ kind }) => kind === 'name');
  if (!name || name.confidence >= least) return [];
  return (name.said?.against ?? []).flatMap(({ signal, text }): Cause[] => {
    if (signal === 'stronger_rival')
      return [cause('outdone', `Where its name stands, ${text}.`, ['alias', 'domain'])];
    if (signal === 'site_differs' || signal === 'site_goes_on')
      return [cause('site_differs', 'Its web site bears another name than the row does.', ['alias'])];
    if (signal === 'other_trade')
      return [
        cause(
          'other_trade',
          'Its name or products speak of a trade that seldom makes software or hardware.',
          ['product'],
        ),
      ];
    return [];
  });
}

function gaps(index: VendorIndex, own: number, { tried, least }: Findings): Cause[] {
  const products = tried.filter(({ kind }) => kind === 'product');
  const noDomain = (index.vendors[own]?.domains ?? []).length === 0;
  const isGeneric = products.length > 0 && products.every(({ confidence }) => confidence < least);
  return [
    ...(noDomain
      ? [cause('no_domain', 'It has no web site. A breach is known by its domain first of all.', ['domain'])]
      : []),
    ...(products.length === 0
      ? [
          cause('no_products', 'It has no products: an incident that names only a product passes it by.', [
            'product',
          ]),
        ]
      : []),
    ...(isGeneric
      ? [
          cause(
            'generic_products',
            `None of its products tells enough by itself: ${quoted(products.slice(0, 3).map(({ value }) => value))}.`,
            ['product'],
          ),
        ]
      : []),
  ];
}

/** Everything that keeps a row from being recognised, the decisive first. Pure. */
export function causesOf(index: VendorIndex, own: number, findings: Findings): Cause[] {
  const suppressed = findings.tried.filter(({ said }) => said?.verdict === 'suppressed');
  return [
    ...(findings.switchedOff
      ? [
          cause('switched_off', 'The matching rules in force leave out what it could be recognised by.', [
            'rules',
          ]),
        ]
      : []),
    ...(suppressed.length > 0
      ? [
          cause(
            'suppressed',
            `A match rule leaves out ${quoted(suppressed.slice(0, 3).map(({ value }) => value))}.`,
            ['match_rule'],
          ),
        ]
      : []),
    ...claimed(index, own),
    ...objections(findings),
    ...nameless(index, own, findings),
    ...gaps(index, own, findings),
  ];
}
