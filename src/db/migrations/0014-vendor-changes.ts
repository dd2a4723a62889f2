import { Migration } from '@mikro-orm/migrations';

/**
 * A vendor is marked as changed once a statement, not once for each of its parts: a row that is updated 30,000 times in
 * one transaction takes minutes, for every version of it is looked through again.
 */
export class VendorChanges extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const EVENTS = [
  ['insert', 'new'],
  ['update', 'new'],
  ['delete', 'old'],
] as const;

const STATEMENTS = [
  `create function vendor_parts_changed() returns trigger language plpgsql as
   $$ begin
     update vendors set changed_xid = pg_current_xact_id()
       where id in (select vendor_id from changed) and changed_xid is distinct from pg_current_xact_id();
     return null;
   end $$`,
  ...['vendor_aliases', 'vendor_domains', 'vendor_products'].flatMap((table) => [
    `drop trigger ${table}_changed on ${table}`,
    ...EVENTS.map(
      ([event, rows]) => `create trigger ${table}_${event} after ${event} on ${table}
        referencing ${rows} table as changed for each statement execute function vendor_parts_changed()`,
    ),
  ]),
  `drop function vendor_part_changed()`,
];
