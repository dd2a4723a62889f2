import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database, TenantTx } from '../../../db/database.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { hashOf } from '../keys/key-text.ts';

/** A signed-in person or key. */
export interface SessionOwner {
  id: string;
  tenant_id: string;
  user_id: string | null;
  api_key_id: string | null;
  name: string;
  roles: Role[];
  expires_at: string;
}

/** Hours that a session lasts. */
const LASTS_HOURS = 12;

/** Starts a session; the token goes into the cookie, its hash into the database. */
export async function startSession(
  tx: TenantTx,
  owner: { userId: string | null; apiKeyId: string | null },
): Promise<{ token: string; expiresAt: string }> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + LASTS_HOURS * 3_600_000).toISOString();
  await sql`delete from sessions where expires_at < now()`.execute(tx.sql);
  await tx.sql
    .insertInto('sessions')
    .values({
      id: uuidv7(),
      tenant_id: tx.tenantId,
      token_hash: hashOf(token),
      // A session of a key lives and dies with the key; the user is the key's.
      user_id: owner.apiKeyId === null ? owner.userId : null,
      api_key_id: owner.apiKeyId,
      expires_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

/** Whose session this is, or null when it is none, has ended, or its key or user has been shut out. */
export async function lookUpSession(db: Database, token: string): Promise<SessionOwner | null> {
  return db.withoutTenant(async (tx) => {
    const { rows } = await sql<SessionOwner>`select * from lookup_session(${hashOf(token)})`.execute(tx.sql);
    return rows[0] ?? null;
  });
}

/** Ends a session. */
export async function endSession(tx: TenantTx, id: string): Promise<void> {
  await tx.sql.deleteFrom('sessions').where('id', '=', id).execute();
}
