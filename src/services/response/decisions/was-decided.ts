import { sql } from 'kysely';
import { decisionId, type DecisionRequest } from '../../../contracts/decisions.ts';
import type { TenantTx } from '../../../db/database.ts';
import { KEPT_HOURS } from '../../access/idempotency/idempotency.ts';

/**
 * True when this very request was applied already, to whichever response of the tracking: its answer was lost, and the
 * tracking may have been reopened since. A key is remembered for as long as answers are.
 */
export async function wasDecided(
  tx: TenantTx,
  tracking: { id: string; response_no: number },
  request: DecisionRequest,
): Promise<boolean> {
  const keys = Array.from(
    { length: tracking.response_no },
    (_, index) => `${request.kind}/${decisionId(request, index + 1)}`,
  );
  const row = await tx.sql
    .selectFrom('tracking_events')
    .select('id')
    .where('tracking_id', '=', tracking.id)
    .where('effect_key', 'in', keys)
    .where('occurred_at', '>', sql<string>`now() - make_interval(hours => ${KEPT_HOURS})`)
    .executeTakeFirst();
  return row !== undefined;
}
