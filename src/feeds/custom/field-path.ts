/** One step of a path: a key, a place in a list, or every item of a list. */
type Step = { key: string } | { index: number } | { every: true };

const LONGEST = 200;
const MOST_STEPS = 10;
/** Values that one path may give. */
const MOST_VALUES = 2_000;

const STEP = /\.?([\p{L}\p{N}_$@:-]+)|\["([^"\\\]]{1,100})"\]|\[(\d{1,4})\]|\[\]/uy;

/** Why a text is no path; null when it is one. `data.items[].name["a key"][0]`, at most 10 steps. */
export function validatePath(path: string): string | null {
  if (path.length > LONGEST) return `must not be longer than ${LONGEST} characters`;
  const steps = stepsOf(path);
  if (steps === null) return 'must be a path such as data.items[].name';
  return steps.length > MOST_STEPS ? `must not have more than ${MOST_STEPS} steps` : null;
}

function stepsOf(path: string): Step[] | null {
  const steps: Step[] = [];
  if (path.startsWith('.')) return null;
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (found === null) return null;
    const [, name, quoted, index] = found;
    const key = name ?? quoted;
    if (key !== undefined) steps.push({ key });
    else if (index !== undefined) steps.push({ index: Number(index) });
    else steps.push({ every: true });
  }
  return steps;
}

function take(value: unknown, step: Step): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    if ('key' in step) return [];
    return 'index' in step ? value.slice(step.index, step.index + 1) : value;
  }
  const own = 'key' in step && Object.hasOwn(value, step.key);
  return own ? [(value as Record<string, unknown>)[step.key]] : [];
}

/** What is at a path, at most 2,000 values in their order; nothing where the path leads nowhere or is none. */
export function valuesAt(root: unknown, path: string): unknown[] {
  let values = [root];
  for (const step of stepsOf(path) ?? []) {
    const next: unknown[] = [];
    for (const value of values) {
      next.push(...take(value, step).slice(0, MOST_VALUES));
      if (next.length >= MOST_VALUES) break;
    }
    values = next.slice(0, MOST_VALUES);
  }
  return values;
}
