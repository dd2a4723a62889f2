import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ApiEnv } from './context.ts';
import { problem } from './problem.ts';

interface Known {
  /** Matches the path below `/api/v1`. */
  path: RegExp;
  method: string;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `/vendors/{id}` as what it matches: a part for each name in braces. */
const matcher = (template: string): RegExp =>
  new RegExp(
    `^/api/v1${template
      .split(/\{\w+\}/)
      .map(escape)
      .join('[^/]+')}$`,
  );

/**
 * Answers what no route took: 405 with `Allow` where the address is known by other methods, else 404. The routes of the
 * document are all that there are.
 */
export function createNotFound(api: OpenAPIHono<ApiEnv>): (c: Context) => Response {
  const known = api.openAPIRegistry.definitions.flatMap((definition): Known[] =>
    definition.type === 'route'
      ? [{ path: matcher(definition.route.path), method: definition.route.method.toUpperCase() }]
      : [],
  );
  return (c) => {
    const allowed = known.filter(({ path }) => path.test(c.req.path)).map(({ method }) => method);
    if (allowed.length === 0) return problem(c, 'not-found');
    const allow = [...new Set(allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed)].sort().join(', ');
    return problem(c, 'method-not-allowed', {
      detail: `This address takes ${allow}.`,
      headers: { allow },
    });
  };
}
