import {
  RESOLUTION_TYPES,
  RESTARTABLE,
  RISK_LEVELS,
  type ResolutionType,
  type Restartable,
  type RiskLevel,
} from '../domain/vocabulary.ts';

/** Who decides: a user, or an API key that belongs to no user. */
export interface Actor {
  /** The user's id, or null for an API key of no user or an operator. */
  userId: string | null;
  /** Shown on the timeline and in the answer to whoever comes second. */
  name: string;
  via: 'api' | 'slack' | 'operator' | 'system';
  /** Of the request, for the audit log. */
  origin?: { apiKeyId: string | null; ip: string | null; requestId: string };
}

/** Whoever sends a message to a workflow from outside: nobody can say that it is anybody else. */
export const OPERATOR: Actor = { userId: null, name: 'Operator', via: 'operator' };

/** What is sent may carry the API's signature; without it, it is recorded as an operator's. */
export interface Proven {
  proof?: string;
}

/** A reviewer's judgement of the risk of a tracking. */
export interface QualifyDecision extends Proven {
  risk_level: RiskLevel;
  impact_analysis: string;
  recommended_actions: string[];
  status: 'in_progress' | 'completed';
  /** Takes the place of a completed one; otherwise a second one is refused. */
  correction?: boolean | undefined;
  actor: Actor;
}

/** The end of a tracking. */
export interface ResolveDecision extends Proven {
  resolution_type: ResolutionType;
  resolution_notes: string;
  actor: Actor;
}

/** A resolved tracking is to respond again. */
export interface ReopenDecision extends Proven {
  reason: string;
  /** What the resolution had ended and is to begin anew. */
  restart?: Restartable[] | undefined;
  actor: Actor;
}

/** What can be decided on a tracking. */
export type DecisionKind = 'qualify' | 'resolve' | 'reopen';

/** One request for a decision, as its sender names it. */
export interface DecisionRequest {
  kind: DecisionKind;
  /** Whose request it is: nobody else's with the same key is the same one. */
  principal: string;
  /** At most 255 characters; the engine takes ids of up to 1,000. */
  key: string;
  /** Of what is asked for: once a key is forgotten, it may come again with another wish. */
  digest: string;
}

/**
 * The id of a decision's update: sent again to the same response it is the same decision, after a reopening another.
 * `responseNo` is that of the response that it is for; a reopening's is the one that it begins.
 */
export const decisionId = ({ kind, principal, key, digest }: DecisionRequest, responseNo: number): string =>
  `${kind}/${responseNo}/${principal}/${key}/${digest}`;

/**
 * How a decision was met. `applied`: by this one. `already`: an earlier one says the same. `contradicts`: an earlier one
 * that says otherwise stands (the second is told whose). `closed`: the tracking is resolved; the answer names who decided and when.
 */
export interface DecisionOutcome {
  outcome: 'applied' | 'already' | 'contradicts' | 'closed';
  decidedBy: string | null;
  /** ISO 8601 UTC. */
  decidedAt: string | null;
}

/** Of the decision, where a signal carries one that the API could not hand over as an update. */
export interface SentAgain {
  decisionId?: string;
}

/** What a person may leave out who decides by hand, in the Temporal Web UI or by its command line. */
export const LEFT_OUT = {
  qualify: { impact_analysis: '', recommended_actions: [], status: 'completed', actor: OPERATOR },
  resolve: { resolution_notes: '', actor: OPERATOR },
  reopen: { actor: OPERATOR },
} as const;

/** The decision with what was left out, where it is an object at all. */
export const completed = (kind: DecisionKind, input: unknown): unknown =>
  typeof input === 'object' && input !== null && !Array.isArray(input)
    ? { ...LEFT_OUT[kind], ...input }
    : input;

const LIMIT = 20_000;
/** The engine takes no longer ones. */
const LONGEST_ID = 1_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Says what is wrong with a qualification, or null. Used by the update's validator and for signals. */
export function validateQualify(input: unknown): string | null {
  const decision = input as Partial<QualifyDecision> | null;
  if (typeof decision !== 'object' || decision === null) return 'a qualification is an object';
  if (!RISK_LEVELS.includes(decision.risk_level as RiskLevel))
    return `risk_level must be one of ${RISK_LEVELS.join(', ')}`;
  if (!isText(decision.impact_analysis)) return 'impact_analysis must be text';
  if (!Array.isArray(decision.recommended_actions) || !decision.recommended_actions.every(isText)) {
    return 'recommended_actions must be a list of texts';
  }
  if (decision.status !== 'in_progress' && decision.status !== 'completed')
    return 'status must be in_progress or completed';
  if (decision.correction !== undefined && typeof decision.correction !== 'boolean')
    return 'correction must be true or false';
  return validateActor(decision);
}

/** Says what is wrong with a resolution, or null. */
export function validateResolve(input: unknown): string | null {
  const decision = input as Partial<ResolveDecision> | null;
  if (typeof decision !== 'object' || decision === null) return 'a resolution is an object';
  if (!RESOLUTION_TYPES.includes(decision.resolution_type as ResolutionType)) {
    return `resolution_type must be one of ${RESOLUTION_TYPES.join(', ')}`;
  }
  if (!isText(decision.resolution_notes)) return 'resolution_notes must be text';
  return validateActor(decision);
}

/** Says what is wrong with a reopening, or null. */
export function validateReopen(input: unknown): string | null {
  const decision = input as Partial<ReopenDecision> | null;
  if (typeof decision !== 'object' || decision === null) return 'a reopening is an object';
  if (!isText(decision.reason) || decision.reason.trim() === '') return 'reason must be text';
  const { restart = [] } = decision;
  if (!Array.isArray(restart) || !restart.every((what) => RESTARTABLE.includes(what)))
    return `restart must be a list of ${RESTARTABLE.join(', ')}`;
  return validateActor(decision);
}

function validateActor({ actor, proof, decisionId }: Partial<Decided>): string | null {
  if (!isText(actor?.name)) return 'actor must name who decides';
  const { userId } = actor;
  if (userId !== null && !(typeof userId === 'string' && UUID.test(userId)))
    return "actor.userId must be a user's id or null";
  if (proof !== undefined && !isText(proof)) return 'proof must be text';
  return decisionId === undefined || isId(decisionId) ? null : 'decisionId must be text';
}

type Decided = QualifyDecision & SentAgain;

const isId = (value: unknown): boolean => isText(value) && value !== '' && value.length <= LONGEST_ID;

function isText(value: unknown): value is string {
  // PostgreSQL holds no NUL: such a text would fail only when the decision is written.
  return typeof value === 'string' && value.length <= LIMIT && !value.includes('\0');
}
