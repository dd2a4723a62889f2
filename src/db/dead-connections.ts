import type { Pool, PoolClient } from 'pg';

/**
 * Gives a connection that died in the middle of a transaction back to its pool, which then drops it. Kysely never
 * releases one whose `begin`, `commit` or `rollback` failed: each would take a place of the pool for good, and an
 * outage in a busy moment the whole pool.
 */
export function dropDeadConnections(pool: Pool): void {
  const taken = new WeakSet<PoolClient>();
  pool.on('acquire', (client) => void taken.add(client));
  pool.on('release', (_, client) => void taken.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (!taken.has(client)) return;
      client.release(true);
      // Whoever holds it may still give it back, which the pool takes for an error.
      client.release = () => undefined;
    });
  });
}
