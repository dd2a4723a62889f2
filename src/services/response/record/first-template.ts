import { sql, type RawBuilder } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { Choice } from '../../../domain/response/response-plan.ts';

/** Where templates of one kind are: what to read of one, and which of them may be used. */
export interface Templates<Row> {
  columns: RawBuilder<Row>;
  table: RawBuilder<unknown>;
  type: RawBuilder<unknown>;
  active: RawBuilder<unknown>;
}

/** The template that the first choice with an active one leads to, a type's default before its others. */
export async function firstTemplate<Row>(
  tx: TenantTx,
  { columns, table, type, active }: Templates<Row>,
  choices: readonly Choice<string>[],
): Promise<Row | undefined> {
  for (const choice of choices) {
    const fits =
      choice.by === 'id'
        ? sql`id = ${choice.id}`
        : choice.by === 'key'
          ? sql`key = ${choice.key}`
          : sql`${type} = ${choice.type}`;
    const { rows } = await sql<Row>`
      select ${columns} from ${table} where ${active} and ${fits}
      order by is_default desc, created_at, id limit 1`.execute(tx.sql);
    if (rows[0] !== undefined) return rows[0];
  }
  return undefined;
}
