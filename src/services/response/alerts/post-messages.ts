import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';

/** An in-app message to several people. */
export interface NewMessage {
  alertId: string | null;
  title: string;
  body: string;
  actionUrl: string | null;
  /** The key that keeps a person from getting it twice. */
  onceKey: (userId: string) => string;
}

/** Puts the message into each user's in-app inbox, once. */
export async function postMessages(
  tx: TenantTx,
  userIds: readonly string[],
  message: NewMessage,
): Promise<void> {
  if (userIds.length === 0) return;
  await tx.sql
    .insertInto('messages')
    .values(
      userIds.map((userId) => ({
        id: uuidv7(),
        tenant_id: tx.tenantId,
        user_id: userId,
        alert_id: message.alertId,
        title: message.title,
        body: message.body,
        action_url: message.actionUrl,
        once_key: message.onceKey(userId),
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenant_id', 'once_key']).doNothing())
    .execute();
}
