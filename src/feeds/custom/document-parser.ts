import { createTenantThreads, ThreadRefusal } from '../../threads/tenant-threads.ts';
import { FeedError } from '../http/feed-error.ts';
import type { Parsed, ParseTask } from './parse-document.ts';
import type { ThreadAnswer } from './parser-thread.ts';

/** What one document may take. */
interface DocumentLimits {
  /** Milliseconds. */
  timeMs: number;
  /** Of the thread's heap. */
  memoryMb: number;
}

/** Documents that are parsed at the same time. */
const THREADS = 2;
/** A body of 8 MiB takes less than this, at its worst and on a slow machine. */
const LIMITS: DocumentLimits = { timeMs: 10_000, memoryMb: 256 };

/**
 * Parses tenants' documents in threads, so that none of them can hold up the process: a thread that takes too long or
 * too much memory is ended. Of one tenant a single document is parsed at a time, and tenants take turns. Throws
 * FeedError, or the caller's own reason when its signal is aborted.
 */
export interface DocumentParser {
  <As extends ParseTask['as']>(
    task: ParseTask & { as: As },
    tenantId: string,
    signal?: AbortSignal,
  ): Promise<Parsed[As]>;
  /** Ends the threads. */
  close(): Promise<void>;
}

function resultOf(answer: ThreadAnswer): unknown {
  if ('json' in answer) return JSON.parse(answer.json);
  if ('refused' in answer) throw new FeedError(answer.refused.code, answer.refused.message);
  throw new Error(`A document could not be parsed: ${answer.failed}`);
}

/** What ends a thread is the document's fault, in the words of a feed. */
function asFeedError(error: unknown, { timeMs }: DocumentLimits): unknown {
  if (!(error instanceof ThreadRefusal)) return error;
  return new FeedError(
    'too_large',
    error.why === 'time'
      ? `The document could not be read within ${timeMs / 1_000} seconds`
      : 'The document takes more memory than one may',
  );
}

/** Builds the parser of a process; its threads start with the first document. */
export function createDocumentParser(given: Partial<DocumentLimits> = {}): DocumentParser {
  const limits = { ...LIMITS, ...given };
  const { timeMs, memoryMb } = limits;
  const threads = createTenantThreads<ParseTask, ThreadAnswer>({
    file: new URL('./parser-thread.ts', import.meta.url),
    threads: THREADS,
    memoryMb,
  });
  const parser = async (task: ParseTask, tenantId: string, signal?: AbortSignal): Promise<unknown> => {
    try {
      return resultOf(await threads.run(task, tenantId, { timeMs, signal }));
    } catch (error) {
      throw asFeedError(error, limits);
    }
  };
  return Object.assign(parser as DocumentParser, { close: () => threads.close() });
}
