import type { z } from 'zod';
import { FeedError } from './feed-error.ts';

/** The envelope of an answer; FeedError `malformed` when it is not the service's. Records inside stay unread. */
export function readEnvelope<Shape>(service: string, schema: z.ZodType<Shape>, json: unknown): Shape {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the answer' : issue.path.join('.');
  throw new FeedError(
    'malformed',
    `${service} answered in another shape: ${where}: ${issue?.message ?? 'unknown'}`,
  );
}
