import { createRoute } from '@hono/zod-openapi';
import { v4 as uuidv4 } from 'uuid';
import { found } from '../../src/domain/fault.ts';
import { listTasks, readTask, type TaskRow } from '../../src/services/response/tasks/list-tasks.ts';
import { mayWork } from '../../src/services/response/tasks/who-works.ts';
import { proofOf } from '../../src/services/response/decisions/trusted-actor.ts';
import { updateTask } from '../../src/services/response/tasks/update-task.ts';
import { completeProcessStep } from '../../src/temporal/processes.ts';
import { deciderOf, actorOf, inTenant, type ApiContext, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import { ProblemError } from '../http/problem.ts';
import { IdParam } from '../http/fields.ts';
import { ActionItem, ActionItemPatch, ActionItemQuery } from './schema.ts';
import type { ActionItemPatch as Patch } from './schema.ts';

const tags = ['Action items'];

const list = createRoute({
  method: 'get',
  operationId: 'listActionItems',
  path: '/action-items',
  tags,
  summary: 'List tasks',
  middleware: [anyRole] as const,
  request: { query: ActionItemQuery },
  responses: { 200: listOf(ActionItem, 'Action items'), ...problems() },
});

const get = createRoute({
  method: 'get',
  operationId: 'getActionItem',
  path: '/action-items/{id}',
  tags,
  summary: 'Read one task',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(ActionItem, 'The action item'), ...problems(404) },
});

const patch = createRoute({
  method: 'patch',
  operationId: 'updateActionItem',
  path: '/action-items/{id}',
  tags,
  summary: 'Take, hand over or complete a task; the task of a case is completed by its qualification',
  middleware: [anyRole] as const,
  request: { params: IdParam, body: body(ActionItemPatch) },
  responses: { 200: answers(ActionItem, 'The action item'), ...problems(404, 409, 503) },
});

/** Tasks: of responses and of processes. */
export function actionItemRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(list, async (c) => {
    const { limit, cursor, sort, assigned_to, ...filter } = c.req.valid('query');
    const whose = assigned_to === 'me' ? (c.var.principal.userId ?? 'none') : assigned_to;
    const page = await inTenant(c, deps, (tx) =>
      listTasks(tx, { ...filter, assigned_to: whose }, { limit, cursor, sort }),
    );
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(get, async (c) => {
    const { id } = c.req.valid('param');
    const task = await inTenant(c, deps, (tx) => readTask(tx, id));
    return c.json(found(task, 'action item'), 200);
  });

  router.openapi(patch, async (c) => {
    const { id } = c.req.valid('param');
    const change = c.req.valid('json');
    const task = found(await inTenant(c, deps, (tx) => readTask(tx, id)), 'action item');
    if (!mayWork(task, c.var.principal)) {
      throw new ProblemError('forbidden', {
        detail: 'Reviewers and admins work tasks; compliance the steps of processes that are given to it.',
      });
    }
    if (task.source_type === 'risk_process_step' && change.status === 'completed') {
      await completeStep(c, deps, task, change);
      const done = await inTenant(c, deps, (tx) => readTask(tx, id));
      return c.json(found(done, 'action item'), 200);
    }
    if (change.outcome !== undefined) {
      throw new ProblemError('validation', {
        errors: [{ path: 'outcome', message: 'goes with completing a step of a process' }],
      });
    }
    const changed = await inTenant(c, deps, (tx) => updateTask(tx, actorOf(c), id, change));
    return c.json(changed, 200);
  });

  return router;
}

const STEP_TIMEOUT_MS = 10_000;

async function completeStep(
  c: ApiContext,
  { temporal, config }: ApiDeps,
  task: TaskRow,
  { outcome, assigned_to }: Patch,
): Promise<void> {
  if (task.status === 'completed' || task.status === 'cancelled') {
    throw new ProblemError('conflict', { detail: `The action item is ${task.status}.` });
  }
  if (assigned_to !== undefined) {
    throw new ProblemError('validation', {
      errors: [{ path: 'assigned_to', message: 'cannot change with the end of a step' }],
    });
  }
  const isApproval = task.item_metadata['step_kind'] === 'approval';
  if (isApproval && outcome !== 'approved' && outcome !== 'rejected') {
    throw new ProblemError('validation', {
      errors: [{ path: 'outcome', message: 'must be approved or rejected' }],
    });
  }
  if (!isApproval && outcome !== undefined && outcome !== 'completed') {
    throw new ProblemError('validation', {
      errors: [{ path: 'outcome', message: 'must be completed: this step is no approval' }],
    });
  }
  const { source_id: instanceId, tenant_id: tenantId } = task;
  const stepKey = String(task.item_metadata['step_key']);
  const content = { outcome: outcome ?? 'completed', actor: deciderOf(c) };
  const of = { tenantId, subjectId: instanceId, decisionId: stepKey, content };
  const answer = await completeProcessStep(
    temporal,
    { instanceId, updateId: uuidv4(), timeoutMs: STEP_TIMEOUT_MS },
    { stepKey, ...content, proof: proofOf(config.encryptionKeys, of) },
  );
  if (answer === 'ended') throw new ProblemError('conflict', { detail: 'The process has ended.' });
  if (answer === 'unavailable') {
    throw new ProblemError('unavailable', {
      detail: 'The engine could not take it in time; it may still apply.',
      headers: { 'retry-after': '5' },
    });
  }
}
