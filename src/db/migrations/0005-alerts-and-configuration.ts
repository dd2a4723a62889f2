import { Migration } from '@mikro-orm/migrations';
import {
  ALERT_STATUSES,
  ALERT_TYPES,
  ASSESSMENT_TYPES,
  CHANNELS,
  DELIVERY_STATUSES,
  PRIORITIES,
  PROCESS_TYPES,
  RECIPIENT_TYPES,
  SCAN_FREQUENCIES,
  SEVERITIES,
} from '../../domain/vocabulary.ts';
import { oneOf, tenantReference, tenantTable, VISIBLE_INCIDENT } from './support.ts';

/** Who is told, through which channel, and how a tenant wants to be watched over. */
export class AlertsAndConfiguration extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const RULES = `{"match_by_domain": true, "match_by_name": true, "match_by_product": true, "fuzzy_match_threshold": 0.8, "exact_match_required": false, "min_match_confidence": 0.5}`;
const PRIORITY_OF = `{"critical": "URGENT", "high": "HIGH", "medium": "MEDIUM", "low": "LOW"}`;

/** What of a configuration decides which incidents match. */
const RULE_COLUMNS = [
  'cve_monitoring_enabled',
  'breach_monitoring_enabled',
  'security_feed_monitoring_enabled',
  'cve_severity_threshold',
  'cve_cvss_threshold',
  'kev_bypasses_thresholds',
  'breach_sources',
  'matching_rules',
];

const STATEMENTS = [
  ...tenantTable(
    'security_alerts',
    `incident_id uuid not null references security_incidents (id),
     vendor_tracking_id uuid not null,
     response_no integer not null,
     effect text not null,
     alert_type text not null ${oneOf('alert_type', ALERT_TYPES)},
     severity text not null ${oneOf('severity', SEVERITIES)},
     priority text not null ${oneOf('priority', PRIORITIES)},
     title text not null,
     message text not null,
     recipient_type text not null ${oneOf('recipient_type', RECIPIENT_TYPES)},
     recipient_ids text[] not null,
     status text not null default 'pending' ${oneOf('status', ALERT_STATUSES)},
     sent_at timestamptz,
     read_at timestamptz,
     acknowledged_at timestamptz,
     acknowledged_by uuid,
     channels_sent text[] not null default '{}',
     corrected_at timestamptz,
     raised_at timestamptz not null default now(),
     unique (vendor_tracking_id, response_no, effect),
     ${tenantReference('vendor_tracking_id', 'vendor_security_tracking')}`,
    { check: VISIBLE_INCIDENT },
  ),
  `create index security_alerts_by_time on security_alerts (tenant_id, created_at desc, id desc)`,
  `create index security_alerts_raised on security_alerts (tenant_id, raised_at)`,
  ...tenantTable(
    'alert_deliveries',
    `alert_id uuid not null,
     channel text not null ${oneOf('channel', CHANNELS)},
     recipient text not null,
     user_id uuid,
     once_key text not null,
     status text not null default 'pending' ${oneOf('status', DELIVERY_STATUSES)},
     attempts integer not null default 0,
     last_error text,
     provider_id text,
     sent_at timestamptz,
     held_at timestamptz,
     digest_id uuid,
     unique (alert_id, channel, recipient),
     unique (tenant_id, once_key),
     ${tenantReference('alert_id', 'security_alerts')}
     ${tenantReference('user_id', 'users')}`,
  ),
  `create index alert_deliveries_held on alert_deliveries (tenant_id, channel, recipient) where status = 'held'`,
  `create index alert_deliveries_of_digest on alert_deliveries (digest_id) where digest_id is not null`,
  `create index alert_deliveries_digests on alert_deliveries (tenant_id, channel, recipient, sent_at) where digest_id is not null`,
  ...tenantTable(
    'messages',
    `user_id uuid not null,
     alert_id uuid,
     title text not null,
     body text not null,
     action_url text,
     once_key text not null,
     read_at timestamptz,
     unique (tenant_id, once_key),
     ${tenantReference('user_id', 'users', 'cascade')}
     ${tenantReference('alert_id', 'security_alerts')}`,
  ),
  `create index messages_of on messages (user_id, created_at desc, id desc)`,

  ...tenantTable(
    'security_monitoring_configs',
    `cve_monitoring_enabled boolean not null default true,
     breach_monitoring_enabled boolean not null default true,
     security_feed_monitoring_enabled boolean not null default true,
     cve_scan_frequency text not null default 'daily' ${oneOf('cve_scan_frequency', SCAN_FREQUENCIES)},
     breach_scan_frequency text not null default 'daily' ${oneOf('breach_scan_frequency', SCAN_FREQUENCIES)},
     security_feed_scan_frequency text not null default 'daily' ${oneOf('security_feed_scan_frequency', SCAN_FREQUENCIES)},
     cve_severity_threshold text not null default 'medium' ${oneOf('cve_severity_threshold', SEVERITIES)},
     cve_cvss_threshold double precision not null default 5.0 check (cve_cvss_threshold between 0 and 10),
     kev_bypasses_thresholds boolean not null default true,
     breach_sources jsonb not null default '["hibp"]',
     matching_rules jsonb not null default '${RULES}',
     min_confidence_to_respond double precision not null default 0 check (min_confidence_to_respond between 0 and 1),
     auto_create_tasks boolean not null default true,
     auto_send_alerts boolean not null default true,
     auto_trigger_assessments boolean not null default true,
     auto_start_workflows boolean not null default true,
     default_assessment_type text not null default 'risk_assessment' ${oneOf('default_assessment_type', ASSESSMENT_TYPES)},
     default_assessment_id uuid,
     breach_assessment_id uuid,
     default_workflow_type text not null default 'tprm' ${oneOf('default_workflow_type', PROCESS_TYPES)},
     default_workflow_id uuid,
     breach_workflow_id uuid,
     alert_recipients jsonb not null default '[]',
     alert_channels jsonb not null default '["email", "in_app"]',
     task_due_days integer not null default 3 check (task_due_days between 1 and 365),
     assessment_due_days integer not null default 14 check (assessment_due_days between 1 and 365),
     breach_assessment_due_days integer not null default 7 check (breach_assessment_due_days between 1 and 365),
     severity_mapping jsonb not null default '${PRIORITY_OF}',
     alert_budget_per_hour integer check (alert_budget_per_hour > 0),
     timezone text not null default 'UTC',
     working_days_only boolean not null default false,
     last_scan_at timestamptz,
     changed_xid xid8 not null default pg_current_xact_id(),
     unique (tenant_id),
     ${tenantReference('default_assessment_id', 'assessments')}
     ${tenantReference('breach_assessment_id', 'assessments')}
     ${tenantReference('default_workflow_id', 'workflow_configurations')}
     ${tenantReference('breach_workflow_id', 'workflow_configurations')}`,
  ),

  // Changed rules or thresholds: the stored incidents of the scan windows are matched again.
  `create function config_changed() returns trigger language plpgsql as
   $$ begin new.changed_xid := pg_current_xact_id(); return new; end $$`,
  `create trigger security_monitoring_configs_changed before update on security_monitoring_configs for each row
   when (row(${RULE_COLUMNS.map((column) => `old.${column}`).join(', ')}) is distinct from
         row(${RULE_COLUMNS.map((column) => `new.${column}`).join(', ')}))
   execute function config_changed()`,
];
