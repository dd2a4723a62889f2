import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { DeliveryError, type ChannelSender } from './channel.ts';
import { renderDigest } from './render-digest.ts';
import { renderEmail, type RenderedEmail } from './render-email.ts';

/** Outgoing mail, as configured. */
export interface MailSettings {
  /** smtp:// or smtps:// address. */
  smtpUrl: string;
  /** `Name <address>` */
  from: string;
}

const SECONDS = 1000;

/**
 * Messages on their way at once, each on a connection of its own. The worker takes no more deliveries than that: one that
 * waited for a connection would use up the time that its sending may take, and be sent again while it is sent.
 */
export const MAIL_CONNECTIONS = 8;

/** Sends e-mail over SMTP, on a few kept connections; nothing is connected before the first message. */
export function createEmailSender({ smtpUrl, from }: MailSettings): ChannelSender {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: MAIL_CONNECTIONS,
    connectionTimeout: 10 * SECONDS,
    greetingTimeout: 10 * SECONDS,
    socketTimeout: 30 * SECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? 'vigil.invalid';

  async function mail(
    recipient: string,
    content: RenderedEmail,
    { onceKey, urgent }: { onceKey: string; urgent: boolean },
  ): Promise<{ providerId: string }> {
    const messageId = messageIdOf(onceKey, domain);
    try {
      await transport.sendMail({
        ...content,
        from,
        // As an object: an address is never parsed as a list of them.
        to: { name: '', address: recipient },
        messageId,
        ...(urgent && { priority: 'high' as const }),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { providerId: messageId };
    } catch (error) {
      throw toDeliveryError(error);
    }
  }

  return {
    send: (recipient, message) =>
      mail(recipient, renderEmail(message), {
        onceKey: message.onceKey,
        urgent: message.priority === 'URGENT',
      }),
    sendDigest: (recipient, digest) =>
      mail(recipient, renderDigest(digest), { onceKey: digest.onceKey, urgent: false }),
    close: () => transport.close(),
  };
}

/** The same for every try of a delivery: a mail server that sees it twice can tell. */
export function messageIdOf(onceKey: string, domain: string): string {
  return `<${createHash('sha256').update(onceKey).digest('hex').slice(0, 40)}@${domain}>`;
}

/** 5xx means never; everything else (4xx, no connection, time-outs) may pass. */
function toDeliveryError(error: unknown): DeliveryError {
  const { responseCode, message } = error as { responseCode?: number; message?: string };
  // 503 is a bad sequence of commands, 421 and the like pass: only a refusal of this message is final.
  const permanent = responseCode !== undefined && responseCode >= 500 && responseCode !== 503;
  return new DeliveryError(message ?? 'The mail server did not take the message', permanent, {
    cause: error,
  });
}
