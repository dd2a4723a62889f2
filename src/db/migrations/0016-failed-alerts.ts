import { Migration } from '@mikro-orm/migrations';
import { ALERT_STATUSES } from '../../domain/vocabulary.ts';
import { oneOf } from './support.ts';

/** An alert that reached nobody is not a sent one. */
export class FailedAlerts extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `alter table security_alerts drop constraint security_alerts_status_check`,
  `alter table security_alerts add constraint security_alerts_status_check ${oneOf('status', ALERT_STATUSES)}`,
];
