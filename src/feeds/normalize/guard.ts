import { z } from 'zod';
import { cut } from '../../domain/text/cut.ts';
import type { NormalizeResult, RejectedRecord } from '../../domain/incidents/normalized-incident.ts';
import { cleanJson, cleanText } from './text.ts';

const SAMPLE_LENGTH = 2_000;
const LONGEST_REASON = 500;

function sampleOf(raw: unknown): string {
  try {
    // A record may hold megabytes: only its beginning is worth keeping.
    const text = JSON.stringify(raw) as string | undefined;
    return cleanText(cut(text ?? String(raw), SAMPLE_LENGTH));
  } catch {
    return '(cannot be shown)';
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const reasons = error.issues
      .slice(0, 3)
      .map((issue) => `${issue.path.join('.') || 'record'}: ${issue.message}`);
    return cut(cleanText(reasons.join('; ')), LONGEST_REASON);
  }
  return cut(cleanText(String((error as { message?: unknown } | null)?.message ?? error)), LONGEST_REASON);
}

/** The record set aside with its reason; `externalId` where the record still gives away its name. */
function rejectRecord(raw: unknown, reason: string, externalId: unknown): { reject: RejectedRecord } {
  const named = typeof externalId === 'string' && externalId !== '' ? cut(cleanText(externalId), 200) : '';
  return { reject: { ...(named === '' ? {} : { externalId: named }), reason, sample: sampleOf(raw) } };
}

/**
 * Reads one hostile record: cleans its text, checks its shape, builds the result. Never throws: whatever goes
 * wrong with one record is that record's reason for being set aside.
 */
export function normalizeRecord<Shape>(
  raw: unknown,
  schema: z.ZodType<Shape>,
  externalId: (raw: unknown) => unknown,
  build: (record: Shape) => NormalizeResult,
): NormalizeResult {
  try {
    return build(schema.parse(cleanJson(raw)));
  } catch (error) {
    return rejectRecord(raw, reasonOf(error), externalId(raw));
  }
}

/** The value at a path of keys of something unknown. */
export function dig(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}
