import type { Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../src/db/database.ts';

export type Row<T extends keyof Tables> = Awaited<ReturnType<typeof rows<T>>>[number];

/** All rows of a tenant's table, oldest first. */
export function rows<T extends keyof Tables>(tx: TenantTx, table: T): Promise<Selectable<Tables[T]>[]> {
  return tx.sql
    .selectFrom(table as 'action_items')
    .selectAll()
    .orderBy('id')
    .execute() as unknown as Promise<Selectable<Tables[T]>[]>;
}
