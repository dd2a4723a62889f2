import type { Client, OperatorService } from '@temporalio/client';
import type { Logger } from 'pino';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.ts';

/** `temporal.api.enums.v1.IndexedValueType` */
const INDEXED_VALUE_TYPE = { KEYWORD: 2, DATETIME: 6 } as const;

/**
 * Registers Vigil's search attributes where the namespace lacks them. On a managed service where that is not
 * allowed, says which ones an operator must create; every start of a workflow would be refused without them.
 */
export async function ensureSearchAttributes(client: Client, logger: Logger): Promise<void> {
  const { operatorService } = client.connection as unknown as { operatorService: OperatorService };
  const namespace = client.options.namespace;
  const wanted = Object.values(SEARCH_ATTRIBUTES);
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = wanted.filter(({ name }) => !(name in customAttributes));
  if (missing.length === 0) return;
  const names = missing.map(({ name, type }) => `${name} (${type})`).join(', ');
  try {
    await operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(missing.map(({ name, type }) => [name, INDEXED_VALUE_TYPE[type]])),
    });
    logger.info({ attributes: names }, 'search attributes registered');
  } catch (error) {
    logger.error({ err: error }, `These search attributes are missing in namespace ${namespace}: ${names}`);
    throw error;
  }
}
