/** A name under which sources still write of a company that bears another one, and where that is written. */
export interface KnownName {
  /** The company that makes or owns it today, as registers write it, without legal form. */
  owner: string;
  /** The name that sources use. */
  name: string;
  relation: 'acquired' | 'brand' | 'parent' | 'renamed';
  /** Year from which it holds, of a parent until which; null for a brand that was always its own. */
  since: number | null;
  /** Where that is written: a public page. */
  source: string;
}

type Row = Omit<KnownName, 'owner'>;

/** A page's address, given whole or as the title of an article of the English Wikipedia. */
const page = (at: string): string =>
  at.startsWith('https://') ? at : `https://en.wikipedia.org/wiki/${at.replaceAll(' ', '_')}`;

/** A company that the owner bought. */
export const acquired = (name: string, since: number, at = name): Row => ({
  name,
  relation: 'acquired',
  since,
  source: page(at),
});
/** An earlier name of the owner. */
export const renamed = (name: string, since: number, at = name): Row => ({
  ...acquired(name, since, at),
  relation: 'renamed',
});
/** A name under which the owner sells. */
export const brand = (name: string, since: number | null, at = name): Row => ({
  name,
  relation: 'brand',
  since,
  source: page(at),
});
/** A company that owned this one, and still stands as the vendor of its products. */
export const parent = (name: string, until: number, at?: string): Row => ({
  name,
  relation: 'parent',
  since: until,
  source: at ?? '',
});
/** The names of one owner. */
export const of = (owner: string, ...rows: Row[]): KnownName[] =>
  rows.map((row) => ({ owner, ...row, source: page(row.source === '' ? owner : row.source) }));
