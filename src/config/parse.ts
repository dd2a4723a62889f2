/** How environment variables are checked, and how a wrong one is told. */
import { z } from 'zod';

/** Environment variables as Node gives them; an empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that is missing or malformed; the message names each with what it should be, never its value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** A variable whose text passes the test; `should` says what it must be. */
export const matching = (test: (value: string) => boolean, should: string) =>
  z.string(`must be set: ${should}`).refine(test, `must be ${should}`);
/** An address with one of the protocols. */
export const urlOf = (protocols: string[], should: string) =>
  matching((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), should);
/** A whole number within bounds. */
export const whole = (min: number, max: number, should: string) =>
  matching((value) => /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max, should).transform(
    Number,
  );

/** An http or https address. */
export const http = () => urlOf(['http:', 'https:'], 'an http:// or https:// address');

/** The checked values of a shape's variables. Throws ConfigError. */
export function parse<T extends z.ZodRawShape>(shape: T, env: Environment): z.output<z.ZodObject<T>> {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = z.object(shape).safeParse(set);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'),
  );
}
