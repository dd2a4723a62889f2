import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import { OPERATOR } from '../../src/contracts/decisions.ts';
import { completeStepUpdate } from '../../src/contracts/messages.ts';
import type { StepOutcome } from '../../src/contracts/payloads.ts';
import type { ProcessStepKind } from '../../src/domain/vocabulary.ts';

/** The step that somebody works on, and the steps that are done. */
export interface OpenSteps {
  /** Waits until somebody completes the step, or `deadline` (ms since 1970) passes: then null. */
  outcomeOf(
    step: { key: string; kind: ProcessStepKind },
    deadline: number | null,
  ): Promise<StepOutcome | null>;
  /** The step's outcome is recorded: whoever completed it is answered. */
  done(key: string): void;
  /** Nothing can be completed any more. */
  close(): void;
}

const OUTCOMES: Partial<Record<ProcessStepKind, readonly StepOutcome['outcome'][]>> = {
  review: ['completed'],
  questionnaire: ['completed'],
  approval: ['approved', 'rejected'],
};

/** Registers the handler by which steps are completed. */
export function openSteps(alreadyDone: () => readonly string[]): OpenSteps {
  const finished = new Set<string>();
  let current: { key: string; kind: ProcessStepKind } | null = null;
  let given: StepOutcome | null = null;
  let closed = false;

  const isDone = (key: string) => finished.has(key) || alreadyDone().includes(key);

  setHandler(
    completeStepUpdate,
    async (outcome) => {
      const { stepKey } = outcome;
      await condition(() => closed || current !== null || isDone(stepKey));
      if (isDone(stepKey)) return 'already';
      if (closed || current?.key !== stepKey) throw refuse('StepNotOpen', `Step ${stepKey} is not open`);
      const allowed = OUTCOMES[current.kind] ?? [];
      if (!allowed.includes(outcome.outcome)) {
        throw refuse('WrongOutcome', `Step ${stepKey} ends as ${allowed.join(' or ')}`);
      }
      const first = given === null;
      // Nobody outside can speak as Vigil itself.
      given ??= outcome.actor.via === 'system' ? { ...outcome, actor: OPERATOR } : outcome;
      await condition(() => closed || isDone(stepKey));
      if (!isDone(stepKey)) throw refuse('StepNotOpen', `The process has ended`);
      return first ? 'applied' : 'already';
    },
    {
      validator: (outcome: Partial<StepOutcome> | null) => {
        if (typeof outcome?.stepKey !== 'string' || typeof outcome.actor?.name !== 'string') {
          throw refuse('InvalidDecision', 'stepKey and actor are required');
        }
      },
    },
  );

  return {
    async outcomeOf(step, deadline) {
      current = step;
      const isGiven = () => given !== null;
      if (deadline === null) await condition(isGiven);
      else {
        await condition(isGiven, Math.max(1, deadline - Date.now()), { summary: `Step ${step.key} is due` });
      }
      return given;
    },
    done(key) {
      finished.add(key);
      current = null;
      given = null;
    },
    close() {
      closed = true;
    },
  };
}

const refuse = (type: string, message: string) => ApplicationFailure.nonRetryable(message, type);
