import { FeedError } from '../http/feed-error.ts';
import type { Parsed, ParseTask } from './parse-document.ts';
import type { ThreadAnswer } from './parser-thread.ts';
import { startParserWorker, type ParserWorker, type ThreadLimits } from './parser-worker.ts';

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

/** Threads that have nothing to do: kept for a while, since starting one takes longer than most documents. */
function createIdle() {
  const threads = new Map<ParserWorker, NodeJS.Timeout>();
  return {
    take: (): ParserWorker | undefined => {
      const [thread] = threads.keys();
      if (thread === undefined) return undefined;
      clearTimeout(threads.get(thread));
      threads.delete(thread);
      return thread;
    },
    keep: (thread: ParserWorker) => {
      const over = setTimeout(() => {
        threads.delete(thread);
        void thread.end();
      }, IDLE_MS);
      threads.set(thread, over.unref());
    },
    end: async () => {
      for (const over of threads.values()) clearTimeout(over);
      await Promise.all([...threads.keys()].map((thread) => thread.end()));
      threads.clear();
    },
  };
}

function resultOf(answer: ThreadAnswer): unknown {
  if ('json' in answer) return JSON.parse(answer.json);
  if ('refused' in answer) throw new FeedError(answer.refused.code, answer.refused.message);
  throw new Error(`A document could not be parsed: ${answer.failed}`);
}

/** Builds the parser of a process; its threads start with the first document. */
export function createDocumentParser(limits: Partial<ThreadLimits> = {}): DocumentParser {
  const queue = createQueue();
  const idle = createIdle();
  const busy = new Set<string>();
  const working = new Set<ParserWorker>();
  let closed = false;

  const run = async ({ tenantId, task, signal, answer }: Job): Promise<void> => {
    const thread = idle.take() ?? startParserWorker({ ...LIMITS, ...limits });
    working.add(thread);
    try {
      answer.resolve(await thread.parse(task, signal));
      if (closed) await thread.end();
      else idle.keep(thread);
    } catch (error) {
      answer.reject(error);
      await thread.end();
    } finally {
      working.delete(thread);
      busy.delete(tenantId);
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
    closed = true;
    await Promise.all([idle.end(), ...[...working].map((thread) => thread.end())]);
  };
  return Object.assign(parser as DocumentParser, { close });
}
