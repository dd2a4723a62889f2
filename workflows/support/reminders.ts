import type { ResponseState } from './response-steps.ts';

const DAY = 86_400_000;

/** When an overdue task is next spoken of, and to whom. */
export interface NextReminder {
  step: 'reminder' | 'escalation';
  /** Milliseconds since 1970. */
  at: number;
  taskId: string;
}

/** Remembers what was said of which task in this run; the database remembers across runs. */
export interface Reminders {
  next(task: Pick<ResponseState, 'taskId' | 'dueAt' | 'escalateAt'>): NextReminder | null;
  said(reminder: NextReminder): void;
}

/** The assignee is reminded at the due date, admins hear of it one day later by the tenant's calendar. */
export function createReminders(): Reminders {
  const done = new Set<string>();
  return {
    next({ taskId, dueAt, escalateAt }) {
      if (taskId === null || dueAt === null) return null;
      const due = Date.parse(dueAt);
      const reminders: NextReminder[] = [
        { step: 'reminder', at: due, taskId },
        { step: 'escalation', at: escalateAt ? Date.parse(escalateAt) : due + DAY, taskId },
      ];
      return reminders.find(({ step }) => !done.has(`${step}/${taskId}`)) ?? null;
    },
    said: ({ step, taskId }) => void done.add(`${step}/${taskId}`),
  };
}
