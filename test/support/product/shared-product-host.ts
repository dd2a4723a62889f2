/**
 * The product and the browser of a whole run of the browser tests, kept up by a process of their own. Arguments: the
 * folder with the feeds' records, and the file that takes the addresses. Ends on SIGTERM.
 */
import { once } from 'node:events';
import { chromium } from 'playwright-core';
import { writeFileAtomic } from '../../../src/dev/tools/atomic-file.ts';
import { findBrowser } from '../../../src/dev/tools/find-browser.ts';
import { recordProcess } from '../../../src/dev/process/record.ts';
import { startProduct } from './running-product.ts';
import type { SharedAddresses } from './shared-product.ts';
import { runFolder, runRecord } from '../test-run.ts';

const [, , records = '', file = ''] = process.argv;
const stopping = once(process, 'SIGTERM');
const [product, browser] = await Promise.all([
  startProduct({
    records: { dir: records, mode: 'as-is' },
    // Should this process be killed, the end of the run finds them.
    onSpawn: (command, pid) => recordProcess(runRecord(runFolder()), `shared-${command}`, pid, 'SIGTERM'),
  }),
  chromium.launchServer({ ...(await findBrowser(process.env)), headless: true, host: '127.0.0.1' }),
]);
const addresses: SharedAddresses = {
  url: product.url,
  database: { app: product.database.urls.app, feed: product.database.urls.feed },
  browser: browser.wsEndpoint(),
};
writeFileAtomic(file, JSON.stringify(addresses));
await stopping;
await Promise.all([product.stop(), browser.close()]);
