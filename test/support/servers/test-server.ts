/** Temporal's time-skipping test server, for workflows that wait for days. */
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { SEARCH_ATTRIBUTES } from '../../../src/contracts/search-attributes.ts';
import { findTestServer } from '../../../src/dev/temporal/find-test-server.ts';
import { say, sharedInRun } from '../test-run.ts';

// temporal.api.enums.v1.IndexedValueType
const INDEXED = { KEYWORD: 2, DATETIME: 6 } as const;

/** A server of the caller's own (skipped time is global to it) that knows Vigil's search attributes; tear it down. */
export async function createTimeSkippingEnvironment(): Promise<TestWorkflowEnvironment> {
  const program = await sharedInRun('test-server', () => findTestServer(process.env, say));
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path: program } },
  });
  await environment.connection.operatorService.addSearchAttributes({
    namespace: environment.namespace ?? 'default',
    searchAttributes: Object.fromEntries(
      Object.values(SEARCH_ATTRIBUTES).map(({ name, type }) => [name, INDEXED[type]]),
    ),
  });
  return environment;
}
