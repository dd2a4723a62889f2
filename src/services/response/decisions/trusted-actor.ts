/**
 * Who really decided. Decisions come by the engine, where operators may send what they like: only what the API has
 * signed is believed, everything else is an operator's.
 */
import { OPERATOR, type Actor, type Proven } from '../../../contracts/decisions.ts';
import { isSigned, sign } from '../../../crypto/sign.ts';
import type { SealKey } from '../../../crypto/seal.ts';

/** What a proof is of: one decision (or step of a process), on one tracking (or process) of one tenant. */
export interface Decision {
  tenantId: string;
  /** The tracking's id, or the process's. */
  subjectId: string;
  /** Of the decision itself, so that its proof serves no other. */
  decisionId: string;
  content: object;
}

/** What is added to a decision on its way. */
const ADDED = new Set(['proof', 'decisionId']);

/** Keys in their order: what came through JSON may have them in another. */
const textOf = ({ tenantId, subjectId, decisionId, content }: Decision): string =>
  JSON.stringify([
    tenantId,
    subjectId,
    decisionId,
    Object.entries(content)
      .filter(([name, value]) => !ADDED.has(name) && value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

/** The proof that the API adds to a decision. */
export const proofOf = (keys: readonly SealKey[], decision: Decision): string => sign(keys, textOf(decision));

/** The actor that a decision names where its proof is good; an operator otherwise. */
export function trustedActor(
  keys: readonly SealKey[],
  decision: Decision & { content: Proven & { actor: Actor } },
): Actor {
  const { proof, actor } = decision.content;
  return proof !== undefined && isSigned(keys, textOf(decision), proof) ? actor : OPERATOR;
}
