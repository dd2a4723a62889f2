import { z } from '@hono/zod-openapi';
import { SCAN_TYPES } from '../../src/domain/vocabulary.ts';
import { flag, id, oneOrMore, page, time } from '../http/fields.ts';

const SCANS = [...SCAN_TYPES, 'all'] as const;
const SCAN_STATUSES = ['running', 'completed', 'failed'] as const;

export const ScanRequest = z.object({
  scan_type: z.enum(SCANS).default('all'),
  days_back: z.coerce.number().int().min(1).max(36_500).optional(),
});

export const ScanStarted = z
  .object({ scan_id: id(), workflow_id: z.string(), run_id: z.string() })
  .openapi('ScanStarted');

export const Scan = z
  .object({
    id: id(),
    tenant_id: id(),
    scan_type: z.enum(SCANS),
    kind: z.enum(['scheduled', 'manual', 'incident']),
    status: z.enum(SCAN_STATUSES),
    days_back: z.number().int().nullable(),
    workflow_id: z.string(),
    run_id: z.string(),
    started_at: time(),
    finished_at: time().nullable(),
    feeds: z.array(
      z.object({
        source: z.string(),
        name: z.string().optional().openapi({ description: 'Of a custom feed, whose source is its id' }),
        fresh: z.boolean(),
        new: z.number().int(),
        changed: z.number().int(),
        rejected: z.number().int(),
      }),
    ),
    incidents_considered: z.number().int(),
    incidents_held: z.number().int(),
    matches: z.number().int(),
    responses_started: z.number().int(),
    error: z.string().nullable(),
    requested_by: id().nullable(),
    created_at: time(),
    updated_at: time(),
  })
  .openapi('Scan');

export const ScanQuery = z.object({
  ...page,
  scan_type: oneOrMore(SCANS).optional(),
  status: oneOrMore(SCAN_STATUSES).optional(),
  latest: flag()
    .optional()
    .openapi({ description: 'true: only the last one of each scan type, those of single incidents aside' }),
});
