import type { EntitySchema } from '@mikro-orm/core';
import { AlertDelivery, Message, MonitoringConfig, SecurityAlert } from './alerts.ts';
import { CustomFeed, CustomFeedAlarm, CustomFeedDocument, CustomFeedReject } from './custom-feeds.ts';
import { MonitoringAlarm, Scan, SecurityIncident, TenantIncident, TenantWatermark } from './incidents.ts';
import { MatchFeedback, MatchSuppression, StoredMatchWeights, TrackingReopening } from './matching.ts';
import { ApiKey, AuditEntry, IdempotencyKey, Session, Team, TeamMember, Tenant, User } from './people.ts';
import { Tracking, TrackingEvent } from './trackings.ts';
import { Vendor, VendorAlias, VendorContact, VendorDomain, VendorProduct } from './vendors.ts';
import {
  ActionItem,
  Assessment,
  AssessmentAssignment,
  ProcessConfiguration,
  ProcessInstance,
} from './work.ts';

/**
 * The relations between the tables, apart from the tables themselves, because they run in circles: a tracking names
 * the task that its response created, and the task names the tracking.
 *
 * They describe the foreign keys and are not loaded: the columns are properties of their own, so that entities and
 * typed SQL write the same ids. Within a tenant's data a foreign key is (tenant_id, x_id), so that no row points into
 * another tenant.
 */

type Entity = EntitySchema;
type Rule = 'restrict' | 'cascade' | 'set null (rule_id)';

const OF_TENANT: readonly object[] = [
  User,
  Team,
  TeamMember,
  ApiKey,
  Session,
  AuditEntry,
  IdempotencyKey,
  Vendor,
  VendorAlias,
  VendorDomain,
  VendorProduct,
  VendorContact,
  SecurityIncident,
  TenantIncident,
  TenantWatermark,
  Scan,
  MonitoringAlarm,
  Tracking,
  TrackingEvent,
  MatchFeedback,
  MatchSuppression,
  StoredMatchWeights,
  TrackingReopening,
  ActionItem,
  Assessment,
  AssessmentAssignment,
  ProcessConfiguration,
  ProcessInstance,
  SecurityAlert,
  AlertDelivery,
  Message,
  MonitoringConfig,
  CustomFeed,
  CustomFeedAlarm,
  CustomFeedDocument,
  CustomFeedReject,
];

/** Child, column, parent, and what becomes of the child when the parent is deleted. */
const WITHIN_TENANT: readonly (readonly [object, string, object, Rule?])[] = [
  [TeamMember, 'team_id', Team, 'cascade'],
  [TeamMember, 'user_id', User, 'cascade'],
  [ApiKey, 'user_id', User, 'restrict'],
  [Session, 'user_id', User, 'cascade'],
  [Session, 'api_key_id', ApiKey, 'cascade'],
  [Vendor, 'owner_id', User, 'restrict'],
  [VendorAlias, 'vendor_id', Vendor, 'cascade'],
  [VendorDomain, 'vendor_id', Vendor, 'cascade'],
  [VendorProduct, 'vendor_id', Vendor, 'cascade'],
  [VendorContact, 'vendor_id', Vendor, 'cascade'],
  [Tracking, 'vendor_id', Vendor, 'restrict'],
  [Tracking, 'task_id', ActionItem],
  [Tracking, 'assessment_id', Assessment],
  [Tracking, 'assessment_assignment_id', AssessmentAssignment],
  [Tracking, 'workflow_id', ProcessConfiguration],
  [Tracking, 'workflow_instance_id', ProcessInstance],
  [TrackingEvent, 'tracking_id', Tracking, 'restrict'],
  [TrackingReopening, 'tracking_id', Tracking, 'cascade'],
  [MatchFeedback, 'vendor_id', Vendor, 'cascade'],
  [MatchFeedback, 'tracking_id', Tracking, 'restrict'],
  [MatchSuppression, 'vendor_id', Vendor, 'cascade'],
  [MatchSuppression, 'rule_id', MatchFeedback, 'set null (rule_id)'],
  [ActionItem, 'tracking_id', Tracking, 'restrict'],
  [ActionItem, 'assigned_to', User, 'restrict'],
  [AssessmentAssignment, 'tracking_id', Tracking, 'restrict'],
  [AssessmentAssignment, 'assessment_id', Assessment, 'restrict'],
  [AssessmentAssignment, 'vendor_id', Vendor, 'restrict'],
  [ProcessInstance, 'tracking_id', Tracking, 'restrict'],
  [ProcessInstance, 'configuration_id', ProcessConfiguration, 'restrict'],
  [ProcessInstance, 'vendor_id', Vendor, 'restrict'],
  [SecurityAlert, 'vendor_tracking_id', Tracking, 'restrict'],
  [AlertDelivery, 'alert_id', SecurityAlert, 'restrict'],
  [AlertDelivery, 'user_id', User, 'restrict'],
  [Message, 'user_id', User, 'cascade'],
  [Message, 'alert_id', SecurityAlert, 'restrict'],
  [MonitoringConfig, 'default_assessment_id', Assessment, 'restrict'],
  [MonitoringConfig, 'breach_assessment_id', Assessment, 'restrict'],
  [MonitoringConfig, 'default_workflow_id', ProcessConfiguration, 'restrict'],
  [MonitoringConfig, 'breach_workflow_id', ProcessConfiguration, 'restrict'],
  [CustomFeedAlarm, 'feed_id', CustomFeed, 'cascade'],
  [CustomFeedDocument, 'feed_id', CustomFeed, 'cascade'],
  [CustomFeedReject, 'feed_id', CustomFeed, 'cascade'],
];

/** An incident may be shared by all tenants: row-level security checks that the tenant sees it. */
const OF_INCIDENT: readonly (readonly [object, Rule?])[] = [
  [TenantIncident],
  [Tracking],
  [MatchSuppression, 'cascade'],
  [SecurityAlert],
];

/** PostgreSQL cuts a long name of a constraint; everything else has the name that it makes of its columns. */
const CUT_NAMES: Record<string, string> = {
  default_assessment_id: 'security_monitoring_configs_tenant_id_default_assessment_i_fkey',
  assessment_assignment_id: 'vendor_security_tracking_tenant_id_assessment_assignment_i_fkey',
};

const REFERENCES = '_references';

/** Whether a property only describes a foreign key. */
export const isReference = (property: string): boolean => property.endsWith(REFERENCES);

function relate(
  child: object,
  columns: string[],
  parent: object,
  referenced: string[],
  onDelete?: Rule,
): void {
  const column = columns.at(-1) ?? '';
  const name = `${column}${REFERENCES}`;
  const options = {
    entity: () => parent as Entity,
    joinColumns: columns,
    fieldNames: columns,
    referencedColumnNames: referenced,
    deleteRule: onDelete ?? 'no action',
    ...(columns.length > 1 && CUT_NAMES[column] && { foreignKeyName: CUT_NAMES[column] }),
    index: false,
    nullable: true,
    hydrate: false,
  };
  (child as Entity).addManyToOne(name, 'relation', options as never);
}

/** Adds the relations to the entities; once, before they are used. */
export function addRelations(): void {
  for (const child of OF_TENANT) relate(child, ['tenant_id'], Tenant, ['id']);
  for (const [child, onDelete] of OF_INCIDENT)
    relate(child, ['incident_id'], SecurityIncident, ['id'], onDelete);
  for (const [child, column, parent, onDelete] of WITHIN_TENANT) {
    relate(child, ['tenant_id', column], parent, ['tenant_id', 'id'], onDelete);
  }
}
