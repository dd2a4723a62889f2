import { Fault } from '../../../domain/fault.ts';
import { TenantBusy } from '../../../db/tenant-share.ts';
import { createTenantThreads, ThreadRefusal } from '../../../threads/tenant-threads.ts';
import { OutOfTime } from '../time-budget.ts';
import {
  SURVEYS,
  TRANSFERS,
  type AnalysisInput,
  type AnalysisName,
  type AnalysisResult,
} from './analyses.ts';
import type { AnalysisAnswer, AnalysisTask, ThreadData } from './analysis-thread.ts';

/** Analyses at the same time, each of another tenant. */
const THREADS = 2;
/** A register of 50,000 vendors, ready for matching, and what is found out of it. */
const MEMORY_MB = 1024;
/** Further ones of a tenant that may wait. */
const MOST_WAITING = 20;
/** Milliseconds that anything waits for its turn at least; what takes longer itself waits as long. */
const LEAST_WAIT_MS = 20_000;
/** Milliseconds that a thread keeps registers, ready for matching, which nobody asks about. */
const IDLE_MS = 10 * 60_000;
/** A thread that does not even heed its own time is ended after so many milliseconds more. */
const GRACE_MS = 5_000;

/** How long an analysis may take, and who has asked for it. */
export interface AnalysisLimits {
  /** Milliseconds. */
  timeMs: number;
  /** Ends the thread: only for what takes long. */
  signal?: AbortSignal;
}

/** Weighs registers without holding up the process. */
export interface Analyst {
  /** Runs one analysis of a tenant. Throws Fault, OutOfTime, or TenantBusy where too many wait. */
  analyse<Name extends AnalysisName>(
    name: Name,
    tenantId: string,
    input: AnalysisInput<Name>,
    limits: AnalysisLimits,
  ): Promise<AnalysisResult<Name>>;
  /** Ends the threads. */
  close(): Promise<void>;
}

function resultOf(answer: AnalysisAnswer): unknown {
  if ('result' in answer) return answer.result;
  if ('fault' in answer) throw new Fault(answer.fault.kind, answer.fault.message, answer.fault.fields);
  if ('late' in answer) throw new OutOfTime(answer.late);
  const { message, code } = answer.failed;
  throw Object.assign(new Error(message), code === undefined ? {} : { code });
}

function asRefusal(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true) return new OutOfTime('Nobody waits for the answer any more.');
  if (!(error instanceof ThreadRefusal)) return error;
  return error.why === 'full' ? new TenantBusy() : new OutOfTime(error.message);
}

/**
 * Starts the threads of a process, over connections of their own: one each. `keep` has one ready before the first
 * request; without it they start with the first analysis.
 */
export function createAnalyst(data: ThreadData, { keep = 0 }: { keep?: number } = {}): Analyst {
  const start = (settings: { threads: number; keep: number; idleMs?: number }) =>
    createTenantThreads<AnalysisTask, AnalysisAnswer>({
      file: new URL('./analysis-thread.ts', import.meta.url),
      memoryMb: MEMORY_MB,
      mostWaiting: MOST_WAITING,
      data,
      ...settings,
    });
  const looking = start({ threads: THREADS, keep, idleMs: IDLE_MS });
  // What takes its time keeps no explanation waiting: registers on their way in or out, previews, and surveys, whose
  // findings stay.
  const moving = start({ threads: 1, keep: 0 });
  const surveying = start({ threads: 1, keep: 0, idleMs: IDLE_MS });
  const trying = start({ threads: 1, keep: 0 });
  const threadsOf = (name: AnalysisName) => {
    if (name in TRANSFERS) return moving;
    if (name in SURVEYS) return surveying;
    return name === 'preview' ? trying : looking;
  };
  return {
    async analyse(name, tenantId, input, { timeMs, signal }) {
      try {
        const task = { name, tenantId, input, timeMs };
        const limits = { timeMs: timeMs + GRACE_MS, waitMs: Math.max(LEAST_WAIT_MS, timeMs), signal };
        const answer = await threadsOf(name).run(task, tenantId, limits);
        return resultOf(answer) as AnalysisResult<typeof name>;
      } catch (error) {
        throw asRefusal(error, signal);
      }
    },
    close: async () => {
      await Promise.all([looking, moving, surveying, trying].map((threads) => threads.close()));
    },
  };
}
