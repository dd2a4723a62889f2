import { sql, type Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Tables, TenantTx } from '../../../db/database.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { recordAudit, type AuditActor } from '../audit/record.ts';
import { found, invalid } from '../../../domain/fault.ts';
import { readPage, type Page, type PageRequest } from '../../../db/keyset.ts';
import { hashOf, newKey, prefixOf } from './key-text.ts';

/** A key without its secret. */
export type ApiKeyRow = Omit<Selectable<Tables['api_keys']>, 'hash'>;

const COLUMNS = sql`k.id, k.tenant_id, k.name, k.prefix, k.roles, k.user_id, k.expires_at, k.revoked_at,
  k.last_used_at, k.created_at, k.updated_at`;

/** The tenant's keys, revoked ones too, newest first. */
export function listApiKeys(tx: TenantTx, page: PageRequest): Promise<Page<ApiKeyRow>> {
  return readPage<ApiKeyRow>(tx, {
    select: COLUMNS,
    from: sql`api_keys k`,
    where: [],
    id: sql`k.id`,
    sorts: { created_at: [sql`k.created_at`, 'timestamptz'] },
    sort: '-created_at',
    page,
  });
}

/** Makes a key; its text is in the answer and nowhere else. */
export async function createApiKey(
  tx: TenantTx,
  actor: AuditActor,
  input: {
    name: string;
    roles: Role[];
    user_id?: string | null | undefined;
    expires_at?: string | null | undefined;
  },
): Promise<ApiKeyRow & { key: string }> {
  if (input.user_id) {
    const user = await tx.sql
      .selectFrom('users')
      .select('id')
      .where('id', '=', input.user_id)
      .executeTakeFirst();
    if (!user) throw invalid('user_id', 'does not exist');
  }
  const key = newKey();
  const id = uuidv7();
  await tx.sql
    .insertInto('api_keys')
    .values({
      id,
      tenant_id: tx.tenantId,
      name: input.name,
      prefix: prefixOf(key),
      hash: hashOf(key),
      roles: [...new Set(input.roles)],
      user_id: input.user_id ?? null,
      expires_at: input.expires_at ?? null,
    })
    .execute();
  const row = found(await readApiKey(tx, id), 'API key');
  await recordAudit(tx, actor, {
    action: 'api_key.create',
    targetType: 'api_key',
    targetId: id,
    after: row,
  });
  return { ...row, key };
}

/** Revokes a key and ends its sessions; one that is revoked already stays so. Throws Fault when there is none. */
export async function revokeApiKey(tx: TenantTx, actor: AuditActor, id: string): Promise<void> {
  const before = found(await readApiKey(tx, id), 'API key');
  if (before.revoked_at !== null) return;
  await sql`update api_keys set revoked_at = now() where id = ${id}`.execute(tx.sql);
  await tx.sql.deleteFrom('sessions').where('api_key_id', '=', id).execute();
  await recordAudit(tx, actor, { action: 'api_key.revoke', targetType: 'api_key', targetId: id, before });
}

/** One key without its secret, or null. */
export async function readApiKey(tx: TenantTx, id: string): Promise<ApiKeyRow | null> {
  const { rows } = await sql<ApiKeyRow>`select ${COLUMNS} from api_keys k where k.id = ${id}`.execute(tx.sql);
  return rows[0] ?? null;
}
