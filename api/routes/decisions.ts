import { createRoute } from '@hono/zod-openapi';
import { v4 as uuidv4 } from 'uuid';
import type { Actor } from '../../src/contracts/decisions.ts';
import { responseId } from '../../src/contracts/ids.ts';
import { found } from '../../src/services/fault.ts';
import { wasRecorded } from '../../src/services/trackings/timeline.ts';
import { readTracking } from '../../src/services/trackings/read-tracking.ts';
import type { TrackingRow } from '../../src/services/trackings/tracking-row.ts';
import {
  qualifyRisk,
  reopenTracking,
  resolveIncident,
  type DecisionAnswer,
  type DecisionOptions,
  type DecisionTarget,
} from '../../src/temporal/decisions.ts';
import { inTenant, type ApiContext, type ApiDeps } from '../context.ts';
import { reviewer } from '../middleware/roles.ts';
import { answers, body, createRouter, problems } from '../openapi.ts';
import { ProblemError } from '../problem.ts';
import * as schemas from '../schemas/trackings.ts';
import type { DecisionAccepted, TrackingDetail } from '../types.ts';
import { readDetail } from '../tracking-detail.ts';

const route = <const P extends string, B extends Parameters<typeof body>[0]>(
  path: P,
  summary: string,
  schema: B,
) =>
  createRoute({
    method: 'post',
    path: `/vendors/{id}/security/{tracking_id}/${path}`,
    tags: ['Trackings'],
    summary,
    middleware: [reviewer] as const,
    request: { params: schemas.TrackingParams, body: body(schema) },
    responses: {
      200: answers(schemas.TrackingDetail, 'The tracking, as the decision left it'),
      202: answers(schemas.DecisionAccepted, 'The engine has the decision; its effects take longer'),
      ...problems(404, 409, 503),
    },
  });

const qualify = route(
  'qualify-risk',
  'Judge the risk; a second completed judgement is answered with the first',
  schemas.QualifyRisk,
);
const resolve = route('resolve', 'End the tracking', schemas.Resolve);
const reopen = route('reopen', 'Let a resolved tracking respond again', schemas.Reopen);

type Send = (target: DecisionTarget, options: DecisionOptions) => Promise<DecisionAnswer>;
interface Decision {
  kind: 'qualify' | 'resolve' | 'reopen';
  vendorId: string;
  trackingId: string;
  send: Send;
}

/** Reviewers' decisions, which the response's workflow applies. */
export function decisionRoutes(deps: ApiDeps) {
  const router = createRouter();
  const { engine } = deps;

  router.openapi(qualify, async (c) => {
    const { id, tracking_id } = c.req.valid('param');
    const decision = { ...c.req.valid('json'), actor: decider(c) };
    const send: Send = (target, options) => qualifyRisk(engine, target, decision, options);
    const met = await decide(c, deps, { kind: 'qualify', vendorId: id, trackingId: tracking_id, send });
    return 'accepted' in met ? c.json(met.accepted, 202) : c.json(met.tracking, 200);
  });

  router.openapi(resolve, async (c) => {
    const { id, tracking_id } = c.req.valid('param');
    const decision = { ...c.req.valid('json'), actor: decider(c) };
    const send: Send = (target, options) => resolveIncident(engine, target, decision, options);
    const met = await decide(c, deps, { kind: 'resolve', vendorId: id, trackingId: tracking_id, send });
    return 'accepted' in met ? c.json(met.accepted, 202) : c.json(met.tracking, 200);
  });

  router.openapi(reopen, async (c) => {
    const { id, tracking_id } = c.req.valid('param');
    const decision = { ...c.req.valid('json'), actor: decider(c) };
    const send: Send = (target, options) => reopenTracking(engine, target, decision, options);
    const met = await decide(c, deps, { kind: 'reopen', vendorId: id, trackingId: tracking_id, send });
    return 'accepted' in met ? c.json(met.accepted, 202) : c.json(met.tracking, 200);
  });

  return router;
}

const decider = (c: ApiContext): Actor => ({
  userId: c.var.principal.userId,
  name: c.var.principal.name,
  via: 'api',
});

type Met = { tracking: TrackingDetail } | { accepted: DecisionAccepted };

async function decide(c: ApiContext, deps: ApiDeps, decision: Decision): Promise<Met> {
  const updateId = c.req.header('idempotency-key') ?? uuidv4();
  const { tracking, recorded } = await look(c, deps, decision, updateId);
  // This very decision was applied though its answer was lost: it is sent again.
  if (recorded) return { tracking: await detailOf(c, deps, decision) };
  const resolved = tracking.status === 'resolved';
  if (resolved && decision.kind !== 'reopen') throw closed(tracking.resolved_by_name, tracking.resolved_at);
  if (!resolved && decision.kind === 'reopen') {
    throw new ProblemError('conflict', { detail: 'The tracking is open; only a resolved one is reopened.' });
  }
  const target = targetOf(c, tracking, decision, updateId);
  const answer = await decision.send(target, { timeoutMs: deps.decisionTimeoutMs });
  return meet(c, deps, decision, { answer, target });
}

async function meet(
  c: ApiContext,
  deps: ApiDeps,
  decision: Decision,
  { answer, target }: { answer: DecisionAnswer; target: DecisionTarget },
): Promise<Met> {
  if (answer.kind === 'decided') {
    const { outcome, decidedBy, decidedAt } = answer.outcome;
    if (outcome === 'closed') throw closed(decidedBy, decidedAt);
    return { tracking: await detailOf(c, deps, decision) };
  }
  if (answer.kind === 'accepted') {
    const { updateId: update_id, trackingId: tracking_id } = target;
    return { accepted: { status: 'accepted', tracking_id, workflow_id: responseId(tracking_id), update_id } };
  }
  if (answer.kind === 'run_closed') return afterRunClosed(c, deps, decision, target);
  throw unavailable();
}

/** The run ended, with this decision or another's; or it ended without one, and the tracking responds again. */
async function afterRunClosed(
  c: ApiContext,
  deps: ApiDeps,
  decision: Decision,
  target: DecisionTarget,
): Promise<Met> {
  const { tracking, recorded } = await look(c, deps, decision, target.updateId);
  if (recorded) return { tracking: await detailOf(c, deps, decision) };
  if (tracking.status === 'resolved') throw closed(tracking.resolved_by_name, tracking.resolved_at);
  const answer = await decision.send(target, { timeoutMs: deps.decisionTimeoutMs, restart: true });
  if (answer.kind === 'run_closed') throw unavailable();
  return meet(c, deps, decision, { answer, target });
}

function look(c: ApiContext, deps: ApiDeps, { kind, vendorId, trackingId }: Decision, updateId: string) {
  return inTenant(c, deps, async (tx) => ({
    tracking: found(await readTracking(tx, trackingId, vendorId), 'tracking'),
    recorded: await wasRecorded(tx, trackingId, `${kind}/${updateId}`),
  }));
}

async function detailOf(c: ApiContext, deps: ApiDeps, { vendorId, trackingId }: Decision) {
  const detail = await inTenant(c, deps, (tx) => readDetail(tx, deps, { vendorId, id: trackingId }));
  return found(detail, 'tracking');
}

const targetOf = (
  c: ApiContext,
  tracking: TrackingRow,
  { kind }: Decision,
  updateId: string,
): DecisionTarget => ({
  tenantId: c.var.principal.tenantId,
  trackingId: tracking.id,
  vendorId: tracking.vendor_id,
  incidentId: tracking.incident_id,
  responseNo: tracking.response_no + (kind === 'reopen' ? 1 : 0),
  updateId,
});

const closed = (decidedBy: string | null, decidedAt: string | null): ProblemError =>
  new ProblemError('tracking-closed', {
    detail: `Resolved by ${decidedBy ?? 'an operator'}${decidedAt === null ? '' : ` at ${decidedAt}`}.`,
    decided_by: decidedBy,
    decided_at: decidedAt,
  });

const unavailable = (): ProblemError =>
  new ProblemError('unavailable', {
    detail:
      'The engine could not accept the decision in time. It may still apply; with an Idempotency-Key, sending it again is safe.',
    headers: { 'retry-after': '5' },
  });
