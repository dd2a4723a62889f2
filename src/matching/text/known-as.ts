import { KNOWN_NAMES, type KnownName } from './known-names.ts';
import { withoutLegalForm } from './legal-forms.ts';
import { shortened, wordsOf } from './normalise.ts';

const compact = (words: readonly string[]): string => words.join('');

const compactName = (name: string): string => compact(withoutLegalForm(wordsOf(name)));

const BY_OWNER: ReadonlyMap<string, readonly KnownName[]> = Map.groupBy(
  KNOWN_NAMES.filter(({ relation }) => relation !== 'parent'),
  ({ owner }) => compactName(owner),
);

/** Companies that own or owned one, by its name. */
const OWNERS: ReadonlyMap<string, readonly string[]> = new Map(
  [
    ...Map.groupBy(
      KNOWN_NAMES.map((known) =>
        known.relation === 'parent'
          ? { of: compactName(known.owner), owner: compactName(known.name) }
          : { of: compactName(known.name), owner: compactName(known.owner) },
      ),
      (each) => each.of,
    ),
  ].map(([name, rows]) => [name, rows.map(({ owner }) => owner)]),
);

/** A name's words put together, and the same without descriptors. */
const formsOf = (words: readonly string[]): string[] => [
  ...new Set([compact(words), compact(shortened(words))]),
];

/** Names under which sources still write of a company of that name; see the table for where that is written. */
export const namesKnownFor = (words: readonly string[]): readonly KnownName[] =>
  formsOf(words)
    .map((form) => BY_OWNER.get(form))
    .find((names) => names !== undefined) ?? [];

/** Companies, their words put together, that sources may name as the vendor of what a company of that name makes. */
export const ownersOf = (words: readonly string[]): readonly string[] =>
  formsOf(words).flatMap((form) => OWNERS.get(form) ?? []);

/** What a known name is to its owner, for people: `part of X since 2023`. */
export function relationInWords({ relation, since }: KnownName, owner: string): string {
  const from = since === null ? '' : ` since ${String(since)}`;
  if (relation === 'renamed')
    return `the former name of ${owner}${since === null ? '' : ` until ${String(since)}`}`;
  return relation === 'brand' ? `a brand of ${owner}` : `part of ${owner}${from}`;
}
