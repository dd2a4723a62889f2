import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { OPEN_TASK } from '../../../domain/response/tracking-life.ts';
import type { Role } from '../../../domain/vocabulary.ts';

/**
 * Who gets a piece of work of `role`: `preferred` (a vendor's owner) when of that role, else the one of that role with
 * the fewest open tasks, else an admin, else nobody (null: it waits in everybody's inbox). A viewer only reads: what was
 * configured for that role is an admin's.
 */
export async function pickAssignee(
  tx: TenantTx,
  ofRole: Role,
  preferred: string | null = null,
): Promise<string | null> {
  const role = ofRole === 'viewer' ? 'admin' : ofRole;
  const hasRole = sql<boolean>`${role} = any(u.roles)`;
  const chosen = await tx.sql
    .selectFrom('users as u')
    .leftJoin(
      (eb) =>
        eb
          .selectFrom('action_items')
          .select(({ fn }) => ['assigned_to', fn.countAll<number>().as('open')])
          .where('status', 'in', OPEN_TASK)
          .where('assigned_to', 'is not', null)
          .groupBy('assigned_to')
          .as('load'),
      (join) => join.onRef('load.assigned_to', '=', 'u.id'),
    )
    .select('u.id')
    .where('u.is_active', '=', true)
    .where(sql<boolean>`u.roles && array[${role}, 'admin']`)
    .orderBy(sql`(${hasRole} and u.id is not distinct from ${preferred}::uuid)`, 'desc')
    .orderBy(hasRole, 'desc')
    .orderBy(sql`coalesce(load.open, 0)`)
    .orderBy('u.created_at')
    .orderBy('u.id')
    .limit(1)
    .executeTakeFirst();
  return chosen?.id ?? null;
}
