import { KNOWN_NAMES, type KnownName } from './known-names.ts';
import { withoutLegalForm } from './legal-forms.ts';
import { shortened, wordsOf } from './normalise.ts';

const compact = (words: readonly string[]): string => words.join('');

const BY_OWNER: ReadonlyMap<string, readonly KnownName[]> = Map.groupBy(KNOWN_NAMES, ({ owner }) =>
  compact(withoutLegalForm(wordsOf(owner))),
);

/** Names under which sources still write of a company of that name; see the table for where that is written. */
export function namesKnownFor(words: readonly string[]): readonly KnownName[] {
  return BY_OWNER.get(compact(words)) ?? BY_OWNER.get(compact(shortened(words))) ?? [];
}

/** What a known name is to its owner, for people: `part of X since 2023`. */
export function relationInWords({ relation, since }: KnownName, owner: string): string {
  const from = since === null ? '' : ` since ${String(since)}`;
  if (relation === 'renamed')
    return `the former name of ${owner}${since === null ? '' : ` until ${String(since)}`}`;
  return relation === 'brand' ? `a brand of ${owner}` : `part of ${owner}${from}`;
}
