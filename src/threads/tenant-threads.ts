/** Threads for work that would hold up the process, shared fairly among tenants. */
import { Piscina } from 'piscina';

/** A pool of threads that all run one file. */
export interface ThreadSettings {
  /** The module whose default export takes one task after the other. */
  file: URL;
  /** Tasks at the same time, each of another tenant. */
  threads: number;
  /** Threads that are kept where nothing is to do; none unless given. */
  keep?: number;
  /** Milliseconds that a thread with nothing to do is kept beyond that; half a minute unless given. */
  idleMs?: number;
  /** Of a thread's heap. */
  memoryMb: number;
  /** Handed to each thread as its `workerData`. */
  data?: unknown;
  /** Tasks of one tenant that may wait; any number unless given. */
  mostWaiting?: number;
}

/** What a task may take. */
export interface TaskLimits {
  /** Milliseconds from its beginning. */
  timeMs: number;
  /** Milliseconds that it may wait for its beginning; any time unless given. */
  waitMs?: number;
  /** Ended by whoever asked. */
  signal?: AbortSignal | undefined;
}

/** Why a task came to nothing: its thread was ended, or it never began. */
export class ThreadRefusal extends Error {
  override name = 'ThreadRefusal';
  /** `full`: too many of the tenant's own wait; `waiting`: it did not get its turn in time. */
  readonly why: 'time' | 'memory' | 'full' | 'waiting';

  constructor(why: ThreadRefusal['why'], message: string) {
    super(message);
    this.why = why;
  }
}

/** Threads of one kind of work. */
export interface TenantThreads<Task, Answer> {
  /** Runs a task in a thread. Throws ThreadRefusal, or the caller's own reason when its signal is aborted. */
  run(task: Task, tenantId: string, limits: TaskLimits): Promise<Answer>;
  /** Ends the threads. */
  close(): Promise<void>;
}

interface Job<Task, Answer> {
  tenantId: string;
  task: Task;
  limits: TaskLimits;
  answer: PromiseWithResolvers<Answer>;
  /** Ends its waiting. */
  late: NodeJS.Timeout | undefined;
  /** It was refused or given up while it waited. */
  dropped: boolean;
}

const IDLE_MS = 30_000;

/** Jobs by tenant; the one who is served goes to the end. */
function createQueue<Task, Answer>() {
  const waiting = new Map<string, Job<Task, Answer>[]>();
  return {
    length: (tenantId: string) => (waiting.get(tenantId) ?? []).filter(({ dropped }) => !dropped).length,
    add: (job: Job<Task, Answer>) => {
      waiting.set(job.tenantId, [...(waiting.get(job.tenantId) ?? []), job]);
    },
    /** The next one of a tenant that has none under way. */
    take: (busy: ReadonlySet<string>): Job<Task, Answer> | undefined => {
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

/** Threads without anything of the environment; one that is ended is replaced when the next task comes. */
const startThreads = <Task, Answer>({
  file,
  threads,
  keep = 0,
  idleMs = IDLE_MS,
  memoryMb,
  data,
}: ThreadSettings) =>
  new Piscina<Task, Answer>({
    filename: file.href,
    minThreads: keep,
    maxThreads: threads,
    idleTimeout: idleMs,
    env: {},
    execArgv: [],
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });

/** Runs one task. What ends its thread, by time or memory, is the task's own fault. */
async function runIn<Task, Answer>(
  threads: Piscina<Task, Answer>,
  { task, limits: { timeMs, signal } }: Job<Task, Answer>,
): Promise<Answer> {
  const late = AbortSignal.timeout(timeMs);
  try {
    return await threads.run(task, { signal: signal ? AbortSignal.any([late, signal]) : late });
  } catch (error) {
    signal?.throwIfAborted();
    if (late.aborted) throw new ThreadRefusal('time', `It took longer than ${timeMs / 1_000} seconds.`);
    if ((error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw new ThreadRefusal('memory', 'It takes more memory than it may.');
    throw error;
  }
}

/**
 * Builds the threads of a process. A task that takes too long or too much memory is ended with its thread. Of one tenant
 * a single task runs at a time, and tenants take turns. Without `keep`, threads start with the first task.
 */
export function createTenantThreads<Task, Answer>(settings: ThreadSettings): TenantThreads<Task, Answer> {
  const queue = createQueue<Task, Answer>();
  const busy = new Set<string>();
  let threads = settings.keep ? startThreads<Task, Answer>(settings) : undefined;

  const begin = async (job: Job<Task, Answer>): Promise<void> => {
    threads ??= startThreads(settings);
    try {
      job.answer.resolve(await runIn(threads, job));
    } catch (error) {
      job.answer.reject(error);
    } finally {
      busy.delete(job.tenantId);
      advance();
    }
  };
  const advance = (): void => {
    while (busy.size < settings.threads) {
      const job = queue.take(busy);
      if (job === undefined) return;
      if (job.dropped) continue;
      busy.add(job.tenantId);
      clearTimeout(job.late);
      void begin(job);
    }
  };

  return {
    async run(task, tenantId, limits) {
      const { signal, waitMs } = limits;
      signal?.throwIfAborted();
      if (queue.length(tenantId) >= (settings.mostWaiting ?? Infinity))
        throw new ThreadRefusal('full', 'More waits to be looked at than may.');
      const answer = Promise.withResolvers<Answer>();
      const job: Job<Task, Answer> = { tenantId, task, limits, answer, late: undefined, dropped: false };
      const drop = (why: unknown) => {
        job.dropped = true;
        answer.reject(why);
      };
      const aborted = () => drop(signal?.reason);
      signal?.addEventListener('abort', aborted, { once: true });
      if (waitMs !== undefined)
        job.late = setTimeout(
          () => drop(new ThreadRefusal('waiting', 'It has waited for its turn for too long.')),
          waitMs,
        );
      queue.add(job);
      advance();
      try {
        return await answer.promise;
      } finally {
        clearTimeout(job.late);
        signal?.removeEventListener('abort', aborted);
      }
    },
    async close() {
      await threads?.destroy();
    },
  };
}
