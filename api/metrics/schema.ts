import { z } from '@hono/zod-openapi';

const counts = () => z.record(z.string(), z.number().int());

export const Metrics = z
  .object({
    incidents: z.object({
      total: z.number().int(),
      by_type: counts(),
      by_severity: counts(),
      by_status: counts(),
    }),
    vendors: z.object({
      total: z.number().int(),
      at_risk: z.number().int(),
      breached: z
        .number()
        .int()
        .openapi({ description: 'With an open case of a breach, suspected or confirmed' }),
      breaches_confirmed: z
        .number()
        .int()
        .openapi({ description: 'Of these, those that a reviewer has confirmed' }),
    }),
    open_trackings: z.number().int(),
    pending_qualifications: z.number().int(),
    overdue: z.number().int(),
    resolved: z.number().int(),
    mean_time_to_resolution_hours: z.number().nullable(),
    median_time_to_resolution_hours: z.number().nullable(),
    false_positive_rate: z.number().nullable().openapi({ description: 'Of the resolved ones, 0 to 1' }),
    funnel: z.object({
      ingested: z.number().int(),
      considered: z.number().int(),
      matched: z.number().int(),
      qualified: z.number().int(),
      resolved: z.number().int(),
    }),
  })
  .openapi('Metrics');

export const TrendQuery = z.object({ days: z.coerce.number().int().min(1).max(730).default(90) });

export const TrendDay = z
  .object({
    id: z.string(),
    date: z.string(),
    incidents: z.number().int(),
    matched: z.number().int(),
    qualified: z.number().int(),
    resolved: z.number().int(),
    false_positives: z.number().int(),
    open: z.number().int().openapi({ description: 'Open at the end of the day' }),
  })
  .openapi('TrendDay');
