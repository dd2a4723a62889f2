import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Config } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import type { GuardOptions } from '../../src/feeds/guard/judge-address.ts';

/** What activities are built from; everything that talks to the outside comes in here. */
export interface ActivityDependencies {
  db: Database;
  logger: Logger;
  config: Pick<Config, 'feeds' | 'firstScanDaysBack' | 'mail' | 'publicUrl' | 'encryptionKeys'>;
  /** For messages to other workflows (feeds, responses). */
  client: Client;
  /** What tenants' feeds may reach besides the public internet; only a test says anything here. */
  guard?: GuardOptions;
}
