/** How messages come into a response: updates are answered, signals are not. */
import {
  ApplicationFailure,
  currentUpdateInfo,
  log,
  setDefaultSignalHandler,
  setHandler,
  uuid4,
} from '@temporalio/workflow';
import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import {
  completed,
  validateQualify,
  validateReopen,
  validateResolve,
  type DecisionKind,
  type DecisionOutcome,
  type SentAgain,
} from '../../src/contracts/decisions.ts';
import {
  incidentChangedSignal,
  qualifyByHandSignal,
  qualifySignal,
  qualifyUpdate,
  reopenSignal,
  reopenUpdate,
  resolveByHandSignal,
  resolveSignal,
  resolveUpdate,
} from '../../src/contracts/messages.ts';
import type { IncidentChange, ResponseMessage } from '../../src/contracts/payloads.ts';
import { UPDATE_KINDS } from '../../src/domain/response/incident-updates.ts';

/** Where messages go. */
interface Receivers {
  /** Takes a message and waits for its answer. */
  ask: (message: ResponseMessage) => Promise<DecisionOutcome>;
  add: (message: ResponseMessage) => void;
  /** Told of a signal that makes no sense. */
  warn: (warning: string) => void;
}

/** Registers every handler of a response. */
export function handleMessages(to: Receivers): void {
  handleUpdates(to);
  handleSignals(to);
}

/** Says what is wrong with a decision, or null. */
const VALIDATE: Record<DecisionKind, (input: unknown) => string | null> = {
  qualify: validateQualify,
  resolve: validateResolve,
  reopen: validateReopen,
};

/** A decision that was found to be in order. */
const messageOf = (kind: DecisionKind, id: string, decision: unknown) =>
  ({ kind, id, decision: completed(kind, decision) }) as ResponseMessage;

function handleUpdates({ ask }: Receivers): void {
  function onUpdate<T>(kind: DecisionKind, definition: UpdateDefinition<DecisionOutcome, [T]>): void {
    setHandler(definition, (decision) => ask(messageOf(kind, currentUpdateInfo()?.id ?? uuid4(), decision)), {
      validator: (decision) => {
        const fault = VALIDATE[kind](completed(kind, decision));
        if (fault !== null) throw ApplicationFailure.nonRetryable(fault, 'InvalidDecision');
      },
    });
  }
  onUpdate('qualify', qualifyUpdate);
  onUpdate('resolve', resolveUpdate);
  onUpdate('reopen', reopenUpdate);
}

function handleSignals({ add, warn }: Receivers): void {
  function ignore(signal: string, fault: string): void {
    log.warn('A signal was ignored', { signal, fault });
    warn(`Signal \`${signal}\` was ignored: ${fault}.`);
  }
  function onSignal<T>(kind: DecisionKind, definition: SignalDefinition<[T & SentAgain]>): void {
    setHandler(definition, (input: unknown) => {
      const fault = VALIDATE[kind](completed(kind, input));
      if (fault !== null) ignore(definition.name, fault);
      else add(messageOf(kind, (input as SentAgain).decisionId ?? uuid4(), input));
    });
  }
  onSignal('qualify', qualifySignal);
  onSignal('qualify', qualifyByHandSignal);
  onSignal('resolve', resolveSignal);
  onSignal('resolve', resolveByHandSignal);
  onSignal('reopen', reopenSignal);
  setHandler(incidentChangedSignal, (change: unknown) => {
    const fault = validateChange(change);
    if (fault !== null) ignore(incidentChangedSignal.name, fault);
    else add({ kind: 'change', id: uuid4() });
  });
  setDefaultSignalHandler((name) => ignore(name.replaceAll(/[^\w.-]/g, '?').slice(0, 60), 'unknown'));
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
