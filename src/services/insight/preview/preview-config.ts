import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { windowStart } from '../../../domain/feeds/scan-windows.ts';
import { SCAN_TYPES, type ScanType } from '../../../domain/vocabulary.ts';
import { readPageOfIncidents, type PageIncident } from '../../monitoring/matching/page-of-incidents.ts';
import { OutOfTime, withinTime, type CheckTime } from '../time-budget.ts';
import type { Register, RegisterReader } from '../../monitoring/register/register.ts';
import { describe, trackingsOf, type ListedPair } from './listed-pairs.ts';
import { matchBoth } from './match-both.ts';
import { readSides, type Side, type TriedChange } from './sides.ts';
import { add, emptyTally, listed, type Tally } from './tally.ts';
import { judgeVerdicts, readVerdicts, type VerdictFigures } from './verdicts-so-far.ts';

/** What a changed configuration would match, beside what the present one does. */
export interface ConfigPreview extends Omit<Tally, 'gained' | 'lost'> {
  days: number;
  /** ISO 8601; incidents changed or published since then were looked at. */
  since: string;
  gained: ListedPair[];
  lost: ListedPair[];
  /** True where more were gained or lost than are listed. */
  cut: boolean;
  verdicts: VerdictFigures;
  took_ms: number;
}

/** Runs work in a transaction of the tenant; a preview takes several short ones and holds none meanwhile. */
export type RunInTenant = <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>;

export interface PreviewRequest extends TriedChange {
  /** 1 to 90. */
  days: number;
}

/** Incidents that are read at a time. */
const PAGE = 500;
/** Incidents that are matched between two looks at the clock. */
const AT_A_TIME = 5;
const STATEMENT_MS = 10_000;

const QUERY_CANCELED = '57014';

/** A transaction whose statements may only take so long. Throws `OutOfTime` where one does. */
const bounded =
  (run: RunInTenant): RunInTenant =>
  async (work) => {
    try {
      return await run(async (tx) => {
        await sql`select set_config('statement_timeout', ${String(STATEMENT_MS)}, true)`.execute(tx.sql);
        return work(tx);
      });
    } catch (error) {
      const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
      if (code !== QUERY_CANCELED && cause?.code !== QUERY_CANCELED) throw error;
      throw new OutOfTime('The database took too long over it.');
    }
  };

interface Start {
  sides: { now: Side; then: Side };
  register: Register;
  /** What began later is not looked at. */
  before: string;
  now: string;
}

async function begin(tx: TenantTx, readRegister: RegisterReader, change: TriedChange): Promise<Start> {
  const sides = await readSides(tx, change);
  const { rows } = await sql<{ before: string; now: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as before, now() as now`.execute(tx.sql);
  const { before = '0', now = new Date().toISOString() } = rows[0] ?? {};
  return { sides, register: await readRegister(tx), before, now };
}

function lookAt(
  page: readonly PageIncident[],
  { register, sides }: Start,
  scanType: ScanType,
  { tally, checkTime }: { tally: Tally; checkTime: CheckTime },
): void {
  const { now, then } = sides;
  const respondFrom = {
    now: now.config.min_confidence_to_respond,
    then: then.config.min_confidence_to_respond,
  };
  for (let at = 0; at < page.length; at += AT_A_TIME) {
    const rows = page.slice(at, at + AT_A_TIME);
    add(tally, rows.length, matchBoth(rows, register, sides, scanType), respondFrom);
    checkTime();
  }
}

/**
 * Compares what a changed configuration, or one without some match rules, would match among the stored incidents of
 * the last days with what the present one does, by the very functions of a cycle. Nothing is written, nobody is told.
 * Throws Fault without a configuration or for an unknown rule, `OutOfTime` when the budget is spent.
 */
export async function previewConfig(
  run: RunInTenant,
  readRegister: RegisterReader,
  { days, ...change }: PreviewRequest,
  timeMs: number,
): Promise<ConfigPreview> {
  const started = performance.now();
  const checkTime = withinTime(timeMs);
  const inTenant = bounded(run);
  const start = await inTenant((tx) => begin(tx, readRegister, change));
  const since = windowStart(start.now, days);
  const tally = emptyTally();
  for (const scanType of SCAN_TYPES) {
    const pass = { scanType, changedFrom: null, changedBefore: start.before, windowFrom: since };
    for (let after: string | null = null, more = true; more;) {
      const page: PageIncident[] = await inTenant((tx) => readPageOfIncidents(tx, pass, after, PAGE));
      lookAt(page, start, scanType, { tally, checkTime });
      more = page.length === PAGE;
      after = page.at(-1)?.position ?? null;
    }
  }
  const pairs = listed(tally);
  const trackings = await inTenant((tx) => trackingsOf(tx, [...pairs.gained, ...pairs.lost]));
  const { register, sides } = start;
  const gained = { register, other: sides.now, raisedOn: 'then' } as const;
  const lost = { register, other: sides.then, raisedOn: 'now' } as const;
  const verdicts = judgeVerdicts(await inTenant(readVerdicts), register, sides, checkTime);
  return {
    ...tally,
    days,
    since,
    gained: describe(pairs.gained, gained, trackings, checkTime),
    lost: describe(pairs.lost, lost, trackings, checkTime),
    cut: tally.counts.gained > pairs.gained.length || tally.counts.lost > pairs.lost.length,
    verdicts,
    took_ms: Math.round(performance.now() - started),
  };
}
