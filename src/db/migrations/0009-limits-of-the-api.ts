import { Migration } from '@mikro-orm/migrations';
import { CURRENT_TENANT, isolate } from './support.ts';

/** What all API processes count together: requests in a window of time, and whose preview is running. */
export class LimitsOfTheApi extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const OWN = `tenant_id = ${CURRENT_TENANT}`;

const STATEMENTS = [
  // Unlogged: after a crash of the server everybody begins anew, which costs nobody anything.
  `create unlogged table request_counts (
     limit_name text not null,
     holder text not null,
     window_start timestamptz not null,
     hits bigint not null,
     primary key (limit_name, holder)
   )`,
  `grant select, insert, update, delete on request_counts to vigil_app`,
  // Until when a tenant's preview may run: one that was killed holds up the next only so long.
  `create table config_preview_turns (
     tenant_id uuid primary key references tenants (id),
     turn uuid not null,
     until timestamptz not null
   )`,
  ...isolate('config_preview_turns', OWN, OWN),
  `grant select, insert, update, delete on config_preview_turns to vigil_app`,
];
