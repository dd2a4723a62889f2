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

/** Kinds that are all of a name in one or another of its forms. */
export const NAME_KINDS: ReadonlySet<PhraseKind> = new Set(['name', 'short', 'alias', 'brand']);

/** Kinds by which alone a row is known; only these may be misspelt, parts are too often a letter from something else. */
export const WHOLE_KINDS: ReadonlySet<PhraseKind> = new Set([...NAME_KINDS, 'label']);

export const GROUPS = ['name', 'site', 'product'] as const;
export type Group = (typeof GROUPS)[number];

/** Phrases of one group say the same thing twice; of each only the best mention counts. */
export const GROUP: Record<PhraseKind, Group> = {
  name: 'name',
  short: 'name',
  lead: 'name',
  inner: 'name',
  initials: 'name',
  alias: 'name',
  brand: 'name',
  label: 'site',
  product: 'product',
  stem: 'product',
};
