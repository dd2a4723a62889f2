import { CancellationScope, isCancellation, log } from '@temporalio/workflow';

/**
 * More than a mail server that answers at all can take: each of a dozen commands within half a minute. A sending that is
 * given up while it goes on would be made twice. A worker that dies is noticed by its heartbeats.
 */
export const LONGEST_SENDING = '10 minutes';

/** Runs deliveries beside the workflow's other work: nothing waits for a mail server. */
export interface DeliveryRunner {
  /** Begins these deliveries; those under way already are left alone. */
  begin(ids: readonly string[]): void;
  /** Ids of those under way. */
  underWay(): string[];
  /** Ends the tries of those under way; resolves when none is running any more. */
  stop(): Promise<void>;
}

/** What a runner does with one delivery, by its id. */
export interface DeliverySteps {
  /** What is delivered, for the log. */
  what: string;
  send: (id: string) => Promise<unknown>;
  /** Records that it will not be sent. */
  giveUp: (id: string) => Promise<unknown>;
  /** Before the same delivery may begin again, when it could not even be given up. */
  pause?: () => Promise<unknown>;
}

/** A runner of deliveries of one kind. */
export function createDeliveryRunner({ what, send, giveUp, pause }: DeliverySteps): DeliveryRunner {
  const running = new Map<string, Promise<void>>();
  let scope = new CancellationScope();

  async function deliver(id: string): Promise<void> {
    try {
      await send(id);
    } catch (error) {
      if (isCancellation(error)) return;
      log.warn(`A ${what} is given up`, { id });
      await giveUp(id);
    }
  }

  async function recover(error: unknown, id: string): Promise<void> {
    if (isCancellation(error)) return;
    log.error(`A ${what} could not be given up`, { id });
    await pause?.();
  }

  function begin(id: string): void {
    if (running.has(id)) return;
    const done = scope.run(() => deliver(id).catch((error: unknown) => recover(error, id)));
    running.set(
      id,
      done.catch(() => undefined).finally(() => running.delete(id)),
    );
  }

  return {
    begin: (ids) => ids.forEach(begin),
    underWay: () => [...running.keys()],
    async stop() {
      scope.cancel();
      await Promise.all(running.values());
      // Whoever begins again, because the run did not end after all, finds it ready.
      scope = new CancellationScope();
    },
  };
}
