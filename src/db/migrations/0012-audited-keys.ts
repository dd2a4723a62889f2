import { Migration } from '@mikro-orm/migrations';

/** A person may have many keys: which one was used is part of what happened. */
export class AuditedKeys extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [`alter table audit_log add column api_key_id uuid`];
