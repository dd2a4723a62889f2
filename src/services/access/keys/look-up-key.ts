import { sql } from 'kysely';
import type { Database } from '../../../db/database.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { hashOf } from './key-text.ts';

/** Whom an API key belongs to. */
export interface KeyOwner {
  id: string;
  tenant_id: string;
  user_id: string | null;
  name: string;
  roles: Role[];
  expires_at: string | null;
  revoked_at: string | null;
}

/** Why a key is refused; the tenant is known where the key once was good. */
export type KeyRefusal = { refused: 'unknown' } | { refused: 'expired' | 'revoked'; owner: KeyOwner };

/** Who presents this key, or why it is refused. */
export async function lookUpKey(db: Database, key: string): Promise<{ owner: KeyOwner } | KeyRefusal> {
  const rows = await db.withoutTenant(async (tx) => {
    const found = await sql<KeyOwner>`select * from lookup_api_key(${hashOf(key)})`.execute(tx.sql);
    return found.rows;
  });
  const owner = rows[0];
  if (owner === undefined) return { refused: 'unknown' };
  if (owner.revoked_at !== null) return { refused: 'revoked', owner };
  if (owner.expires_at !== null && Date.parse(owner.expires_at) <= Date.now()) {
    return { refused: 'expired', owner };
  }
  return { owner };
}

/** Notes that a key was used; the caller sees to it that this is not written with every request. */
export async function touchKey(db: Database, owner: { id: string; tenantId: string }): Promise<void> {
  await db.withTenant(owner.tenantId, async (tx) => {
    await sql`update api_keys set last_used_at = now() where id = ${owner.id}`.execute(tx.sql);
  });
}
