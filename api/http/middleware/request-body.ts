import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { measureJson } from '../../../src/domain/json/measure-json.ts';
import { wrongTexts } from '../../../src/domain/json/wrong-texts.ts';
import type { ApiContext, ApiEnv } from '../context.ts';
import { MOST_ERRORS, ProblemError } from '../problem.ts';

/** Deeper than any body of the API, and far from what overflows a stack. */
const DEEPEST = 64;
/** An assessment template of 300 questions with 100 choices each, the largest body, has some 30,000. */
const MOST_VALUES = 50_000;

// PostgreSQL holds neither NUL nor half a character, and in JSON both can only come escaped.
const SUSPECT = /\\u(?:0000|d[89a-f])/i;
const STORABLE = {
  isRight: (text: string) => !text.includes('\0') && text.isWellFormed(),
  message: 'must be well-formed text without NUL',
  most: MOST_ERRORS,
};

const wrong = (detail: string) => new ProblemError('validation', { detail });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Whoever reads it says so.
    return null;
  }
}

async function check(c: ApiContext): Promise<void> {
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength === 0) return;
  const text = decoded(bytes);
  const { depth, values } = measureJson(text);
  if (depth > DEEPEST) throw wrong(`The body is nested deeper than ${DEEPEST} levels.`);
  if (values > MOST_VALUES) throw wrong(`The body has more than ${MOST_VALUES} values.`);
  const errors = SUSPECT.test(text) ? wrongTexts(parsed(text), STORABLE) : [];
  if (errors.length > 0) throw new ProblemError('validation', { detail: 'Some fields are wrong.', errors });
}

function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrong('The body is not UTF-8.');
  }
}

/**
 * Reads a body of at most `maxSize` bytes before anything else does, and refuses what would take the process's time or
 * cannot be stored: other than UTF-8, nested too deep, too many values, NUL, halves of characters.
 */
export function readBody(maxSize: number) {
  const limit = bodyLimit({ maxSize });
  return createMiddleware<ApiEnv>((c, next) =>
    limit(c, async () => {
      await check(c);
      await next();
    }),
  );
}
