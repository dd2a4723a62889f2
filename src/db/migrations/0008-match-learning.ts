import { Migration } from '@mikro-orm/migrations';
import { tenantReference, tenantTable, VISIBLE_INCIDENT } from './support.ts';

/** What reviewers' verdicts teach: rules that people see and undo, what a rule suppressed, and refitted weights. */
export class MatchLearning extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `alter table security_monitoring_configs add match_rule_days integer default 365 check (match_rule_days between 1 and 3650)`,
  // The reason as it was seen when the verdict was given: keys compare well and read badly.
  `alter table match_feedback
     add strategy text,
     add incident_value text,
     add vendor_value text,
     add created_by_name text,
     add given_at timestamptz not null default now()`,
  `create index match_feedback_given on match_feedback (tenant_id, given_at desc, id desc) where verdict = 'false_positive'`,
  // Trackings that are to respond again because their rule was undone, until their responses have taken it up.
  ...tenantTable(
    'tracking_reopenings',
    `tracking_id uuid not null,
     reason text not null,
     asked_by uuid,
     asked_by_name text not null,
     unique (tracking_id),
     ${tenantReference('tracking_id', 'vendor_security_tracking', 'cascade')}`,
  ),
  // Pairs that would have been raised but for a rule. Without its rule a pair is owed another look.
  ...tenantTable(
    'match_suppressions',
    `rule_id uuid,
     vendor_id uuid not null,
     incident_id uuid not null references security_incidents (id) on delete cascade,
     unique (rule_id, incident_id),
     ${tenantReference('vendor_id', 'vendors', 'cascade')}
     foreign key (tenant_id, rule_id) references match_feedback (tenant_id, id) on delete set null (rule_id),`,
    { check: VISIBLE_INCIDENT },
  ),
  `create index match_suppressions_owed on match_suppressions (tenant_id, incident_id) where rule_id is null`,
  // Weights refitted from a tenant's verdicts; at most one version is in use.
  ...tenantTable(
    'match_weights',
    `version integer not null check (version > 0),
     base_version text not null,
     matcher_version text not null,
     weights jsonb not null,
     report jsonb not null,
     applied_by text not null,
     applied_at timestamptz not null default now(),
     withdrawn_at timestamptz,
     unique (tenant_id, version),`,
  ),
  `create unique index match_weights_in_use on match_weights (tenant_id) where withdrawn_at is null`,
];
