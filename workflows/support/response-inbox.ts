import { condition, patched } from '@temporalio/workflow';
import type { DecisionOutcome } from '../../src/contracts/decisions.ts';
import type { ResponseMessage } from '../../src/contracts/payloads.ts';
import { handleMessages } from './response-handlers.ts';

type Answer = { outcome: DecisionOutcome } | { failure: Error };

/** Messages that wait to be applied, and the answers that updates wait for. */
export interface ResponseInbox {
  /** The next message: decisions before changes of the incident, each in their order. */
  next(): ResponseMessage | undefined;
  isEmpty(): boolean;
  /** True while somebody waits for the answer to a message: it must be applied by this run. */
  isAwaited(): boolean;
  has(kind: ResponseMessage['kind']): boolean;
  /** Takes the first message of a kind out of turn. */
  take(kind: ResponseMessage['kind']): ResponseMessage | undefined;
  answer(id: string, answer: Answer): void;
  /** What another run is to go on with. */
  rest(): ResponseMessage[];
}

/**
 * Registers every handler of a response. Nothing is applied here: the main course applies messages one by one, and an
 * update waits for its outcome. `warn` is told of signals that make no sense; `carried` came with the start.
 */
export function openInbox(
  warn: (warning: string) => void,
  carried: readonly ResponseMessage[] = [],
): ResponseInbox {
  const messages: ResponseMessage[] = [...carried];
  const awaited = new Set<string>();
  const answers = new Map<string, Answer>();
  const isChange = ({ kind }: ResponseMessage) => kind === 'change';

  /** One change is enough: when it is applied, it reads everything that changed. */
  function add(message: ResponseMessage): void {
    if (isChange(message) && messages.some(isChange) && patched('changes-coalesce')) return;
    messages.push(message);
  }

  async function ask(message: ResponseMessage): Promise<DecisionOutcome> {
    awaited.add(message.id);
    add(message);
    await condition(() => answers.has(message.id));
    const answer = answers.get(message.id);
    answers.delete(message.id);
    awaited.delete(message.id);
    if (answer === undefined || 'failure' in answer) throw answer?.failure ?? new Error('No answer');
    return answer.outcome;
  }

  handleMessages({ ask, add, warn });
  return {
    next() {
      const decided = messages.findIndex((message) => !isChange(message));
      if (decided > 0 && patched('decisions-before-changes')) return messages.splice(decided, 1)[0];
      return messages.shift();
    },
    isEmpty: () => messages.length === 0,
    isAwaited: () => messages.some(({ id }) => awaited.has(id)),
    has: (kind) => messages.some((message) => message.kind === kind),
    take(kind) {
      const index = messages.findIndex((message) => message.kind === kind);
      return index === -1 ? undefined : messages.splice(index, 1)[0];
    },
    answer(id, answer) {
      if (awaited.has(id)) answers.set(id, answer);
    },
    rest: () => [...messages],
  };
}
