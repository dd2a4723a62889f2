import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What operators filter by in the Temporal Web UI: ids and enumerations only, search attributes are never encrypted. */
export const SEARCH_ATTRIBUTES = {
  tenant: defineSearchAttributeKey('VigilTenant', SearchAttributeType.KEYWORD),
  vendor: defineSearchAttributeKey('VigilVendor', SearchAttributeType.KEYWORD),
  incident: defineSearchAttributeKey('VigilIncident', SearchAttributeType.KEYWORD),
  severity: defineSearchAttributeKey('VigilSeverity', SearchAttributeType.KEYWORD),
  phase: defineSearchAttributeKey('VigilPhase', SearchAttributeType.KEYWORD),
  dueAt: defineSearchAttributeKey('VigilDueAt', SearchAttributeType.DATETIME),
} as const;
