/** Reads pages as a feed's activity does, and keeps what the failed tries ended in. */
import { FEED_RETRIES } from '../../../src/contracts/feed-retries.ts';
import { isFeedError, type FeedErrorCode } from '../../../src/feeds/http/feed-error.ts';

/** Reads a source from `begin` until a page says `null`, or until one is left to the next request; the failed tries' codes. */
export async function readToEnd<Step>(
  begin: Step,
  readPage: (step: Step) => Promise<Step | null>,
): Promise<FeedErrorCode[]> {
  const errors: FeedErrorCode[] = [];
  let step: Step | null = await tryPage(begin, readPage, errors);
  while (step !== null) step = await tryPage(step, readPage, errors);
  return errors;
}

/** A page, tried as often as its activity would; null also when it is left to the next request. */
async function tryPage<Step>(
  step: Step,
  readPage: (step: Step) => Promise<Step | null>,
  errors: FeedErrorCode[],
): Promise<Step | null> {
  for (let attempt = 1; attempt <= FEED_RETRIES.attempts; attempt += 1) {
    try {
      return await readPage(step);
    } catch (error) {
      if (!isFeedError(error)) throw error;
      errors.push(error.code);
      if (!error.retryable) break;
    }
  }
  return null;
}
