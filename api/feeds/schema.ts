import { z } from '@hono/zod-openapi';
import { FEED_VERDICTS } from '../../src/domain/feeds/feed-health.ts';
import { SCAN_TYPES } from '../../src/domain/vocabulary.ts';
import { id, line, page, time } from '../http/fields.ts';

const counted = () => z.number().int();

const FeedDay = z.object({
  day: z.string().openapi({ format: 'date' }),
  records: counted(),
  new: counted(),
  changed: counted(),
  unchanged: counted(),
  rejected: counted(),
  pages: counted(),
  failures: counted(),
});

/** A shared source's health; its name is its id. */
export const Feed = z
  .object({
    id: z.string(),
    source: z.string(),
    title: z.string(),
    scan_type: z.enum(SCAN_TYPES),
    verdict: z.enum(FEED_VERDICTS),
    healthy: z.boolean(),
    reason: z.string().openapi({ description: 'Why the verdict is what it is, in words' }),
    advice: z.string().nullable().openapi({ description: 'What to do about it' }),
    fresh_until: time().nullable(),
    covered_from: time().nullable(),
    lag_seconds: z.number().nullable().openapi({ description: 'Since it was last read to its end' }),
    last_success_at: time().nullable(),
    last_error: z.string().nullable(),
    last_error_at: time().nullable(),
    failures: counted(),
    failing_since: time().nullable(),
    next_run_at: time()
      .nullable()
      .openapi({ description: 'The retry of a failing one, else the next cycle of this tenant that asks' }),
    next_run_by: z.enum(['retry', 'schedule']).nullable(),
    yield: z.object({
      records_per_day: z.number().openapi({ description: 'New and changed ones, over seven days' }),
      vendor_share: z.number().nullable().openapi({ description: 'Of the latest records, 0 to 1' }),
      vendor_share_before: z.number().nullable(),
      days: FeedDay.array().openapi({ description: 'The last fourteen, oldest first' }),
    }),
    rejects: z.object({ total: counted(), last_7_days: counted() }),
    new_total: z.number(),
    changed_total: z.number(),
    unchanged_total: z.number(),
    rejected_total: z.number(),
  })
  .openapi('Feed');

/** A record that could not be read. */
export const FeedReject = z
  .object({
    id: id(),
    source: z.string(),
    external_id: z.string().nullable(),
    reason: z.string(),
    seen: counted(),
    first_seen_at: time(),
    last_seen_at: time(),
    sample: z.string().openapi({ description: 'The beginning of the record, at most 2,000 characters' }),
  })
  .openapi('FeedReject');

export const FeedParam = z.object({ id: line(100).openapi({ param: { name: 'id', in: 'path' } }) });
export const RejectQuery = z.object(page);
