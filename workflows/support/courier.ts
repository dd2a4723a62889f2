import { CancellationScope, isCancellation, log } from '@temporalio/workflow';
import { deliverAlert, giveUpDelivery } from './response-steps.ts';

/** Carries deliveries beside the workflow's own course: nothing waits for a mail server. */
export interface Courier {
  /** Takes deliveries on; those under way already are left alone. */
  carry(deliveryIds: readonly string[]): void;
  /** Ids of those under way. */
  underWay(): string[];
  /** Ends the tries of those under way; resolves when none is running any more. */
  stop(): Promise<void>;
}

/** A courier for the deliveries of one tenant. */
export function createCourier(tenantId: string): Courier {
  const running = new Map<string, Promise<void>>();
  const scope = new CancellationScope();

  async function deliver(deliveryId: string): Promise<void> {
    try {
      await deliverAlert({ tenantId, deliveryId });
    } catch (error) {
      if (isCancellation(error)) return;
      log.warn('A delivery is given up', { deliveryId });
      await giveUpDelivery({ tenantId, deliveryId });
    }
  }

  return {
    carry(deliveryIds) {
      for (const id of deliveryIds) {
        if (running.has(id)) continue;
        const done = scope
          .run(() => deliver(id))
          .catch((error: unknown) => {
            if (!isCancellation(error)) log.error('A delivery could not be given up', { deliveryId: id });
          });
        running.set(
          id,
          done.finally(() => running.delete(id)),
        );
      }
    },
    underWay: () => [...running.keys()],
    async stop() {
      scope.cancel();
      await Promise.all(running.values());
    },
  };
}
