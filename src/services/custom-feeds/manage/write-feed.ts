import { isDeepStrictEqual } from 'node:util';
import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { CustomFeed } from '../../../db/entities/custom-feeds.ts';
import { windowStart } from '../../../domain/feeds/scan-windows.ts';
import type { GuardOptions } from '../../../feeds/guard/judge-address.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { Fault, found, invalid } from '../../../domain/fault.ts';
import { seal, type SealKey } from '../../../crypto/seal.ts';
import { forgetDocuments } from '../read/documents.ts';
import { checkFeed, type AuthHeader, type FeedInput } from './feed-input.ts';
import { readFeed, readStoredFeed, withoutQuery, type CustomFeedRow, type StoredFeed } from '../feed-row.ts';

/** Feeds of one tenant. */
export const MOST_FEEDS = 100;

export interface WriteDeps {
  keys: readonly SealKey[];
  guard?: GuardOptions | undefined;
}

/** What may change of a feed; `auth_header` null takes the secret away, absent leaves it. */
export type FeedPatch = { [K in Exclude<keyof FeedInput, 'kind'>]?: FeedInput[K] | undefined } & {
  auth_header?: AuthHeader | null | undefined;
};

/** What of a feed decides what is read, and how: with another one, it is read anew. */
const READING = [
  'url',
  'incident_type',
  'vendor',
  'default_severity',
  'mapping',
  'days_back',
  'name',
] as const;

const shown = (row: CustomFeedRow) => ({ ...row, url: withoutQuery(row.url) });

/** How a feed is that nobody has read. */
const UNREAD = {
  cursor: {},
  fresh_until: null,
  failures: 0,
  failing_since: null,
  next_run_at: null,
  last_error: null,
  last_error_code: null,
  entries: null,
  empty_since: null,
};

const sealed = (header: AuthHeader | null, keys: readonly SealKey[]) => ({
  auth_header_name: header?.name ?? null,
  auth_header_sealed: header === null ? null : seal(keys, header.value),
});

/** A short name for the ids of a feed's incidents; it stays when the feed is renamed, and is never used again. */
async function newKey(tx: TenantTx, name: string): Promise<string> {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  const base = slug === '' ? 'feed' : slug;
  const taken = await tx.sql
    .selectFrom('custom_feeds')
    .select('key')
    .where('key', 'like', `${base}%`)
    .execute();
  const keys = new Set(taken.map(({ key }) => key));
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}-${number}`;
    if (!keys.has(key)) return key;
  }
}

async function refuseTakenName(tx: TenantTx, name: string, ownId: string | null): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from custom_feeds where lower(name) = lower(${name}) and deleted_at is null
      and id is distinct from ${ownId}::uuid`.execute(tx.sql);
  if (rows.length > 0) {
    throw new Fault('conflict', 'Another feed has this name.', [{ path: 'name', message: 'is taken' }]);
  }
}

/** Feeds of a tenant are written one at a time, so that names and numbers hold. */
async function lockFeeds(tx: TenantTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('custom_feeds/' || ${tx.tenantId}, 0))`.execute(
    tx.sql,
  );
}

/** Adds a feed; the tenant's next cycle of `feeds` reads it. Throws Fault. */
export async function createFeed(
  tx: TenantTx,
  actor: AuditActor,
  { auth_header: header = null, ...input }: FeedInput & { auth_header?: AuthHeader | null | undefined },
  { keys, guard }: WriteDeps,
): Promise<CustomFeedRow> {
  checkFeed(input, header, guard);
  await lockFeeds(tx);
  await refuseTakenName(tx, input.name, null);
  const { rows } = await sql<{ number: number }>`
    select count(*)::int as number from custom_feeds where deleted_at is null`.execute(tx.sql);
  if ((rows[0]?.number ?? 0) >= MOST_FEEDS)
    throw new Fault('conflict', `There can be ${MOST_FEEDS} feeds at most.`);
  const id = uuidv7();
  tx.em.create(CustomFeed, {
    id,
    tenant_id: tx.tenantId,
    key: await newKey(tx, input.name),
    ...input,
    read_since: windowStart(new Date().toISOString(), input.days_back),
    ...sealed(header, keys),
  });
  await tx.em.flush();
  const row = found(await readFeed(tx, id), 'custom feed');
  await recordAudit(tx, actor, {
    action: 'custom_feed.create',
    targetType: 'custom_feed',
    targetId: id,
    after: shown(row),
  });
  return row;
}

/** A secret never goes to another server than the one that it was given for. */
export function checkSecretStays(
  before: Pick<StoredFeed, 'url' | 'auth_header_name'>,
  url: string,
  header: AuthHeader | null | undefined,
): void {
  const moved = URL.canParse(url) && new URL(url).origin !== new URL(before.url).origin;
  if (moved && before.auth_header_name !== null && header === undefined) {
    throw invalid('auth_header', 'must be given again, since the address leads to another server');
  }
}

/** Whatever the order of keys, which the database does not keep; what is absent is as good as null. */
const isSame = (a: unknown, b: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(a ?? null)), JSON.parse(JSON.stringify(b ?? null)));

/** The feed with what is given of a patch. */
export function patched(before: StoredFeed, patch: FeedPatch): FeedInput {
  const given = Object.fromEntries(
    Object.entries(patch).filter(([key, value]) => value !== undefined && key !== 'auth_header'),
  ) as Partial<FeedInput>;
  const { name, kind, url, incident_type, vendor, default_severity, mapping, days_back, enabled } = before;
  return { name, kind, url, incident_type, vendor, default_severity, mapping, days_back, enabled, ...given };
}

/** Changes a feed; where that concerns what is read or how, it is read anew from its beginning. Throws Fault. */
export async function updateFeed(
  tx: TenantTx,
  actor: AuditActor,
  id: string,
  patch: FeedPatch,
  { keys, guard }: WriteDeps,
): Promise<CustomFeedRow> {
  await lockFeeds(tx);
  const stored = found(await readStoredFeed(tx, id), 'custom feed');
  const before = found(await readFeed(tx, id), 'custom feed');
  const { auth_header: header } = patch;
  const input = patched(stored, patch);
  checkFeed(input, header, guard);
  checkSecretStays(stored, input.url, header);
  await refuseTakenName(tx, input.name, id);
  const anew = READING.some((field) => !isSame(stored[field], input[field])) || header !== undefined;
  const feed = await tx.em.findOneOrFail(CustomFeed, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  tx.em.assign(feed, input);
  if (header !== undefined) tx.em.assign(feed, sealed(header, keys));
  if (input.days_back !== stored.days_back)
    tx.em.assign(feed, { read_since: windowStart(stored.created_at, input.days_back) });
  if (anew) tx.em.assign(feed, { ...UNREAD, version: stored.version + 1 });
  await tx.em.flush();
  if (anew) await forgetDocuments(tx, id);
  const row = found(await readFeed(tx, id), 'custom feed');
  await recordAudit(tx, actor, {
    action: 'custom_feed.update',
    targetType: 'custom_feed',
    targetId: id,
    before: shown(before),
    after: { ...shown(row), ...(header === undefined ? {} : { auth_header_changed: true }) },
  });
  return row;
}

/**
 * Ends a feed. Its incidents and their trackings stay, marked `feed deleted` at their source; its secret, documents and
 * rejects go, and its key is never given to another feed. Throws Fault when there is none.
 */
export async function deleteFeed(tx: TenantTx, actor: AuditActor, id: string): Promise<void> {
  const before = found(await readFeed(tx, id), 'custom feed');
  await sql`
    update custom_feeds set deleted_at = now(), enabled = false, auth_header_name = null, auth_header_sealed = null,
      cursor = '{}', version = version + 1 where id = ${id}`.execute(tx.sql);
  await forgetDocuments(tx, id);
  await tx.sql.deleteFrom('custom_feed_rejects').where('feed_id', '=', id).execute();
  // Nothing of the incidents themselves has changed, so no cycle looks at them again.
  await sql`update security_incidents set source_status = 'feed deleted'
    where tenant_id = ${tx.tenantId} and source = ${id}`.execute(tx.sql);
  await recordAudit(tx, actor, {
    action: 'custom_feed.delete',
    targetType: 'custom_feed',
    targetId: id,
    before: shown(before),
  });
}
