import { createHash } from 'node:crypto';
import { v4 as uuidv4 } from 'uuid';
import {
  decisionId,
  type Actor,
  type DecisionKind,
  type DecisionRequest,
  type Proven,
} from '../../src/contracts/decisions.ts';
import { responseId } from '../../src/contracts/ids.ts';
import { found } from '../../src/domain/fault.ts';
import { readTracking } from '../../src/services/response/record/read-tracking.ts';
import type { ListedTracking } from '../../src/services/response/record/tracking-row.ts';
import { wasDecided } from '../../src/services/response/decisions/was-decided.ts';
import type { DecisionAnswer, DecisionOptions, DecisionTarget } from '../../src/temporal/decisions.ts';
import { proofOf } from '../../src/services/response/decisions/trusted-actor.ts';
import { deciderOf, inTenant, keyHolder, type ApiContext, type ApiDeps } from '../http/context.ts';
import { ProblemError } from '../http/problem.ts';
import { readDetail } from './detail.ts';
import type { DecisionAccepted, TrackingDetail } from './schema.ts';

/** A decision as it was asked for. */
export interface Asked<T> {
  kind: DecisionKind;
  vendorId: string;
  trackingId: string;
  /** The body. */
  given: T;
  send: (
    engine: ApiDeps['temporal'],
    target: DecisionTarget,
    decision: T & { actor: Actor } & Proven,
    options: DecisionOptions,
  ) => Promise<DecisionAnswer>;
}

/** How it was met: the tracking as it is now, or the engine's word that it has the decision. */
export type Met = { tracking: TrackingDetail } | { accepted: DecisionAccepted };

interface Course {
  c: ApiContext;
  deps: ApiDeps;
  request: DecisionRequest;
  vendorId: string;
  trackingId: string;
  send(target: DecisionTarget, options?: Partial<DecisionOptions>): Promise<DecisionAnswer>;
}

/** Has a decision applied by the response's workflow. Throws the problem that stands against it. */
export async function decide<T extends object>(
  c: ApiContext,
  deps: ApiDeps,
  { kind, vendorId, trackingId, given, send }: Asked<T>,
): Promise<Met> {
  const decision = { ...given, actor: deciderOf(c) };
  const timeoutMs = deps.decisionTimeoutMs;
  const course: Course = {
    c,
    deps,
    vendorId,
    trackingId,
    request: {
      kind,
      principal: keyHolder(c.var.principal),
      key: c.req.header('idempotency-key') ?? uuidv4(),
      digest: createHash('sha256').update(JSON.stringify(given)).digest('base64url').slice(0, 16),
    },
    send: (target, options) => {
      const { tenantId, trackingId: subjectId, updateId } = target;
      const of = { tenantId, subjectId, decisionId: updateId, content: decision };
      const proof = proofOf(deps.config.encryptionKeys, of);
      return send(deps.temporal, target, { ...decision, proof }, { timeoutMs, ...options });
    },
  };
  const { tracking, decided } = await look(course);
  if (decided) return { tracking: await detailOf(course) };
  const resolved = tracking.status === 'resolved';
  if (resolved && kind !== 'reopen') throw closed(tracking.resolved_by_name, tracking.resolved_at);
  if (!resolved && kind === 'reopen') {
    throw new ProblemError('conflict', { detail: 'The tracking is open; only a resolved one is reopened.' });
  }
  const target = targetOf(course, tracking);
  return meet(course, target, await course.send(target));
}

async function meet(course: Course, target: DecisionTarget, answer: DecisionAnswer): Promise<Met> {
  switch (answer.kind) {
    case 'decided': {
      const { outcome, decidedBy, decidedAt } = answer.outcome;
      if (outcome === 'closed') throw closed(decidedBy, decidedAt);
      if (outcome === 'contradicts') throw alreadyQualified(decidedBy, decidedAt);
      return { tracking: await detailOf(course) };
    }
    case 'accepted': {
      const { updateId: update_id, trackingId: tracking_id } = target;
      return {
        accepted: { status: 'accepted', tracking_id, workflow_id: responseId(tracking_id), update_id },
      };
    }
    case 'run_closed':
      return afterRunClosed(course);
    case 'refused':
      throw new ProblemError('validation', {
        detail: answer.reason ?? 'A value in the request cannot be stored.',
      });
    case 'unavailable':
      throw unavailable();
  }
}

/** The run ended, with this decision or another's; or it ended without one, and the tracking responds again. */
async function afterRunClosed(course: Course): Promise<Met> {
  const { tracking, decided } = await look(course);
  if (decided) return { tracking: await detailOf(course) };
  if (tracking.status === 'resolved') throw closed(tracking.resolved_by_name, tracking.resolved_at);
  const target = targetOf(course, tracking);
  const answer = await course.send(target, { restart: true });
  if (answer.kind === 'run_closed') throw unavailable();
  return meet(course, target, answer);
}

/** The tracking as it is, and whether this very request was applied already, though its answer was lost. */
function look({ c, deps, request, vendorId, trackingId }: Course) {
  return inTenant(c, deps, async (tx) => {
    const tracking = found(await readTracking(tx, trackingId, vendorId), 'tracking');
    return { tracking, decided: await wasDecided(tx, tracking, request) };
  });
}

async function detailOf({ c, deps, vendorId, trackingId }: Course): Promise<TrackingDetail> {
  return found(await readDetail(c, deps, { vendorId, id: trackingId }), 'tracking');
}

function targetOf({ request }: Course, tracking: ListedTracking): DecisionTarget {
  const responseNo = tracking.response_no + (request.kind === 'reopen' ? 1 : 0);
  return {
    tenantId: tracking.tenant_id,
    trackingId: tracking.id,
    vendorId: tracking.vendor_id,
    incidentId: tracking.incident_id,
    responseNo,
    updateId: decisionId(request, responseNo),
  };
}

const closed = (decidedBy: string | null, decidedAt: string | null): ProblemError =>
  new ProblemError('tracking-closed', {
    detail: `Resolved by ${decidedBy ?? 'an operator'}${decidedAt === null ? '' : ` at ${decidedAt}`}.`,
    decided_by: decidedBy,
    decided_at: decidedAt,
  });

const alreadyQualified = (decidedBy: string | null, decidedAt: string | null): ProblemError =>
  new ProblemError('already-qualified', {
    detail: `Qualified otherwise by ${decidedBy ?? 'an operator'}${decidedAt === null ? '' : ` at ${decidedAt}`}. To correct that, send yours with "correction": true.`,
    decided_by: decidedBy,
    decided_at: decidedAt,
  });

const unavailable = (): ProblemError =>
  new ProblemError('unavailable', {
    detail:
      'The engine could not accept the decision in time. It may still apply; with an Idempotency-Key, sending it again is safe.',
    headers: { 'retry-after': '5' },
  });
