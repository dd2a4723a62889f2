import { CancellationScope, isCancellation, log, sleep } from '@temporalio/workflow';
import { giveUpDigest, sendDigest } from './digest-steps.ts';

/** Sends digests side by side: one recipient whose mail server is away keeps nobody else's back. */
export interface DigestPost {
  /** Takes digests on; those under way already are left alone. */
  carry(digestIds: readonly string[]): void;
  /** How many are under way. */
  underWay(): number;
  /** Ends the tries of those under way; resolves when none is running any more. */
  stop(): Promise<void>;
}

/** The post of one tenant. */
export function createDigestPost(tenantId: string): DigestPost {
  const running = new Map<string, Promise<void>>();
  const scope = new CancellationScope();

  async function send(digestId: string): Promise<void> {
    try {
      await sendDigest({ tenantId, digestId });
    } catch (error) {
      if (isCancellation(error)) return;
      log.warn('A digest is given up', { digestId });
      await giveUpDigest({ tenantId, digestId });
    }
  }

  /** One that cannot even be given up is still held: it is taken on again, but not at once. */
  async function pause(error: unknown, digestId: string): Promise<void> {
    if (isCancellation(error)) return;
    log.error('A digest could not be given up', { digestId });
    await sleep('1 hour', { summary: 'Until a digest is tried again' });
  }

  return {
    carry(digestIds) {
      for (const id of digestIds) {
        if (running.has(id)) continue;
        const done = scope.run(() => send(id).catch((error: unknown) => pause(error, id)));
        running.set(
          id,
          done.catch(() => undefined).finally(() => running.delete(id)),
        );
      }
    },
    underWay: () => running.size,
    async stop() {
      scope.cancel();
      await Promise.all(running.values());
    },
  };
}
