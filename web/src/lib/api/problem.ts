/** What the API answers when something is wrong: application/problem+json (RFC 9457). */
export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  errors?: { path: string; message: string }[];
  request_id?: string;
  /** Of a decision on a closed tracking: who was first, and when. */
  decided_by?: string | null;
  decided_at?: string | null;
}

/** A request that did not succeed; `status` 0 means that no answer came at all. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly problem: Problem;
  /** Seconds that the server asks to wait before the next try. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Problem, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title ?? 'The request failed.');
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** `errors[].path` in the dotted form that forms use: `matching_rules.fuzzy_match_threshold`. */
function fieldOf(path: string): string {
  return path
    .replace(/^(body[./]|\/)/, '')
    .replaceAll('/', '.')
    .replace(/\[(\d+)\]/g, '.$1');
}

/** Messages by field name, for a form to show at the fields. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    (error.problem.errors ?? []).map(({ path, message }) => [fieldOf(path), message]),
  );
}

/** One sentence for a reader. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong.';
}
