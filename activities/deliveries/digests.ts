import { DeliveryError } from '../../src/channels/channel.ts';
import {
  beginDigest,
  completeDigest,
  failDigest,
  noteFailedDigest,
  type DueDigest,
} from '../../src/services/response/alerts/digests.ts';
import { openDigests, type OpenedDigests } from '../../src/services/response/alerts/open-digests.ts';
import { commitAfterSending } from './commit-after-sending.ts';
import type { DeliveryDependencies } from './deliveries.ts';

interface OfDigest {
  tenantId: string;
  digestId: string;
}

/** Digests of alerts that a tenant's budget queued for them. */
export function createDigestActivities({
  db,
  logger,
  publicUrl,
  senders,
}: Omit<DeliveryDependencies, 'client'>) {
  async function giveUp({ tenantId, digestId }: OfDigest, error: string | null): Promise<'failed'> {
    const at = new Date().toISOString();
    await db.withTenant(tenantId, (tx) => failDigest(tx, digestId, { error, at }));
    logger.warn({ tenantId, digestId }, 'A digest could not be delivered');
    return 'failed';
  }

  const messageOf = ({ tenant, entries }: DueDigest, digestId: string) => ({
    tenant,
    alerts: entries.map(({ path, ...entry }) => ({ ...entry, url: `${publicUrl}${path}` })),
    url: `${publicUrl}/inbox?view=alerts`,
    onceKey: `digest/${digestId}`,
  });

  return {
    /** Gathers what is due by `now` (ISO 8601 UTC). */
    async openDigests({ tenantId, now }: { tenantId: string; now: string }): Promise<OpenedDigests> {
      return db.withTenant(tenantId, (tx) => openDigests(tx, now));
    },

    /** Sends one digest. Refused for good, its deliveries are `failed`; anything that may pass is thrown. */
    async sendDigest(of: OfDigest): Promise<'sent' | 'failed' | 'not_due'> {
      const { tenantId, digestId } = of;
      const digest = await db.withTenant(tenantId, (tx) => beginDigest(tx, digestId));
      if (digest === null) return 'not_due';
      const sender = senders[digest.channel];
      if (sender === undefined) return giveUp(of, `No way to send by ${digest.channel} is set up`);
      try {
        const { providerId } = await sender.sendDigest(digest.recipient, messageOf(digest, digestId));
        const sent = { deliveryIds: digest.deliveryIds, at: new Date().toISOString(), providerId };
        await commitAfterSending(() => db.withTenant(tenantId, (tx) => completeDigest(tx, digestId, sent)));
        return 'sent';
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        if (error.permanent) return giveUp(of, error.message);
        await db.withTenant(tenantId, (tx) => noteFailedDigest(tx, digestId, error.message));
        throw error;
      }
    },

    /** Gives a digest up after its last try. */
    async giveUpDigest(of: OfDigest): Promise<void> {
      await giveUp(of, null);
    },
  };
}
