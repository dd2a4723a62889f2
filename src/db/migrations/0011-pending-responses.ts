import { Migration } from '@mikro-orm/migrations';

/** Every cycle asks for what has no response yet: that must not cost a walk over all trackings. */
export class PendingResponses extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `create index tracking_pending on vendor_security_tracking (tenant_id, risk_score desc, id)
     where response_workflow_id is null`,
];
