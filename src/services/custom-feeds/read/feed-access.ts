import type { Database } from '../../../db/database.ts';
import type { DocumentParser } from '../../../feeds/custom/document-parser.ts';
import type { SourceAccess } from '../../../feeds/custom/read-source.ts';
import type { GuardedFetch } from '../../../feeds/guard/guarded-fetch.ts';
import { unseal, type SealKey } from '../../../crypto/seal.ts';
import type { StoredFeed } from '../feed-row.ts';
import { createHostTurns } from './host-turns.ts';

/** What reading tenants' feeds needs. */
export interface CustomFeedDeps {
  db: Database;
  fetch: GuardedFetch;
  parse: DocumentParser;
  keys: readonly SealKey[];
  /** False only in tests: no pause between two requests to a host. */
  rateLimited: boolean;
  signal?: AbortSignal | undefined;
}

/** How a feed's address is reached; its secret goes to its own server alone. */
export function accessOf(
  deps: CustomFeedDeps,
  feed: Pick<StoredFeed, 'tenant_id' | 'url' | 'auth_header_name' | 'auth_header_sealed'>,
): SourceAccess {
  const { auth_header_name: name, auth_header_sealed: sealed } = feed;
  const value = sealed === null ? null : unseal(deps.keys, sealed);
  return {
    fetch: deps.fetch,
    parse: deps.parse,
    tenantId: feed.tenant_id,
    secret: name === null || value === null ? undefined : { name, value, origin: new URL(feed.url).origin },
    signal: deps.signal,
    turn: deps.rateLimited ? createHostTurns(deps.db, feed.tenant_id) : undefined,
  };
}
