/**
 * Resolves when this process is to end: SIGTERM, SIGINT, or the loss of the supervisor that started it. Later
 * signals change nothing, so that one Ctrl-C which arrives twice (from the terminal and from npm) stops cleanly.
 */
export function untilStopped(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    process.once('disconnect', () => resolve('the supervisor is gone'));
  });
}

/** Lets go of the supervisor, whose channel would otherwise keep a finished process alive. */
export function closeChannel(): void {
  if (process.connected) process.disconnect();
}
