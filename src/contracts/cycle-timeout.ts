/**
 * Milliseconds that a cycle may take with all its continuations. The next one is left out while one runs, so that one
 * that hangs would be the tenant's last; what it did not get to stays behind the watermark and is the next one's.
 */
export const CYCLE_TIMEOUT_MS = 12 * 3_600_000;
