import { Migration } from '@mikro-orm/migrations';

/** A kept answer is written in the transaction of its effect: there is none that is still to come. */
export class AnswersWithEffects extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `delete from idempotency_keys where response_status is null`,
  `alter table idempotency_keys drop column locked_until,
     alter column response_status set not null,
     alter column response_body set not null,
     alter column response_headers set not null`,
];
