import { z } from '@hono/zod-openapi';

/** A resource's id. */
export const id = () => z.guid('must be a UUID');

/** ISO 8601 in UTC, as every time in an answer. */
export const time = () => z.string().openapi({ format: 'date-time', example: '2026-05-04T09:30:00.000Z' });

// The years that PostgreSQL and JavaScript agree on, and the widest offset that PostgreSQL takes.
const isStorableTime = (value: string): boolean =>
  !value.startsWith('0000') && !/[+-](1[6-9]|2\d):\d\d$/.test(value);
const A_TIME = 'must be an ISO 8601 date or time';

/** A moment given by a client: ISO 8601 with a zone. */
export const momentGiven = () =>
  z.iso.datetime({ offset: true, error: A_TIME }).refine(isStorableTime, A_TIME);

/** The same, or a day. */
export const timeGiven = () =>
  z
    .union([momentGiven(), z.iso.date().refine(isStorableTime)], A_TIME)
    .openapi({ type: 'string', format: 'date-time' });

/** Text of a body as it was written, perhaps empty; that it can be stored was seen before. */
export const prose = (most: number) => z.string().max(most);

/** The same with something in it, without blanks at its ends. */
export const text = (most: number) => z.string().trim().min(1, 'must not be empty').max(most);

/** What is looked for: one line, perhaps empty. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((value) => !/\p{Cc}/u.test(value) && value.isWellFormed(), 'must not contain control characters');

/** A named schema or null. (`nullable()` of a named schema is described as one that null never fits.) */
export const orNull = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()]);

/** A search text. */
export const search = () => line(200).min(1, 'must not be empty');

/** A switch in the query string. */
export const flag = () =>
  z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .openapi({ type: 'boolean' });

/** One word of an enumeration, or several separated by commas. */
export const oneOrMore = <const T extends readonly [string, ...string[]]>(words: T) =>
  z
    .string()
    .transform((value) => value.split(',').map((word) => word.trim()))
    .pipe(z.array(z.enum(words)).min(1))
    .openapi({ type: 'string', description: `One or several, separated by commas: ${words.join(', ')}` });

/** Where a list goes on: `Link: rel="next"` holds the address of the next page. */
export const page = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .openapi({ description: 'Rows on a page, at most 200' }),
  cursor: line(1000).optional().openapi({ description: 'As given in the Link header' }),
};

/** `{id}` in a path. */
export const IdParam = z.object({ id: id().openapi({ param: { name: 'id', in: 'path' } }) });

/** RFC 9457. */
export const Problem = z
  .object({
    type: z.string().openapi({ example: 'urn:vigil:problem:not-found' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    request_id: z.string(),
    /** Of a decision on a closed tracking: who decided. */
    decided_by: z.string().nullable().optional(),
    decided_at: time().nullable().optional(),
  })
  .openapi('Problem');

export type Problem = z.infer<typeof Problem>;
