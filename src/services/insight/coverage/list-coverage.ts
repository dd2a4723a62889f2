import type { CauseKind, CoverageLevel } from '../../../domain/matching/register-coverage.ts';
import { invalid } from '../../../domain/fault.ts';
import type { Page, PageRequest } from '../../../db/keyset.ts';
import type { VendorCoverages, RatedVendor } from './register-coverage.ts';

/** Everything is optional; without `sight`, blind and weak ones. */
export interface CoverageFilter {
  sight?: CoverageLevel[] | undefined;
  cause?: CauseKind[] | undefined;
}

/** Where a page ended: the vendor, and its place, should the vendor be gone. */
const encode = (id: string, at: number): string =>
  Buffer.from(JSON.stringify([id, at])).toString('base64url');

function decode(cursor: string): { id: string; at: number } {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (
      Array.isArray(parts) &&
      typeof parts[0] === 'string' &&
      Number.isSafeInteger(parts[1]) &&
      parts[1] >= 0
    )
      return { id: parts[0], at: parts[1] as number };
  } catch {
    // Falls through to the one answer for every cursor that is none.
  }
  throw invalid('cursor', 'must be one that a Link header gave');
}

/** One page of the vendors that are hardly recognised. Throws Fault for a cursor that is none. */
export function listCoverages(
  { vendors }: VendorCoverages,
  { sight = ['blind', 'weak'], cause }: CoverageFilter,
  { limit, cursor }: PageRequest,
): Page<RatedVendor> {
  const rows = vendors.filter(
    (vendor) =>
      sight.includes(vendor.sight) && (!cause || vendor.causes.some(({ kind }) => cause.includes(kind))),
  );
  let from = 0;
  if (cursor !== undefined) {
    const { id, at } = decode(cursor);
    const known = rows.findIndex((row) => row.id === id);
    from = known < 0 ? at : known + 1;
  }
  const page = rows.slice(from, from + limit);
  const last = page.at(-1);
  const goesOn = last !== undefined && rows.length > from + limit;
  return { rows: page, next: goesOn ? encode(last.id, from + limit) : null };
}
