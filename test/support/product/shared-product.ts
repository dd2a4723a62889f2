/** One product and one browser for all files of the browser tests: starting them takes longer than most files do. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../../src/db/database.ts';
import { buildWeb } from '../../../src/dev/tools/build-web.ts';
import { recordProcess } from '../../../src/dev/process/record.ts';
import { spawnServer } from '../../../src/dev/process/spawn-server.ts';
import { recordsFolder, type CveSpec } from '../data/records.ts';
import { callApi, untilTrue, type RunningProduct } from './running-product.ts';
import { createTestTenant, type TestTenant } from '../data/tenants.ts';
import { runFolder, runRecord, say, sharedInRun } from '../test-run.ts';

export interface SharedAddresses {
  url: string;
  database: { app: string; feed: string };
  /** Where Playwright connects to the browser. */
  browser: string;
}

/** The shared product as one test file uses it, with a tenant of its own. */
export interface ProductOfTenant extends Pick<RunningProduct, 'url' | 'until'> {
  tenant: TestTenant;
  /** A call of the API under `/api/v1`, as JSON. */
  call: RunningProduct['call'];
}

const HOST = fileURLToPath(new URL('./shared-product-host.ts', import.meta.url));

/** The vendor and the CVE that the shared product's feeds carry. */
export const VENDOR = 'Gridmason Systems GmbH';
export const CVE = 'CVE-2026-10001';
const RECORD: CveSpec = {
  id: CVE,
  // Markup, which no page may take for its own.
  description:
    'Improper authentication in Gridmason Ledgerline lets a remote attacker read ledgers. <img src=x onerror="document.title=1">',
  affected: [{ vendor: 'Gridmason', product: 'Ledgerline' }],
  score: 8.1,
};

/** Where the run's product and browser are; the first caller starts them, the end of the run stops them. */
export const sharedAddresses = (): Promise<SharedAddresses> =>
  sharedInRun('shared-product', async () => {
    await buildWeb(process.env, say);
    const file = path.join(runFolder(), 'shared-product-addresses.json');
    const { untilReady } = spawnServer([process.execPath, HOST, recordsFolder([RECORD]), file], {
      name: 'The shared product',
      logFile: path.join(runFolder(), 'shared-product.log'),
      onSpawn: (pid) => recordProcess(runRecord(runFolder()), 'shared-product', pid, 'SIGTERM'),
    });
    await untilReady(() => Promise.resolve(existsSync(file)));
    return JSON.parse(readFileSync(file, 'utf8')) as SharedAddresses;
  });

/** The shared product, and a fresh tenant in it. */
export async function productOfTenant(): Promise<ProductOfTenant> {
  const { url, database } = await sharedAddresses();
  const db = await openDatabase(database, 2);
  try {
    const tenant = await createTestTenant(db);
    return { url, tenant, call: (...args) => callApi(url, ...args), until: untilTrue };
  } finally {
    await db.close();
  }
}
