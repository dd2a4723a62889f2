import { Migration } from '@mikro-orm/migrations';

/** The transaction of a request holds its key, and commits effect and answer together: no lock outlives it. */
export class AnswersWithEffects extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [`alter table idempotency_keys drop column locked_until`];
