import type { PhraseKind } from './vendor-identifiers.ts';

/** Kinds that sources glue to other words (`acmecn`, `getacme`). */
export const GLUABLE: ReadonlySet<PhraseKind> = new Set([
  'name',
  'short',
  'lead',
  'alias',
  'brand',
  'label',
  'stem',
]);

/** Kinds that are only part of a name. */
export const PARTS: ReadonlySet<PhraseKind> = new Set([
  'short',
  'lead',
  'inner',
  'initials',
  'label',
  'stem',
]);

/** Kinds that may be misspelt: parts of names and products are too often one letter from something else. */
export const TYPO_KINDS: ReadonlySet<PhraseKind> = new Set(['name', 'short', 'alias', 'brand', 'label']);
