/** The two engines that the rig can run on: one that skips time, and the real development server. */
import { Client, Connection } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { NativeConnection } from '@temporalio/worker';
import { testTemporal } from '../../support/servers/temporal.ts';
import { createTimeSkippingEnvironment } from '../../support/servers/test-server.ts';

/** What the tests need of an engine; only the time-skipping one can `sleep` through days. */
export type TestTemporal = Pick<
  TestWorkflowEnvironment,
  'client' | 'nativeConnection' | 'namespace' | 'teardown' | 'sleep'
>;

/** A namespace of the real development server: for what the time-skipping one does not do as servers do. */
async function createDevEngine(): Promise<TestTemporal> {
  const { address, namespace } = await testTemporal();
  const nativeConnection = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  return {
    client: new Client({ connection, namespace }),
    nativeConnection,
    namespace,
    sleep: () => Promise.reject(new Error('Time does not skip here')),
    teardown: async () => {
      await connection.close();
      await nativeConnection.close();
    },
  };
}

/** The SDK gives the test server 5 seconds to start, which a busy machine can miss. */
async function patiently<T>(make: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await make();
    } catch (error) {
      if (tries === 6) throw error;
    }
  }
}

/** Starts the engine of this kind. */
export const createEngine = (kind: 'time-skipping' | 'dev'): Promise<TestTemporal> =>
  kind === 'dev' ? createDevEngine() : patiently(createTimeSkippingEnvironment);
