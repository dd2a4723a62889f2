/** What runs in a parser's thread: one document after the other. */
import { isFeedError, type FeedErrorCode } from '../http/feed-error.ts';
import { parseDocument, type ParseTask } from './parse-document.ts';

/** Characters of what a document came to: the process that takes it has to parse it, too. */
const LONGEST_JSON = 32 * 1024 * 1024;

/** What a document came to as JSON, why it is none that can be read, or what failed in Vigil itself. */
export type ThreadAnswer =
  { json: string } | { refused: { code: FeedErrorCode; message: string } } | { failed: string };

/** Parses one document. Never throws. */
export default function parse(task: ParseTask): ThreadAnswer {
  try {
    const json = JSON.stringify(parseDocument(task));
    if (json.length <= LONGEST_JSON) return { json };
    return { refused: { code: 'too_large', message: 'The entries of the document are too long together' } };
  } catch (error) {
    if (isFeedError(error)) return { refused: { code: error.code, message: error.message } };
    return { failed: String((error as { stack?: unknown } | null)?.stack ?? error) };
  }
}
