import { Worker } from 'node:worker_threads';
import { FeedError } from '../http/feed-error.ts';
import type { ParseTask } from './parse-document.ts';
import type { ThreadAnswer, ThreadMessage } from './parser-thread.ts';

/** What one document may take. */
export interface ThreadLimits {
  /** Milliseconds, from when the thread is there. */
  timeMs: number;
  /** Of the thread's heap. */
  memoryMb: number;
}

/** A thread that parses one document at a time. */
export interface ParserWorker {
  /** Rejects where the thread is of no use any more: FeedError `too_large` for a document that took too much of it. */
  parse(task: ParseTask, signal: AbortSignal | undefined): Promise<ThreadAnswer>;
  end(): Promise<void>;
}

const tooMuch = (why: string) => new FeedError('too_large', why);

const isOutOfMemory = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** Starts a thread; nothing of the environment reaches it, and it keeps no process alive. */
export function startParserWorker({ timeMs, memoryMb }: ThreadLimits): ParserWorker {
  const worker = new Worker(new URL('./parser-thread.ts', import.meta.url), {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  worker.unref();
  const ready = Promise.withResolvers<undefined>();
  let current = Promise.withResolvers<ThreadAnswer>();
  const fail = (reason: unknown) => {
    ready.reject(reason);
    current.reject(reason);
  };
  // Between two documents nobody waits for them.
  for (const { promise } of [ready, current]) promise.catch(() => undefined);
  worker.on('message', (message: ThreadMessage) => {
    if ('ready' in message) ready.resolve(undefined);
    else current.resolve(message);
  });
  worker.on('error', (error) => {
    fail(isOutOfMemory(error) ? tooMuch('The document takes more memory than one may') : error);
  });
  worker.on('exit', () => {
    fail(new Error('The thread that parses documents ended'));
  });
  const parse = async (task: ParseTask, signal: AbortSignal | undefined): Promise<ThreadAnswer> => {
    worker.ref();
    // Starting takes time that is no fault of the document's.
    await ready.promise;
    signal?.throwIfAborted();
    const answer = Promise.withResolvers<ThreadAnswer>();
    current = answer;
    const late = setTimeout(() => {
      answer.reject(tooMuch(`The document could not be read within ${timeMs / 1_000} seconds`));
    }, timeMs);
    const aborted = () => {
      answer.reject(signal?.reason);
    };
    signal?.addEventListener('abort', aborted, { once: true });
    worker.postMessage(task);
    try {
      return await answer.promise;
    } finally {
      clearTimeout(late);
      signal?.removeEventListener('abort', aborted);
      worker.unref();
    }
  };
  const end = async (): Promise<void> => {
    await worker.terminate();
  };
  return { parse, end };
}
