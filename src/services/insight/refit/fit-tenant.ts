import type { TenantTx } from '../../../db/database.ts';
import { isWorse, type FitReport } from '../../../domain/matching/fit-report.ts';
import { applyWeights, withdrawWeights } from '../../monitoring/register/match-weights.ts';
import { LEAST_VERDICTS, refitFromFeedback } from './refit-from-feedback.ts';

/** What is to be done with a tenant's weights, and on whose command. */
export interface TenantFit {
  slug: string;
  /** `apply_anyway`: also where they do worse on the held-out verdicts. */
  act: 'report' | 'apply' | 'apply_anyway' | 'withdraw';
  by: string;
}

/** What the weights came to. */
export type FitOutcome =
  | { withdrawn: string | null }
  | (FitReport & {
      /** Why they should not be applied, or were not; null: nothing speaks against it. */
      refused: string | null;
      /** The version of the matcher that matches carry from now on; null: nothing was applied. */
      applied: string | null;
    });

/** What speaks against applying the weights; null: nothing. */
function objectionTo(report: FitReport, force: boolean): string | null {
  if (report.verdicts < LEAST_VERDICTS)
    return `There are ${report.verdicts} verdicts; ${LEAST_VERDICTS} are needed.`;
  if (force) return null;
  if (report.held_back === 0) return 'No verdict is on a held-out vendor, so that nothing was measured.';
  return isWorse(report) ? 'The refitted weights do worse on the held-out verdicts.' : null;
}

/**
 * Refits a tenant's weights and reports; applies them only where that was asked for and nothing speaks against it.
 * Applied or withdrawn, the stored incidents of the scan windows are matched again by the next cycle.
 */
export async function fitTenant(tx: TenantTx, { slug, act, by }: TenantFit): Promise<FitOutcome> {
  const actor = { type: 'system', name: by } as const;
  if (act === 'withdraw') return { withdrawn: (await withdrawWeights(tx, actor))?.matcher_version ?? null };
  const { weights, report } = await refitFromFeedback(tx);
  const refused = objectionTo(report, act === 'apply_anyway');
  if (act === 'report' || refused !== null) return { ...report, refused, applied: null };
  const { matcher_version } = await applyWeights(tx, actor, { slug, weights, report, by });
  return { ...report, refused, applied: matcher_version };
}
