import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { DeliveryError, type ChannelSender } from '../../src/channels/channel.ts';
import { createEmailSender } from '../../src/channels/email.ts';
import type { Config } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import type { Channel } from '../../src/domain/vocabulary.ts';
import {
  beginDelivery,
  completeDelivery,
  failDelivery,
  noteFailedTry,
  type DueDelivery,
} from '../../src/services/response/alerts/deliveries.ts';
import { askForDigest } from './ask-for-digest.ts';
import { commitAfterSending } from './commit-after-sending.ts';

/** The channels that this installation can reach people through, besides the product itself. */
export type Senders = Partial<Record<Channel, ChannelSender>>;

/** E-mail, where a mail server is configured. */
export function createSenders(mail: Config['mail']): Senders {
  return mail.smtpUrl === undefined
    ? {}
    : { email: createEmailSender({ smtpUrl: mail.smtpUrl, from: mail.from }) };
}

export interface DeliveryDependencies {
  db: Database;
  logger: Logger;
  /** Where links point, without a trailing slash. */
  publicUrl: string;
  senders: Senders;
  /** For queued deliveries, which the tenant's digest is to take up. */
  client: Client;
}

export interface OfDelivery {
  tenantId: string;
  deliveryId: string;
}

/** Deliveries of alerts to other people's services. */
export function createDeliveryActivities({ db, logger, publicUrl, senders, client }: DeliveryDependencies) {
  function commitSent({ tenantId, deliveryId }: OfDelivery, providerId: string | null): Promise<void> {
    const at = new Date().toISOString();
    return commitAfterSending(() =>
      db.withTenant(tenantId, (tx) => completeDelivery(tx, deliveryId, { at, providerId })),
    );
  }

  async function giveUp({ tenantId, deliveryId }: OfDelivery, error: string | null): Promise<'failed'> {
    const at = new Date().toISOString();
    await db.withTenant(tenantId, (tx) => failDelivery(tx, deliveryId, { error, at }));
    logger.warn({ tenantId, deliveryId }, 'An alert could not be delivered');
    return 'failed';
  }

  const send = (sender: ChannelSender, { path, recipient, ...delivery }: DueDelivery) =>
    sender.send(recipient, { ...delivery, url: `${publicUrl}${path}` });

  return {
    /**
     * Sends one delivery, or has the tenant's digest take up a queued one. Refused for good, it is `failed`; anything
     * that may pass is thrown, to be tried again.
     */
    async deliverAlert(of: OfDelivery): Promise<'sent' | 'failed' | 'held' | 'not_due'> {
      const delivery = await db.withTenant(of.tenantId, (tx) => beginDelivery(tx, of.deliveryId));
      if (delivery === null) return 'not_due';
      if (delivery === 'held') {
        await askForDigest(client, of.tenantId);
        return 'held';
      }
      const sender = senders[delivery.channel];
      if (sender === undefined) return giveUp(of, `No way to send by ${delivery.channel} is set up`);
      try {
        const { providerId } = await send(sender, delivery);
        await commitSent(of, providerId);
        return 'sent';
      } catch (error) {
        if (!(error instanceof DeliveryError)) throw error;
        if (error.permanent) return giveUp(of, error.message);
        await db.withTenant(of.tenantId, (tx) => noteFailedTry(tx, of.deliveryId, error.message));
        throw error;
      }
    },

    /** Gives a delivery up after its last try. */
    async giveUpDelivery(of: OfDelivery): Promise<void> {
      await giveUp(of, null);
    },
  };
}
