import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import type { Environment } from './parse.ts';

/** How to reach the Temporal service; `connection` fits both the client's and the worker's `connect`. */
export interface TemporalConfig {
  connection: Pick<NativeConnectionOptions, 'apiKey' | 'tls' | 'metadata'> & { address: string };
  namespace: string;
  /** Base address of the Temporal Web UI, for links to a workflow. */
  uiUrl: string | undefined;
}

/** As Temporal's own tools read it: from `TEMPORAL_*` and its configuration file. */
export function temporalConfig(env: Environment, uiUrl: string | undefined): TemporalConfig {
  const overrideEnvVars = Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
  const { connectionOptions, namespace } = loadClientConnectConfig({ overrideEnvVars });
  const { address, apiKey, tls, metadata } = connectionOptions;
  return {
    connection: {
      address: address ?? 'localhost:7233',
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(tls === undefined ? {} : { tls }),
      ...(metadata === undefined ? {} : { metadata }),
    },
    namespace: namespace ?? 'default',
    uiUrl: uiUrl?.replace(/\/+$/, ''),
  };
}
