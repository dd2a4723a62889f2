import { createMiddleware } from 'hono/factory';
import type { Role } from '../../../src/domain/vocabulary.ts';
import type { ApiEnv } from '../context.ts';
import { ProblemError } from '../problem.ts';

/** Lets these roles through, and admins always. */
export function requires(...roles: Role[]) {
  const allowed: Role[] = [...roles, 'admin'];
  return createMiddleware<ApiEnv>(async (c, next) => {
    if (!c.var.principal.roles.some((role) => allowed.includes(role))) {
      throw new ProblemError('forbidden', { detail: `This needs one of the roles ${allowed.join(', ')}.` });
    }
    await next();
  });
}

/** Any role will do, but one there must be. */
export const anyRole = requires('viewer', 'security_reviewer', 'compliance');
export const reviewer = requires('security_reviewer');
export const complianceOfficer = requires('compliance');
export const admin = requires();
