import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { RecipientGroup } from '../../../domain/response/response-config.ts';

/** A person who is told. */
export interface Person {
  id: string;
  email: string;
}

/** The active people of a recipient group: users by id, everybody of a role, members of a team. */
export async function findRecipients(tx: TenantTx, group: RecipientGroup): Promise<Person[]> {
  const ids = group.recipient_ids;
  const people = tx.sql
    .selectFrom('users')
    .select(['id', 'email'])
    .where('is_active', '=', true)
    .orderBy('created_at')
    .orderBy('id');
  if (group.recipient_type === 'role') return people.where(sql<boolean>`roles && ${ids}::text[]`).execute();
  if (group.recipient_type === 'user')
    return people.where(sql<boolean>`id::text = any(${ids}::text[])`).execute();
  return people
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('team_members')
        .select('user_id')
        .where(sql<boolean>`team_id::text = any(${ids}::text[])`),
    )
    .execute();
}
