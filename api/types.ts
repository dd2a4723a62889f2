/** The API's bodies as types, for clients; importing this file loads nothing. */
import type { z } from '@hono/zod-openapi';
import type * as alerts from './alerts/schema.ts';
import type * as assessments from './assessments/schema.ts';
import type * as common from './http/fields.ts';
import type * as configPreview from './config-preview/schema.ts';
import type * as configuration from './configuration/schema.ts';
import type * as coverage from './coverage/schema.ts';
import type * as customFeeds from './custom-feeds/schema.ts';
import type * as explanations from './explanations/schema.ts';
import type * as feeds from './feeds/schema.ts';
import type * as incidents from './incidents/schema.ts';
import type * as matchRules from './match-rules/schema.ts';
import type * as metrics from './metrics/schema.ts';
import type * as people from './people/schema.ts';
import type * as processes from './processes/schema.ts';
import type * as reports from './metrics/report-schema.ts';
import type * as scans from './scans/schema.ts';
import type * as tasks from './action-items/schema.ts';
import type * as trackings from './trackings/schema.ts';
import type * as vendorCheck from './vendor-check/schema.ts';
import type * as vendors from './vendors/schema.ts';

export type Problem = z.infer<typeof common.Problem>;

export type Incident = z.infer<typeof incidents.Incident>;
export type IncidentDetail = z.infer<typeof incidents.IncidentDetail>;
export type IncidentCreate = z.input<typeof incidents.IncidentCreate>;
export type IncidentPatch = z.input<typeof incidents.IncidentPatch>;
export type AffectedProduct = z.infer<typeof incidents.AffectedProduct>;
export type MatchStarted = z.infer<typeof incidents.MatchStarted>;

export type VendorCheck = z.infer<typeof vendorCheck.VendorCheck>;
export type VendorCheckRequest = z.input<typeof vendorCheck.VendorCheckRequest>;
export type Vendor = z.infer<typeof vendors.Vendor>;
export type VendorCreate = z.input<typeof vendors.VendorCreate>;
export type VendorPatch = z.input<typeof vendors.VendorPatch>;
export type VendorImportResult = z.infer<typeof vendors.ImportResult>;

export type Tracking = z.infer<typeof trackings.Tracking>;
export type TrackingDetail = z.infer<typeof trackings.TrackingDetail>;
export type TrackingEvent = z.infer<typeof trackings.TrackingEvent>;
export type Evidence = z.infer<typeof trackings.Evidence>;
export type RiskFactor = z.infer<typeof trackings.RiskFactor>;
export type QualifyRisk = z.input<typeof trackings.QualifyRisk>;
export type Resolve = z.input<typeof trackings.Resolve>;
export type Reopen = z.input<typeof trackings.Reopen>;
export type DecisionAccepted = z.infer<typeof trackings.DecisionAccepted>;

export type ExplainRequest = z.input<typeof explanations.ExplainRequest>;
export type Explanation = z.infer<typeof explanations.Explanation>;
export type Objection = z.infer<typeof explanations.Objection>;
export type NearMiss = z.infer<typeof explanations.NearMiss>;

export type Alert = z.infer<typeof alerts.Alert>;
export type Delivery = z.infer<typeof alerts.Delivery>;
export type Message = z.infer<typeof alerts.Message>;

export type ActionItem = z.infer<typeof tasks.ActionItem>;
export type ActionItemPatch = z.input<typeof tasks.ActionItemPatch>;

export type Assessment = z.infer<typeof assessments.Assessment>;
export type AssessmentCreate = z.input<typeof assessments.AssessmentCreate>;
export type AssessmentPatch = z.input<typeof assessments.AssessmentPatch>;
export type AssessmentAssignment = z.infer<typeof assessments.AssessmentAssignment>;
export type AssignmentPatch = z.input<typeof assessments.AssignmentPatch>;

export type WorkflowConfiguration = z.infer<typeof processes.ProcessConfiguration>;
export type WorkflowConfigurationCreate = z.input<typeof processes.ProcessConfigurationCreate>;
export type WorkflowConfigurationPatch = z.input<typeof processes.ProcessConfigurationPatch>;
export type WorkflowInstance = z.infer<typeof processes.ProcessInstance>;
export type ProcessStep = z.infer<typeof processes.ProcessStep>;

export type MonitoringConfig = z.infer<typeof configuration.MonitoringConfig>;
export type ConfigPreview = z.infer<typeof configPreview.ConfigPreview>;
export type ConfigPreviewRequest = z.input<typeof configPreview.ConfigPreviewRequest>;
export type MonitoringConfigPut = z.input<typeof configuration.MonitoringConfigPut>;

export type Coverage = z.infer<typeof coverage.Coverage>;
export type VendorSight = z.infer<typeof coverage.VendorSight>;
export type VendorCoverage = z.infer<typeof coverage.VendorCoverage>;
export type RegisterSuggestion = z.infer<typeof coverage.RegisterSuggestion>;
export type IdentifierCreate = z.input<typeof coverage.IdentifierCreate>;

export type CustomFeed = z.infer<typeof customFeeds.CustomFeed>;
export type CustomFeedCreate = z.input<typeof customFeeds.CustomFeedCreate>;
export type CustomFeedPatch = z.input<typeof customFeeds.CustomFeedPatch>;
export type CustomFeedPreviewAnswer = z.infer<typeof customFeeds.PreviewAnswer>;
export type CustomFeedReject = z.infer<typeof customFeeds.CustomFeedReject>;

export type MatchRule = z.infer<typeof matchRules.MatchRule>;
export type MatchRulePatch = z.input<typeof matchRules.MatchRulePatch>;
export type Matching = z.infer<typeof matchRules.Matching>;

export type Scan = z.infer<typeof scans.Scan>;
export type ScanStarted = z.infer<typeof scans.ScanStarted>;

export type Feed = z.infer<typeof feeds.Feed>;
export type FeedReject = z.infer<typeof feeds.FeedReject>;

export type Metrics = z.infer<typeof metrics.Metrics>;
export type TrendDay = z.infer<typeof metrics.TrendDay>;
export type VendorReport = z.infer<typeof reports.VendorReport>;

export type User = z.infer<typeof people.User>;
export type Team = z.infer<typeof people.Team>;
export type ApiKey = z.infer<typeof people.ApiKey>;
export type ApiKeyCreate = z.input<typeof people.ApiKeyCreate>;
export type ApiKeyCreated = z.infer<typeof people.ApiKeyCreated>;
export type SessionCreate = z.input<typeof people.SessionCreate>;
export type Me = z.infer<typeof people.Me>;
export type AuditEntry = z.infer<typeof people.AuditEntry>;
