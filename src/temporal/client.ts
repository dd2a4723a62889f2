import { Client, Connection } from '@temporalio/client';
import type { Config } from '../config/config.ts';
import { createDataConverter } from './payload-codec.ts';

/**
 * A client that connects with its first call and reconnects by itself, so that a process starts whether the engine
 * is up or not. Calls made while it is away fail by their own deadline. Close it with `client.connection.close()`.
 */
export function connectClient(config: Pick<Config, 'temporal' | 'encryptionKeys'>): Promise<Client> {
  const { connection, namespace } = config.temporal;
  return Promise.resolve(
    new Client({
      connection: Connection.lazy(connection),
      namespace,
      dataConverter: createDataConverter(config.encryptionKeys),
    }),
  );
}
