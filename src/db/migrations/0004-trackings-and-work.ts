import { Migration } from '@mikro-orm/migrations';
import {
  ASSESSMENT_TYPES,
  ASSIGNMENT_STATUSES,
  PRIORITIES,
  PROCESS_STATUSES,
  PROCESS_TYPES,
  QUALIFICATION_STATUSES,
  RESOLUTION_TYPES,
  RISK_LEVELS,
  TASK_STATUSES,
  TRACKING_STATUSES,
  PHASES,
} from '../../domain/vocabulary.ts';
import { oneOf, tenantReference, tenantTable, VISIBLE_INCIDENT } from './support.ts';

/** Matches, their timeline, and the work that a response hands out: tasks, assessments, processes. */
export class TrackingsAndWork extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

/** Which effect of which response made a row; unique, so a retried step finds its own row. */
const EFFECT = `tracking_id uuid,
  response_no integer,
  effect text,
  unique (tracking_id, response_no, effect),
  ${tenantReference('tracking_id', 'vendor_security_tracking')}`;

const STATEMENTS = [
  ...tenantTable(
    'vendor_security_tracking',
    `vendor_id uuid not null,
     incident_id uuid not null references security_incidents (id),
     match_confidence double precision not null check (match_confidence between 0 and 1),
     match_reason text not null,
     matched_fields jsonb not null default '[]',
     evidence_key text not null default '',
     matcher_version text not null default '',
     status text not null default 'monitoring' ${oneOf('status', TRACKING_STATUSES)},
     risk_qualification_status text not null default 'pending' ${oneOf('risk_qualification_status', QUALIFICATION_STATUSES)},
     phase text not null default 'responding' ${oneOf('phase', PHASES)},
     task_created boolean not null default false,
     task_id uuid,
     alert_sent boolean not null default false,
     assessment_triggered boolean not null default false,
     assessment_id uuid,
     assessment_assignment_id uuid,
     workflow_triggered boolean not null default false,
     workflow_id uuid,
     workflow_instance_id uuid,
     risk_score double precision not null default 0 check (risk_score between 0 and 100),
     risk_factors jsonb not null default '[]',
     risk_level text ${oneOf('risk_level', RISK_LEVELS)},
     impact_analysis text,
     recommended_actions jsonb not null default '[]',
     qualified_by uuid,
     qualified_by_name text,
     qualified_at timestamptz,
     resolution_type text ${oneOf('resolution_type', RESOLUTION_TYPES)},
     resolution_notes text,
     resolved_by uuid,
     resolved_by_name text,
     resolved_at timestamptz,
     due_date timestamptz,
     incident_severity text,
     incident_fingerprint text,
     incident_kev boolean not null default false,
     closure_proposed_at timestamptz,
     response_no integer not null default 1,
     response_workflow_id text,
     response_run_id text,
     unique (vendor_id, incident_id),
     ${tenantReference('vendor_id', 'vendors')}`,
    { check: VISIBLE_INCIDENT },
  ),
  `create index tracking_by_incident on vendor_security_tracking (incident_id)`,
  `create index tracking_open on vendor_security_tracking (tenant_id, status, id)`,
  `create index tracking_by_time on vendor_security_tracking (tenant_id, created_at desc, id desc)`,

  ...tenantTable(
    'tracking_events',
    `tracking_id uuid not null,
     response_no integer not null default 1,
     kind text not null,
     actor_type text not null check (actor_type in ('user', 'system', 'feed')),
     actor_id uuid,
     actor_name text,
     step text,
     detail jsonb not null default '{}',
     occurred_at timestamptz not null default now(),
     effect_key text,
     unique (tracking_id, effect_key),
     ${tenantReference('tracking_id', 'vendor_security_tracking')}`,
    { appendOnly: true },
  ),
  `create index tracking_events_of on tracking_events (tracking_id, occurred_at, id)`,

  ...tenantTable(
    'assessments',
    `key text not null,
     name text not null,
     assessment_type text not null ${oneOf('assessment_type', ASSESSMENT_TYPES)},
     is_default boolean not null default false,
     is_active boolean not null default true,
     questions jsonb not null default '[]',
     unique (tenant_id, key),`,
  ),
  `create unique index assessments_default on assessments (tenant_id, assessment_type) where is_default`,
  ...tenantTable(
    'assessment_assignments',
    `assessment_id uuid not null,
     vendor_id uuid not null,
     assignment_type text not null,
     status text not null default 'pending' ${oneOf('status', ASSIGNMENT_STATUSES)},
     due_date timestamptz,
     metadata jsonb not null default '{}',
     answers jsonb,
     score double precision,
     token_hash text unique,
     token_expires_at timestamptz,
     submitted_at timestamptz,
     ${tenantReference('assessment_id', 'assessments')}
     ${tenantReference('vendor_id', 'vendors')}
     ${EFFECT}`,
  ),

  ...tenantTable(
    'workflow_configurations',
    `key text not null,
     name text not null,
     workflow_type text not null ${oneOf('workflow_type', PROCESS_TYPES)},
     status text not null default 'active' check (status in ('active', 'draft', 'retired')),
     is_default boolean not null default false,
     steps jsonb not null default '[]',
     version integer not null default 1,
     unique (tenant_id, key),`,
  ),
  `create unique index workflow_configurations_default on workflow_configurations (tenant_id, workflow_type) where is_default`,
  ...tenantTable(
    'workflow_instances',
    `configuration_id uuid not null,
     configuration_version integer not null,
     steps jsonb not null,
     vendor_id uuid not null,
     status text not null default 'pending' ${oneOf('status', PROCESS_STATUSES)},
     current_step text,
     trigger_reason text not null,
     context jsonb not null default '{}',
     step_results jsonb not null default '{}',
     finished_at timestamptz,
     ${tenantReference('configuration_id', 'workflow_configurations')}
     ${tenantReference('vendor_id', 'vendors')}
     ${EFFECT}`,
  ),

  ...tenantTable(
    'action_items',
    `action_type text not null,
     title text not null,
     description text not null default '',
     priority text not null ${oneOf('priority', PRIORITIES)},
     status text not null default 'pending' ${oneOf('status', TASK_STATUSES)},
     assigned_to uuid,
     assigned_by uuid,
     source_type text not null,
     source_id uuid not null,
     action_url text,
     item_metadata jsonb not null default '{}',
     due_date timestamptz,
     completed_at timestamptz,
     completed_by uuid,
     outcome text,
     reminded_at timestamptz,
     escalated_at timestamptz,
     ${tenantReference('assigned_to', 'users')}
     ${EFFECT}`,
  ),
  `create index action_items_open on action_items (tenant_id, assigned_to) where status in ('pending', 'in_progress')`,
  `create index action_items_by_source on action_items (source_id)`,

  ...tenantTable(
    'match_feedback',
    `vendor_id uuid not null,
     tracking_id uuid,
     evidence_key text not null,
     verdict text not null check (verdict in ('false_positive', 'confirmed')),
     created_by uuid,
     expires_at timestamptz,
     unique (vendor_id, evidence_key, verdict),
     ${tenantReference('vendor_id', 'vendors', 'cascade')}
     ${tenantReference('tracking_id', 'vendor_security_tracking')}`,
  ),

  // The tracking names what its response made; the tables above had to exist first.
  ...[
    ['task_id', 'action_items'],
    ['assessment_id', 'assessments'],
    ['assessment_assignment_id', 'assessment_assignments'],
    ['workflow_id', 'workflow_configurations'],
    ['workflow_instance_id', 'workflow_instances'],
  ].map(
    ([column, table]) =>
      `alter table vendor_security_tracking add foreign key (tenant_id, ${column}) references ${table} (tenant_id, id)`,
  ),
];
