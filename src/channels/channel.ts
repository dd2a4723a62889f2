import type { Priority, Severity } from '../domain/vocabulary.ts';

/** What a channel is to say. Titles and messages carry text of feeds: hostile until escaped for the channel. */
export interface ChannelMessage {
  title: string;
  message: string;
  severity: Severity;
  priority: Priority;
  /** Absolute address of the page where to act. */
  url: string;
  /** The same delivery tried again has the same key. */
  onceKey: string;
}

/** One alert in a digest. */
export interface DigestAlert {
  vendor: string;
  incident: string;
  /** Said instead of vendor and incident, where the alert is about something else: a task that is overdue. */
  notice: string | null;
  severity: Severity;
  priority: Priority;
  /** 0..1, and why. */
  confidence: number;
  reason: string;
  /** Absolute address of the page where to act. */
  url: string;
}

/** Several alerts at once, in the order in which they are to be read. Vendors, titles and reasons are hostile text. */
export interface DigestMessage {
  tenant: string;
  alerts: DigestAlert[];
  /** Absolute address of all alerts. */
  url: string;
  /** The same digest tried again has the same key. */
  onceKey: string;
}

/** A way to reach somebody outside the product. */
export interface ChannelSender {
  /** Resolves once the other side has taken the message; throws a `DeliveryError`. */
  send(recipient: string, message: ChannelMessage): Promise<{ providerId: string | null }>;
  /** The same for several alerts at once. */
  sendDigest(recipient: string, digest: DigestMessage): Promise<{ providerId: string | null }>;
  close(): void;
}

/** A message that did not go out; `permanent` when no later try can succeed. */
export class DeliveryError extends Error {
  readonly permanent: boolean;

  constructor(message: string, permanent: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeliveryError';
    this.permanent = permanent;
  }
}
