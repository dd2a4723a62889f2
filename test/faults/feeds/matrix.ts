/**
 * The table of faults. Each source is read with each fault on, as the activity that reads it would; once the fault is
 * over, what is stored must be what an undisturbed reading stores, row by row, and reading all of it again must change
 * nothing.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../src/dev/demo-feeds/faults.ts';
import type { FeedErrorCode } from '../../../src/feeds/http/feed-error.ts';
import { openMatrixRig, type MatrixRig, type Picture } from './matrix-rig.ts';

interface Row {
  fault: Omit<Fault, 'path'>;
  /** What the tries that failed ended in; after the last of them the reading went on, or was left to the next request. */
  errors: FeedErrorCode[];
  /** Of each request; default the product's own limit. */
  timeoutMs?: number;
}

const SHORT_MS = 3_000;

/** Every fault, and how a source takes it unless its own cells say otherwise. */
const FAULTS = {
  '429': { fault: { kind: 'rate_limited', times: 1, retryAfter: '3' }, errors: ['rate_limited'] },
  '403 with a page of HTML': { fault: { kind: 'forbidden_html', times: 1 }, errors: ['rate_limited'] },
  '503': { fault: { kind: 'unavailable', times: 1 }, errors: ['unavailable'] },
  '503 for longer than anybody tries': {
    fault: { kind: 'unavailable' },
    errors: Array.from({ length: 6 }, () => 'unavailable' as const),
  },
  'a slow answer': { fault: { kind: 'slow', times: 1, ms: 500 }, errors: [] },
  'an answer later than the limit': {
    fault: { kind: 'slow', times: 1, ms: 60_000 },
    errors: ['timeout'],
    timeoutMs: SHORT_MS,
  },
  'a body that drips in': {
    fault: { kind: 'trickle', times: 1, ms: 60_000 },
    errors: ['timeout'],
    timeoutMs: SHORT_MS,
  },
  'a connection reset in the middle': { fault: { kind: 'reset', times: 1 }, errors: ['unavailable'] },
  'a truncated body': { fault: { kind: 'truncated', times: 1 }, errors: ['malformed'] },
  'the wrong content type': { fault: { kind: 'wrong_type' }, errors: [] },
  'a page of HTML with 200': { fault: { kind: 'html_page', times: 1 }, errors: ['malformed'] },
  'a malformed record': { fault: { kind: 'malformed_record', times: 1 }, errors: [] },
  'a duplicate page': { fault: { kind: 'duplicate_page', times: 1 }, errors: ['malformed'] },
  'a record that leaves while paging': { fault: { kind: 'record_leaves' }, errors: [] },
  'a record that enters while paging': { fault: { kind: 'record_enters' }, errors: [] },
  'one record that leaves and one that enters between two pages': {
    fault: { kind: 'record_swaps' },
    errors: [],
  },
  'a clock that is ahead': { fault: { kind: 'clock_skew', hours: 5 }, errors: [] },
  'a clock that is behind': { fault: { kind: 'clock_skew', hours: -5 }, errors: [] },
  'an empty body': { fault: { kind: 'empty_body', times: 1 }, errors: ['malformed'] },
  'an empty list': { fault: { kind: 'empty_list', times: 1 }, errors: [] },
  'a body of 50 MB': { fault: { kind: 'huge_body', times: 1 }, errors: [] },
  'a body beyond the limit': { fault: { kind: 'huge_body', times: 1, mb: 70 }, errors: ['too_large'] },
} satisfies Record<string, Row>;

export type FaultName = keyof typeof FAULTS;

/** What is different for one source. */
export interface Cell {
  /** Why the fault means nothing to this source. */
  skip?: string;
  errors?: FeedErrorCode[];
  /** Words of the reason for which one record is set aside. */
  reject?: RegExp;
  /** True where that record comes back only when it changes at its source. */
  missing?: boolean;
  /** Fields of rows that say what the fault said. */
  except?: string[];
}

export interface Target {
  title: string;
  source: string;
  path: string;
  /** Requests that are let pass, so that the fault hits in the middle of a reading. */
  after: number;
  /** Read first, undisturbed. */
  first?: string[];
  /** Fields that every reading writes anew. */
  except?: string[];
  cells?: Partial<Record<FaultName, Cell>>;
}

/** The picture without the fields that say what the fault said, at any depth. */
function without(picture: object, fields: readonly string[]): unknown {
  return JSON.parse(
    JSON.stringify(picture, (key, value: unknown) => (fields.includes(key) ? undefined : value)),
  ) as unknown;
}

async function expectOutcome(rig: MatrixRig, target: Target, row: Row, cell: Cell, undisturbed: Picture) {
  const { source } = target;
  await rig.begin(target.first ?? []);
  rig.feeds.setFaults([{ path: target.path, after: target.after, ...row.fault }]);
  expect(await rig.read(source, { timeoutMs: row.timeoutMs })).toEqual(cell.errors ?? row.errors);
  rig.feeds.setFaults([]);
  expect(await rig.read(source)).toEqual([]);

  const { reject, missing = false } = cell;
  const except = [...(target.except ?? []), ...(cell.except ?? [])];
  const { rejects, ...stored } = await rig.picture(source);
  const { rejects: none, ...wanted } = undisturbed;
  const reason = expect.stringMatching(reject ?? '') as unknown;
  expect(rejects).toEqual(reject ? [{ external_id: expect.any(String), reason }] : none);
  const expected = missing ? { ...wanted, ...rig.lacking(undisturbed, rejects[0]?.external_id) } : wanted;
  expect(without(stored, except)).toEqual(without(expected, except));

  // All of it a second time: what was missing comes, and nothing else moves.
  const stamps = await rig.stamps(source);
  await rig.forgetPosition(source);
  expect(await rig.read(source)).toEqual([]);
  const { rejects: stillThere, ...again } = await rig.picture(source);
  expect(without(again, except)).toEqual(without(wanted, except));
  expect(stillThere).toEqual(rejects);
  if (!missing) expect(await rig.stamps(source)).toEqual(stamps);
}

/** A test of each fault for one source; `open` makes what it is read with. */
export function describeFaults(target: Target, open: () => Promise<MatrixRig> = openMatrixRig): void {
  describe(target.title, () => {
    let rig: MatrixRig;
    let undisturbed: Picture;
    beforeAll(async () => {
      rig = await open();
      await rig.begin(target.first ?? []);
      expect(await rig.read(target.source)).toEqual([]);
      expect(await rig.read(target.source)).toEqual([]);
      undisturbed = await rig.picture(target.source);
      expect(undisturbed.pending).toEqual([]);
      expect(undisturbed.incidents.length + undisturbed.scores.length).toBeGreaterThan(5);
    }, 300_000);
    afterEach(() => rig.feeds.setFaults([]));
    afterAll(() => rig.close(), 60_000);

    for (const [name, row] of Object.entries(FAULTS) as [FaultName, Row][]) {
      const cell = target.cells?.[name] ?? {};
      if (cell.skip === undefined) {
        test(name, () => expectOutcome(rig, target, row, cell, undisturbed), 300_000);
      } else test.skip(`${name}: ${cell.skip}`, () => undefined);
    }
  });
}
