import { customFeedId } from '../../src/contracts/ids.ts';
import { createTenant } from '../../src/db/seed/create-tenant.ts';
import { SYSTEM } from '../../src/services/access/audit/record.ts';
import { createFeed } from '../../src/services/custom-feeds/manage/write-feed.ts';
import { advisory, serveProvider, type FeedServer } from '../../test/integration/custom-feeds/feed-server.ts';
import { REPLAY_KEYS } from '../../test/replay/keys.ts';
import { manualScan, type Recording } from './recording.ts';

/** A CSAF provider of two pages, with a document that is down for a while, and nothing to read in the end. */
export async function recordCustomFeed(recording: Recording, server: FeedServer): Promise<void> {
  const { client, db, record } = recording;
  const tenantId = await createTenant(db, { slug: 'reader', name: 'Reader' }, async () => {});
  const updated = new Date().toISOString();
  const documents = Array.from({ length: 60 }, (_, number) => ({
    id: `A-${number}`,
    updated,
    body: advisory(`A-${number}`, { date: updated }),
  }));
  const url = serveProvider(server, documents);
  const guard = { allow: [{ address: '127.0.0.1', port: server.port }] };
  const feed = { name: 'Advisories', kind: 'csaf', url, incident_type: 'vulnerability_disclosure' } as const;
  const rest = { vendor: null, default_severity: null, mapping: null, days_back: 30, enabled: true };
  const { id } = await db.withTenant(tenantId, (tx) =>
    createFeed(tx, SYSTEM, { ...feed, ...rest }, { keys: REPLAY_KEYS, guard }),
  );
  const read = async (name: string) => {
    await manualScan(recording, tenantId, 'feeds');
    await client.workflow.getHandle(customFeedId(id)).result();
    await record(name, customFeedId(id));
  };
  await read('custom-feed-read');
  server.serve.set('/provider-metadata.json', 404);
  await read('custom-feed-failed');
}
