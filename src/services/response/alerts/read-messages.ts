import { sql, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import { equals, readPage, type Page, type PageRequest } from '../../../db/keyset.ts';

/** An in-app message. */
export type MessageRow = Omit<Selectable<Tables['messages']>, 'once_key'>;

const COLUMNS = sql`m.id, m.tenant_id, m.user_id, m.alert_id, m.title, m.body, m.action_url, m.read_at, m.created_at, m.updated_at`;

/** Messages of one user, or (`anybody`) of everybody in the tenant, newest first. */
export function listMessages(
  tx: TenantTx,
  filter: { userId: string; unread?: boolean | undefined },
  page: PageRequest,
): Promise<Page<MessageRow>> {
  return readPage<MessageRow>(tx, {
    select: COLUMNS,
    from: sql`messages m`,
    where: [
      ...equals(sql`m.user_id`, filter.userId === 'anybody' ? undefined : filter.userId),
      ...(filter.unread === undefined ? [] : [sql`(m.read_at is null) = ${filter.unread}`]),
    ],
    id: sql`m.id`,
    sorts: { created_at: [sql`m.created_at`, 'timestamptz'] },
    sort: '-created_at',
    page,
  });
}

/** Marks a message read, once, and returns it; null when it is not this user's; `anybody` may read all. */
export async function readMessage(tx: TenantTx, id: string, userId: string): Promise<MessageRow | null> {
  const { rows } = await sql<MessageRow>`
    update messages m set read_at = coalesce(m.read_at, now())
    where m.id = ${id} and (${userId} = 'anybody' or m.user_id::text = ${userId})
    returning ${COLUMNS}`.execute(tx.sql);
  return rows[0] ?? null;
}
