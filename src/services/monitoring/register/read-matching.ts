import type { TenantTx } from '../../../db/database.ts';
import { MATCHER_VERSION } from '../../../matching/scoring/weights.ts';
import { fitsMatcher, readStoredWeights, type StoredWeights } from './match-weights.ts';

/** The refitted weights as people see them: without the weights. */
type FittedWeights = Pick<
  StoredWeights,
  'version' | 'matcher_version' | 'applied_by' | 'applied_at' | 'report'
> & {
  in_use: boolean;
};

/** Which matcher a tenant is matched with. */
export interface MatchingInUse {
  matcher_version: string;
  shipped_version: string;
  fitted: FittedWeights | null;
}

/** What the tenant's new matches carry as their version, and how its weights came about. */
export async function readMatching(tx: TenantTx): Promise<MatchingInUse> {
  const stored = await readStoredWeights(tx);
  if (stored === null)
    return { matcher_version: MATCHER_VERSION, shipped_version: MATCHER_VERSION, fitted: null };
  const in_use = fitsMatcher(stored);
  const { version, matcher_version, applied_by, applied_at, report } = stored;
  return {
    matcher_version: in_use ? matcher_version : MATCHER_VERSION,
    shipped_version: MATCHER_VERSION,
    fitted: { version, matcher_version, in_use, applied_by, applied_at, report },
  };
}
