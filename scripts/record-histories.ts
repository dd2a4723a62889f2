/**
 * Records real histories of every workflow type into test/replay/histories, for the test that replays them.
 * Run it with `node scripts/record-histories.ts` after a change of shape that `patched` guards, and keep the old files.
 * `node scripts/record-histories.ts alert-digest` writes only the files whose names begin so.
 */
import { fileURLToPath } from 'node:url';
import { createTenant } from '../src/db/seed/create-tenant.ts';
import { recordCustomFeed } from './histories/custom-feeds.ts';
import { recordDigests } from './histories/digests.ts';
import { recordMaintenance } from './histories/maintenance.ts';
import { recordMonitoring } from './histories/monitoring.ts';
import { addVendors, recorder, type Recording } from './histories/recording.ts';
import { recordResponses } from './histories/responses.ts';
import { withProduct } from './histories/running-product.ts';

const HISTORIES = fileURLToPath(new URL('../test/replay/histories', import.meta.url));

await withProduct(async ({ client, db, own }) => {
  const recording: Recording = { client, db, record: recorder(client, HISTORIES, process.argv.slice(2)) };
  const tenantId = await createTenant(db, { slug: 'recorded', name: 'Recorded' }, async () => {});
  await addVendors(db, tenantId);
  await recordCustomFeed(recording, own);
  await recordMonitoring(recording, tenantId);
  await recordResponses(recording, tenantId);
  await recordDigests(recording);
  // Over whatever tenants there are by then.
  await recordMaintenance(recording);
});
