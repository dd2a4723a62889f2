import { createRoute } from '@hono/zod-openapi';
import {
  listAssessments,
  listAssignments,
  readAssessment,
  readAssignment,
} from '../../src/services/response/assessments/list-assessments.ts';
import { updateAssignment } from '../../src/services/response/assessments/update-assignment.ts';
import {
  createAssessment,
  updateAssessment,
} from '../../src/services/response/assessments/write-assessment.ts';
import { found } from '../../src/domain/fault.ts';
import { actorOf, inTenant, type ApiDeps } from '../http/context.ts';
import { pageOf } from '../http/links.ts';
import { anyRole, complianceOfficer } from '../http/middleware/roles.ts';
import { answers, body, createRouter, listOf, problems } from '../http/openapi.ts';
import {
  Assessment,
  AssessmentAssignment,
  AssessmentCreate,
  AssessmentPatch,
  AssessmentQuery,
  AssignmentPatch,
  AssignmentQuery,
} from './schema.ts';
import { IdParam } from '../http/fields.ts';

const tags = ['Assessments'];

const list = createRoute({
  method: 'get',
  operationId: 'listAssessments',
  path: '/assessments',
  tags,
  summary: 'List assessment templates by name',
  middleware: [anyRole] as const,
  request: { query: AssessmentQuery },
  responses: { 200: listOf(Assessment, 'Templates'), ...problems() },
});

const get = createRoute({
  method: 'get',
  operationId: 'getAssessment',
  path: '/assessments/{id}',
  tags,
  summary: 'Read one assessment template',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(Assessment, 'The template'), ...problems(404) },
});

const create = createRoute({
  method: 'post',
  operationId: 'createAssessment',
  path: '/assessments',
  tags,
  summary: 'Add an assessment template',
  middleware: [complianceOfficer] as const,
  request: { body: body(AssessmentCreate) },
  responses: { 201: answers(Assessment, 'The template'), ...problems(409) },
});

const patch = createRoute({
  method: 'patch',
  operationId: 'updateAssessment',
  path: '/assessments/{id}',
  tags,
  summary: 'Change an assessment template',
  middleware: [complianceOfficer] as const,
  request: { params: IdParam, body: body(AssessmentPatch) },
  responses: { 200: answers(Assessment, 'The template'), ...problems(404) },
});

const listGiven = createRoute({
  method: 'get',
  operationId: 'listAssignments',
  path: '/assessment-assignments',
  tags,
  summary: 'List assessments assigned to vendors, newest first',
  middleware: [anyRole] as const,
  request: { query: AssignmentQuery },
  responses: { 200: listOf(AssessmentAssignment, 'Assignments'), ...problems() },
});

const getGiven = createRoute({
  method: 'get',
  operationId: 'getAssignment',
  path: '/assessment-assignments/{id}',
  tags,
  summary: 'Read one assignment',
  middleware: [anyRole] as const,
  request: { params: IdParam },
  responses: { 200: answers(AssessmentAssignment, 'The assignment'), ...problems(404) },
});

const patchGiven = createRoute({
  method: 'patch',
  operationId: 'updateAssignment',
  path: '/assessment-assignments/{id}',
  tags,
  summary: 'Record answers, score or status; new answers are added to the earlier ones',
  middleware: [complianceOfficer] as const,
  request: { params: IdParam, body: body(AssignmentPatch) },
  responses: { 200: answers(AssessmentAssignment, 'The assignment'), ...problems(404, 409) },
});

/** Questionnaires and who is to answer them. */
export function assessmentRoutes(deps: ApiDeps) {
  const router = createRouter();

  router.openapi(list, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listAssessments(tx, filter, { limit, cursor }));
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(get, async (c) => {
    const { id } = c.req.valid('param');
    const template = await inTenant(c, deps, (tx) => readAssessment(tx, id));
    return c.json(found(template, 'assessment'), 200);
  });

  router.openapi(create, async (c) => {
    const input = c.req.valid('json');
    const template = await inTenant(c, deps, (tx) => createAssessment(tx, actorOf(c), input));
    return c.json(template, 201, { location: `/api/v1/assessments/${template.id}` });
  });

  router.openapi(patch, async (c) => {
    const { id } = c.req.valid('param');
    const input = c.req.valid('json');
    const template = await inTenant(c, deps, (tx) => updateAssessment(tx, actorOf(c), id, input));
    return c.json(template, 200);
  });

  router.openapi(listGiven, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query');
    const page = await inTenant(c, deps, (tx) => listAssignments(tx, filter, { limit, cursor }));
    return c.json(pageOf(c, page), 200);
  });

  router.openapi(getGiven, async (c) => {
    const { id } = c.req.valid('param');
    const assignment = await inTenant(c, deps, (tx) => readAssignment(tx, id));
    return c.json(found(assignment, 'assignment'), 200);
  });

  router.openapi(patchGiven, async (c) => {
    const { id } = c.req.valid('param');
    const change = c.req.valid('json');
    const assignment = await inTenant(c, deps, (tx) => updateAssignment(tx, actorOf(c), id, change));
    return c.json(assignment, 200);
  });

  return router;
}
