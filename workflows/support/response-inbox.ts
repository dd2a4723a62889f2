import {
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  log,
  setHandler,
  uuid4,
} from '@temporalio/workflow';
import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import {
  validateQualify,
  validateReopen,
  validateResolve,
  type DecisionOutcome,
  type QualifyDecision,
  type ReopenDecision,
  type ResolveDecision,
} from '../../src/contracts/decisions.ts';
import {
  incidentChangedSignal,
  qualifySignal,
  qualifyUpdate,
  reopenUpdate,
  resolveSignal,
  resolveUpdate,
} from '../../src/contracts/messages.ts';
import type { IncidentChange } from '../../src/contracts/payloads.ts';
import { UPDATE_KINDS } from '../../src/domain/response/incident-updates.ts';

/** What reaches a response, in the order of arrival. `id` is the update's own, or one made for a signal. */
export type ResponseMessage =
  | { kind: 'qualify'; id: string; decision: QualifyDecision }
  | { kind: 'resolve'; id: string; decision: ResolveDecision }
  | { kind: 'reopen'; id: string; decision: ReopenDecision }
  | { kind: 'change'; id: string; change: IncidentChange };

type Answer = { outcome: DecisionOutcome } | { failure: Error };

/** Messages that wait to be applied, and the answers that updates wait for. */
export interface ResponseInbox {
  next(): ResponseMessage | undefined;
  isEmpty(): boolean;
  has(kind: ResponseMessage['kind']): boolean;
  /** Takes the first message of a kind out of turn. */
  take(kind: ResponseMessage['kind']): ResponseMessage | undefined;
  answer(id: string, answer: Answer): void;
}

/**
 * Registers every handler of a response. Nothing is applied here: the main course applies messages one by one, and an
 * update waits for its outcome. `warn` is told of signals that make no sense.
 */
export function openInbox(warn: (warning: string) => void): ResponseInbox {
  const messages: ResponseMessage[] = [];
  const answers = new Map<string, Answer>();

  async function ask(message: ResponseMessage): Promise<DecisionOutcome> {
    messages.push(message);
    await condition(() => answers.has(message.id));
    const answer = answers.get(message.id);
    answers.delete(message.id);
    if (answer === undefined || 'failure' in answer) throw answer?.failure ?? new Error('No answer');
    return answer.outcome;
  }

  handleUpdates(ask);
  handleSignals((message) => messages.push(message), warn);
  return {
    next: () => messages.shift(),
    isEmpty: () => messages.length === 0,
    has: (kind) => messages.some((message) => message.kind === kind),
    take: (kind) => {
      const index = messages.findIndex((message) => message.kind === kind);
      return index === -1 ? undefined : messages.splice(index, 1)[0];
    },
    answer: (id, answer) => answers.set(id, answer),
  };
}

type Validate = (input: unknown) => string | null;

function handleUpdates(ask: (message: ResponseMessage) => Promise<DecisionOutcome>): void {
  function onUpdate<T>(
    definition: UpdateDefinition<DecisionOutcome, [T]>,
    validate: Validate,
    toMessage: (id: string, decision: T) => ResponseMessage,
  ): void {
    setHandler(definition, (decision) => ask(toMessage(currentUpdateInfo()?.id ?? uuid4(), decision)), {
      validator: (decision) => {
        const fault = validate(decision);
        if (fault !== null) throw ApplicationFailure.nonRetryable(fault, 'InvalidDecision');
      },
    });
  }
  onUpdate(qualifyUpdate, validateQualify, (id, decision) => ({ kind: 'qualify', id, decision }));
  onUpdate(resolveUpdate, validateResolve, (id, decision) => ({ kind: 'resolve', id, decision }));
  onUpdate(reopenUpdate, validateReopen, (id, decision) => ({ kind: 'reopen', id, decision }));
}

function handleSignals(take: (message: ResponseMessage) => void, warn: (warning: string) => void): void {
  function onSignal<T>(
    definition: SignalDefinition<[T]>,
    validate: Validate,
    toMessage: (id: string, input: T) => ResponseMessage,
  ): void {
    setHandler(definition, (input) => {
      const fault = validate(input);
      if (fault === null) {
        take(toMessage(uuid4(), input));
        return;
      }
      log.warn('A signal was ignored', { signal: definition.name, fault });
      warn(`Signal \`${definition.name}\` was ignored: ${fault}.`);
    });
  }
  onSignal(qualifySignal, validateQualify, (id, decision) => ({ kind: 'qualify', id, decision }));
  onSignal(resolveSignal, validateResolve, (id, decision) => ({ kind: 'resolve', id, decision }));
  onSignal(incidentChangedSignal, validateChange, (id, change) => ({ kind: 'change', id, change }));
}

function validateChange(input: unknown): string | null {
  const change = input as Partial<IncidentChange> | null | undefined;
  if (change?.kind === undefined || !UPDATE_KINDS.includes(change.kind)) {
    return `kind must be one of ${UPDATE_KINDS.join(', ')}`;
  }
  return typeof change.fingerprint === 'string' && change.fingerprint !== ''
    ? null
    : 'fingerprint must name the change';
}
