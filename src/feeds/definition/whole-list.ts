import type { Json } from '../../domain/incidents/normalized-incident.ts';
import type { FeedPosition } from './define-feed.ts';
import type { Validators } from './feed-clients.ts';
import { NORMALIZER_VERSION } from './fetched-record.ts';

/** How a list was read: "not modified" is an answer only to who would read it the same way again. */
const readingOf = (variant: string): string => `${NORMALIZER_VERSION} ${variant}`.trim();

/** What to send along with the request for a list that comes whole, so that it comes only when it has changed. */
export function validatorsOf({ cursor }: FeedPosition, variant = ''): Validators | undefined {
  return cursor['reading'] === readingOf(variant)
    ? (cursor['validators'] as Validators | undefined)
    : undefined;
}

/** The cursor of a list that was read. */
export function listCursor(validators: Validators, variant = ''): Record<string, Json> {
  return { validators: { ...validators }, reading: readingOf(variant) };
}
