import { sql, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import type { Role } from '../../../domain/vocabulary.ts';
import { readPage, type Page, type PageRequest } from '../../../db/keyset.ts';

/** A person of the tenant. */
export type UserRow = Omit<Selectable<Tables['users']>, 'oidc_subject' | 'slack_user_id'>;
/** A team with its members. */
export type TeamRow = Selectable<Tables['teams']> & { members: { id: string; name: string }[] };

/** The tenant's people, by name. */
export function listUsers(
  tx: TenantTx,
  filter: { role?: Role | undefined; is_active?: boolean | undefined },
  page: PageRequest,
): Promise<Page<UserRow>> {
  return readPage<UserRow>(tx, {
    select: sql`u.id, u.tenant_id, u.email, u.name, u.roles, u.is_active, u.created_at, u.updated_at`,
    from: sql`users u`,
    where: [
      ...(filter.role === undefined ? [] : [sql`${filter.role}::text = any(u.roles)`]),
      ...(filter.is_active === undefined ? [] : [sql`u.is_active = ${filter.is_active}`]),
    ],
    id: sql`u.id`,
    sorts: { name: [sql`u.name`, 'text'] },
    sort: 'name',
    page,
  });
}

/** The tenant's teams, by name. */
export function listTeams(tx: TenantTx, page: PageRequest): Promise<Page<TeamRow>> {
  return readPage<TeamRow>(tx, {
    select: sql`t.id, t.tenant_id, t.name, t.created_at, t.updated_at,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name, u.id)
                from team_members m join users u on u.id = m.user_id where m.team_id = t.id), '[]') as members`,
    from: sql`teams t`,
    where: [],
    id: sql`t.id`,
    sorts: { name: [sql`t.name`, 'text'] },
    sort: 'name',
    page,
  });
}
