import { defineEntity, p } from '@mikro-orm/core';
import {
  ASSESSMENT_TYPES,
  ASSIGNMENT_STATUSES,
  PRIORITIES,
  PROCESS_STATUSES,
  PROCESS_TYPES,
  TASK_STATUSES,
} from '../../domain/vocabulary.ts';
import type { ProcessStepKind, Role } from '../../domain/vocabulary.ts';
import { TENANT_KEY, moment, ofEffect, ofTenant, oneOf } from './columns.ts';

export const ActionItem = defineEntity({
  name: 'ActionItem',
  tableName: 'action_items',
  properties: {
    ...ofTenant,
    ...ofEffect,
    action_type: p.text(),
    title: p.text(),
    description: p.text().default(''),
    priority: oneOf(PRIORITIES),
    status: oneOf(TASK_STATUSES).default('pending'),
    assigned_to: p.uuid().nullable(),
    assigned_by: p.uuid().nullable(),
    source_type: p.text(),
    source_id: p.uuid(),
    action_url: p.text().nullable(),
    item_metadata: p.json().$type<Record<string, unknown>>().defaultRaw(`'{}'`),
    due_date: moment().nullable(),
    completed_at: moment().nullable(),
    completed_by: p.uuid().nullable(),
    outcome: p.text().nullable(),
    reminded_at: moment().nullable(),
    escalated_at: moment().nullable(),
  },
  uniques: [TENANT_KEY, { properties: ['tracking_id', 'response_no', 'effect'] }],
  indexes: [
    { name: 'action_items_by_source', properties: ['source_id'] },
    {
      name: 'action_items_open',
      properties: ['tenant_id', 'assigned_to'],
      where: "status in ('pending', 'in_progress')",
    },
  ],
});

/** One question of an assessment template. */
export interface AssessmentQuestion {
  key: string;
  text: string;
  kind: 'yes_no' | 'text' | 'choice';
  choices?: string[];
}

export const Assessment = defineEntity({
  name: 'Assessment',
  tableName: 'assessments',
  properties: {
    ...ofTenant,
    key: p.text(),
    name: p.text(),
    assessment_type: oneOf(ASSESSMENT_TYPES),
    is_default: p.boolean().default(false),
    is_active: p.boolean().default(true),
    questions: p.json().$type<AssessmentQuestion[]>().defaultRaw(`'[]'`),
  },
  uniques: [
    TENANT_KEY,
    { properties: ['tenant_id', 'key'] },
    { name: 'assessments_default', properties: ['tenant_id', 'assessment_type'], where: 'is_default' },
  ],
});

export const AssessmentAssignment = defineEntity({
  name: 'AssessmentAssignment',
  tableName: 'assessment_assignments',
  properties: {
    ...ofTenant,
    ...ofEffect,
    assessment_id: p.uuid(),
    vendor_id: p.uuid(),
    assignment_type: p.text(),
    status: oneOf(ASSIGNMENT_STATUSES).default('pending'),
    due_date: moment().nullable(),
    metadata: p.json().$type<Record<string, unknown>>().defaultRaw(`'{}'`),
    answers: p.json().$type<Record<string, unknown>>().nullable(),
    score: p.double().$type<number>().nullable(),
    token_hash: p.text().nullable().unique(),
    token_expires_at: moment().nullable(),
    submitted_at: moment().nullable(),
  },
  uniques: [TENANT_KEY, { properties: ['tracking_id', 'response_no', 'effect'] }],
});

/** One ordered step of a process. */
export interface ProcessStep {
  key: string;
  title: string;
  kind: ProcessStepKind;
  owner_role: Role;
  due_days: number;
}

export const ProcessConfiguration = defineEntity({
  name: 'ProcessConfiguration',
  tableName: 'workflow_configurations',
  properties: {
    ...ofTenant,
    key: p.text(),
    name: p.text(),
    workflow_type: oneOf(PROCESS_TYPES),
    status: oneOf(['active', 'draft', 'retired']).default('active'),
    is_default: p.boolean().default(false),
    steps: p.json().$type<ProcessStep[]>().defaultRaw(`'[]'`),
    version: p.integer().default(1),
  },
  uniques: [
    TENANT_KEY,
    { properties: ['tenant_id', 'key'] },
    {
      name: 'workflow_configurations_default',
      properties: ['tenant_id', 'workflow_type'],
      where: 'is_default',
    },
  ],
});

export const ProcessInstance = defineEntity({
  name: 'ProcessInstance',
  tableName: 'workflow_instances',
  properties: {
    ...ofTenant,
    ...ofEffect,
    configuration_id: p.uuid(),
    configuration_version: p.integer(),
    steps: p.json().$type<ProcessStep[]>(),
    vendor_id: p.uuid(),
    status: oneOf(PROCESS_STATUSES).default('pending'),
    current_step: p.text().nullable(),
    trigger_reason: p.text(),
    context: p.json().$type<Record<string, unknown>>().defaultRaw(`'{}'`),
    step_results: p.json().$type<Record<string, unknown>>().defaultRaw(`'{}'`),
    finished_at: moment().nullable(),
  },
  uniques: [TENANT_KEY, { properties: ['tracking_id', 'response_no', 'effect'] }],
});
