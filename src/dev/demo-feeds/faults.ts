/**
 * The ways in which the demo feeds misbehave. A running server takes them as JSON, and an empty list ends them all:
 * `curl -X POST $FEEDS/control/faults -d '[{"path":"/nvd","kind":"rate_limited","times":2,"retryAfter":"5"}]'`.
 *
 * - `rate_limited`: 429, with `retryAfter`;
 * - `forbidden_html`: 403 with a page of HTML, as firewalls throttle, with `retryAfter` where set;
 * - `unavailable`: 503 with a page of HTML, with `retryAfter` where set;
 * - `slow`: the answer comes after `ms` (5,000);
 * - `trickle`: the answer comes at once, but its body takes `ms` (60,000) to drip in;
 * - `reset`: the connection is reset in the middle of the body;
 * - `truncated`: half a body that says it is whole;
 * - `wrong_type`: the true body as `text/html`;
 * - `html_page`: a page of HTML with 200;
 * - `empty_body`: 200 without a body;
 * - `empty_list`: a whole answer that says that there is nothing;
 * - `malformed_record`: the first record has a date that is none;
 * - `huge_description`: the first record's description has 10 MB;
 * - `huge_body`: the true body, `mb` (50) megabytes longer;
 * - `duplicate_page`: what the service answered to the request before, again;
 * - `record_leaves`: the first record is gone, as one that changed after the window that is being read;
 * - `record_enters`: the first record is missing from the `after` requests that are let pass, and there from then on;
 * - `record_swaps`: the first record is gone, and the last one, missing from the `after` requests, is there from then on;
 * - `clock_skew`: the service's clock is `hours` (5) ahead, or behind when negative.
 */
export type FaultKind =
  | 'rate_limited'
  | 'forbidden_html'
  | 'unavailable'
  | 'slow'
  | 'trickle'
  | 'reset'
  | 'truncated'
  | 'wrong_type'
  | 'html_page'
  | 'empty_body'
  | 'empty_list'
  | 'malformed_record'
  | 'huge_description'
  | 'huge_body'
  | 'duplicate_page'
  | 'record_leaves'
  | 'record_enters'
  | 'record_swaps'
  | 'clock_skew';

/** One way in which a service misbehaves, for requests whose path begins with `path`. */
export interface Fault {
  path: string;
  kind: FaultKind;
  /** How many requests are let pass before; default none. */
  after?: number;
  /** How many requests it hits then; without it, all until the faults are set anew. */
  times?: number;
  /** `Retry-After`: seconds or an HTTP date. */
  retryAfter?: string;
  /** Milliseconds of `slow` and `trickle`. */
  ms?: number;
  /** Megabytes of `huge_body`. */
  mb?: number;
  /** Of `clock_skew`. */
  hours?: number;
}

export type HiddenRecord = 'first' | 'last';

/** What a fault hides before it hits and while it does. */
const HIDDEN: Partial<Record<FaultKind, { before?: HiddenRecord; meanwhile?: HiddenRecord }>> = {
  record_leaves: { meanwhile: 'first' },
  record_enters: { before: 'first' },
  record_swaps: { before: 'last', meanwhile: 'first' },
};

/** The faults in force. */
export interface FaultSwitch {
  set: (faults: readonly Fault[]) => void;
  /** The fault that hits a request of that path, counted down; and the record that one hides, perhaps still to come. */
  take: (path: string) => { fault?: Fault; hidden?: HiddenRecord };
}

/** The faults in force, to be set anew at any time; the first that fits a request hits it. */
export function createFaultSwitch(initial: readonly Fault[] = []): FaultSwitch {
  let faults = initial.map((fault) => ({ ...fault }));
  return {
    set: (next) => {
      faults = next.map((fault) => ({ ...fault }));
    },
    take: (path) => {
      let hidden: HiddenRecord | undefined;
      const seen = () => (hidden === undefined ? {} : { hidden });
      for (const fault of faults) {
        if (!path.startsWith(fault.path) || fault.times === 0) continue;
        if (fault.after !== undefined && fault.after > 0) {
          fault.after -= 1;
          hidden ??= HIDDEN[fault.kind]?.before;
          continue;
        }
        if (fault.times !== undefined) fault.times -= 1;
        hidden ??= HIDDEN[fault.kind]?.meanwhile;
        return { fault, ...seen() };
      }
      return seen();
    },
  };
}
