import { Migration } from '@mikro-orm/migrations';

/** A kept answer is written in the transaction of its effect: no request holds its key for longer. */
export class AnswersWithEffects extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [`alter table idempotency_keys drop column locked_until`];
