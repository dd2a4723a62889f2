import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../db/database.ts';
import type { ResolutionType } from '../../domain/vocabulary.ts';
import type { TrackingRow } from './load-tracking.ts';

/**
 * Teaches the matcher what a reviewer made of the evidence: a false positive is not raised again for the same reason;
 * a duplicate says nothing about the match. Returns the verdict given, or null.
 */
export async function giveFeedback(
  tx: TenantTx,
  tracking: TrackingRow,
  resolution: ResolutionType,
  by: string | null,
): Promise<'false_positive' | 'confirmed' | null> {
  // Without a key the row would speak of every match of the vendor.
  if (resolution === 'duplicate' || tracking.evidence_key === '') return null;
  const verdict = resolution === 'false_positive' ? 'false_positive' : 'confirmed';
  await tx.q
    .insertInto('match_feedback')
    .values({
      id: uuidv7(),
      tenant_id: tx.tenantId,
      vendor_id: tracking.vendor_id,
      tracking_id: tracking.id,
      evidence_key: tracking.evidence_key,
      verdict,
      created_by: by,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['vendor_id', 'evidence_key', 'verdict'])
        .doUpdateSet({ tracking_id: tracking.id, created_by: by, expires_at: null }),
    )
    .execute();
  return verdict;
}

/** Takes back that this tracking was a false positive. */
export async function withdrawFeedback(tx: TenantTx, trackingId: string): Promise<void> {
  await tx.q
    .deleteFrom('match_feedback')
    .where('tracking_id', '=', trackingId)
    .where('verdict', '=', 'false_positive')
    .execute();
}
