import { Piscina } from 'piscina';
import { FeedError } from '../http/feed-error.ts';
import type { Parsed, ParseTask } from './parse-document.ts';
import type { ThreadAnswer } from './parser-thread.ts';

/** What one document may take. */
interface ThreadLimits {
  /** Milliseconds. */
  timeMs: number;
  /** Of the thread's heap. */
  memoryMb: number;
}

/** Documents that are parsed at the same time. */
const THREADS = 2;
/** How long a thread that has nothing to do is kept. */
const IDLE_MS = 30_000;
/** A body of 8 MiB takes less than this, at its worst and on a slow machine. */
const LIMITS: ThreadLimits = { timeMs: 10_000, memoryMb: 256 };

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

interface Job {
  tenantId: string;
  task: ParseTask;
  signal: AbortSignal | undefined;
  answer: PromiseWithResolvers<ThreadAnswer>;
}

/** Jobs by tenant; the one who is served goes to the end. */
function createQueue() {
  const waiting = new Map<string, Job[]>();
  return {
    add: (job: Job) => {
      waiting.set(job.tenantId, [...(waiting.get(job.tenantId) ?? []), job]);
    },
    /** The next one of a tenant that has none under way. */
    take: (busy: ReadonlySet<string>): Job | undefined => {
      for (const [tenantId, [job, ...rest]] of waiting) {
        if (busy.has(tenantId)) continue;
        waiting.delete(tenantId);
        if (rest.length > 0) waiting.set(tenantId, rest);
        return job;
      }
      return undefined;
    },
  };
}

/** Threads without anything of the environment; one that is ended is replaced when the next document comes. */
const startThreads = ({ memoryMb }: ThreadLimits) =>
  new Piscina<ParseTask, ThreadAnswer>({
    filename: new URL('./parser-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: IDLE_MS,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });

const tooMuch = (why: string) => new FeedError('too_large', why);

/** Runs one document. What ends its thread, by time or memory, is the document's own fault. */
async function runIn(
  threads: Piscina<ParseTask, ThreadAnswer>,
  { task, signal }: Job,
  timeMs: number,
): Promise<ThreadAnswer> {
  const late = AbortSignal.timeout(timeMs);
  try {
    return await threads.run(task, { signal: signal ? AbortSignal.any([late, signal]) : late });
  } catch (error) {
    signal?.throwIfAborted();
    if (late.aborted) throw tooMuch(`The document could not be read within ${timeMs / 1_000} seconds`);
    if ((error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw tooMuch('The document takes more memory than one may');
    throw error;
  }
}

function resultOf(answer: ThreadAnswer): unknown {
  if ('json' in answer) return JSON.parse(answer.json);
  if ('refused' in answer) throw new FeedError(answer.refused.code, answer.refused.message);
  throw new Error(`A document could not be parsed: ${answer.failed}`);
}

/** Builds the parser of a process; its threads start with the first document. */
export function createDocumentParser(given: Partial<ThreadLimits> = {}): DocumentParser {
  const limits = { ...LIMITS, ...given };
  const queue = createQueue();
  const busy = new Set<string>();
  let threads: Piscina<ParseTask, ThreadAnswer> | undefined;

  const run = async (job: Job): Promise<void> => {
    threads ??= startThreads(limits);
    try {
      job.answer.resolve(await runIn(threads, job, limits.timeMs));
    } catch (error) {
      job.answer.reject(error);
    } finally {
      busy.delete(job.tenantId);
      advance();
    }
  };
  const advance = (): void => {
    while (busy.size < THREADS) {
      const job = queue.take(busy);
      if (job === undefined) return;
      if (job.signal?.aborted) continue;
      busy.add(job.tenantId);
      void run(job);
    }
  };

  const parser = async (task: ParseTask, tenantId: string, signal?: AbortSignal): Promise<unknown> => {
    signal?.throwIfAborted();
    const answer = Promise.withResolvers<ThreadAnswer>();
    const aborted = () => {
      answer.reject(signal?.reason);
    };
    signal?.addEventListener('abort', aborted, { once: true });
    queue.add({ tenantId, task, signal, answer });
    advance();
    try {
      return resultOf(await answer.promise);
    } finally {
      signal?.removeEventListener('abort', aborted);
    }
  };
  const close = async () => {
    await threads?.destroy();
  };
  return Object.assign(parser as DocumentParser, { close });
}
