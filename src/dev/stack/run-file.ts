/** `run.json`: where each process of the running stack is. */
import { rmSync } from 'node:fs';
import { z } from 'zod';
import { readJsonFile, writeFileAtomic } from '../tools/atomic-file.ts';
import type { RunningService } from '../process/keep-running.ts';

const runSchema = z.record(z.string(), z.looseObject({ pid: z.number(), address: z.string() }));
export type RunFile = z.infer<typeof runSchema>;

/** What runs; undefined when nothing does. */
export function readRunFile(file: string): RunFile | undefined {
  return runSchema.safeParse(readJsonFile(file)).data;
}

/** Keeps the file in step: call `up` at each start of a service. It is replaced whole, and removed by `down`. */
export function openRunFile(file: string): {
  up: (name: string, service: RunningService) => void;
  down: () => void;
} {
  const running: RunFile = {};
  return {
    up(name, { pid, address, extra }) {
      running[name] = { pid, address, ...extra };
      writeFileAtomic(file, JSON.stringify(running, null, 2));
    },
    down: () => rmSync(file, { force: true }),
  };
}
