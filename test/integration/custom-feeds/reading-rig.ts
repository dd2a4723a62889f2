/** What the tests of reading a company's own feeds share. */
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { CustomFeedStep } from '../../../src/contracts/custom-feeds.ts';
import { createDocumentParser, type DocumentParser } from '../../../src/feeds/custom/document-parser.ts';
import { createGuardedFetch, type GuardedFetch } from '../../../src/feeds/guard/guarded-fetch.ts';
import type { FeedInput, AuthHeader } from '../../../src/services/custom-feeds/manage/feed-input.ts';
import { readFeed } from '../../../src/services/custom-feeds/feed-row.ts';
import { listCustomFeedRejects } from '../../../src/services/custom-feeds/health/custom-rejects.ts';
import type { CustomFeedDeps } from '../../../src/services/custom-feeds/read/feed-access.ts';
import { readCustomFeedPage } from '../../../src/services/custom-feeds/read/read-page.ts';
import { createFeed } from '../../../src/services/custom-feeds/manage/write-feed.ts';
import { SYSTEM } from '../../../src/services/access/audit/record.ts';
import { createTestTenant } from '../../support/data/tenants.ts';
import { addVendor, openRig, type Rig } from '../monitoring/support/rig.ts';
import { startFeedServer, type FeedServer } from './feed-server.ts';

export const DAY_MS = 86_400_000;
export const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

export let rig: Rig;
export let server: FeedServer;
export let fetch: GuardedFetch;
let parse: DocumentParser;
export let tenantId: string;
export let guard: { allow: { address: string; port: number }[] };

/** A database, a server of feeds and a tenant for each test of the calling file. */
export function useReading(): void {
  beforeAll(async () => {
    rig = await openRig();
    parse = createDocumentParser();
  }, 120_000);
  afterAll(async () => {
    await parse.close();
    await rig.close();
  });

  beforeEach(async () => {
    server = await startFeedServer();
    guard = { allow: [{ address: '127.0.0.1', port: server.port }] };
    fetch = createGuardedFetch(guard);
    tenantId = (await createTestTenant(rig.db)).id;
    await addVendor(rig.db, tenantId);
  });
  afterEach(async () => {
    await fetch.close();
    server.close();
  });
}

export const keys = [{ kid: 'k', key: Buffer.alloc(32, 3) }];
export const deps = (): CustomFeedDeps => ({ db: rig.db, fetch, parse, keys, rateLimited: false });

export async function addFeed(
  input: Partial<FeedInput> & { url: string; auth_header?: AuthHeader },
  owner = tenantId,
): Promise<string> {
  const whole = {
    name: 'Vendor news',
    kind: 'rss' as const,
    incident_type: 'security_alert' as const,
    vendor: null,
    default_severity: null,
    mapping: null,
    days_back: 30,
    enabled: true,
    ...input,
  };
  const { id } = await rig.db.withTenant(owner, (tx) => createFeed(tx, SYSTEM, whole, { keys, guard }));
  return id;
}

/** All pages of a feed. */
export async function read(feedId: string, owner = tenantId) {
  const sum = { new: 0, changed: 0, rejected: 0, pages: 0 };
  let next: CustomFeedStep | null = 'begin';
  while (next !== null) {
    const page = await readCustomFeedPage(deps(), { tenantId: owner, feedId }, next);
    sum.new += page.new;
    sum.changed += page.changed;
    sum.rejected += page.rejected;
    sum.pages += 1;
    next = page.next;
  }
  return sum;
}

export const incidents = (owner = tenantId) =>
  rig.db.withTenant(owner, (tx) =>
    tx.sql
      .selectFrom('security_incidents')
      .selectAll()
      .where('tenant_id', 'is not', null)
      .orderBy('external_id')
      .execute(),
  );
export const feedRow = (id: string) => rig.db.withTenant(tenantId, (tx) => readFeed(tx, id));
export const rejectsOf = async (id: string) =>
  (await rig.db.withTenant(tenantId, (tx) => listCustomFeedRejects(tx, id, { limit: 50 }))).rows;
