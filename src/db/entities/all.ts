import { AlertDelivery, Message, MonitoringConfig, SecurityAlert } from './alerts.ts';
import { CustomFeed, CustomFeedAlarm, CustomFeedDocument, CustomFeedReject } from './custom-feeds.ts';
import {
  EpssScore,
  FeedAlarm,
  FeedCursor,
  FeedDay,
  FeedReject,
  MonitoringAlarm,
  Scan,
  SecurityIncident,
  TenantIncident,
  TenantWatermark,
} from './incidents.ts';
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

/** Every table, by name: no reflection finds them. */
export const ENTITIES = [
  Tenant,
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
  EpssScore,
  FeedCursor,
  FeedDay,
  FeedAlarm,
  FeedReject,
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
