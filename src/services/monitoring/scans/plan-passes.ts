import { sql } from 'kysely';
import type { CycleProgress, MatchPass } from '../../../contracts/payloads.ts';
import type { TenantTx } from '../../../db/database.ts';
import { WINDOW_DAYS, windowStart } from '../../../domain/feeds/scan-windows.ts';
import { SCAN_TYPES, type ScanType } from '../../../domain/vocabulary.ts';

export interface PlanInput {
  scanTypes: readonly ScanType[];
  daysBack: number | undefined;
  firstScanDaysBack: number | undefined;
  /** Only this incident, whatever the watermarks. */
  incidentId: string | undefined;
  /** Only what an undone match rule left to do, whatever the watermarks. */
  undoneRule?: true;
}

interface Facts {
  upper: string;
  now: string;
  watermark: string | null;
  register_changed: boolean | null;
  /** An update that an earlier cycle found is still on its way, or lost. */
  news_owed: boolean;
  /** An undone rule had kept incidents back that nobody has looked at again. */
  kept_back: boolean;
}

/**
 * The newest transaction id below which everything is decided, the watermark, and whether the register or the rules
 * changed since. Compared as `xid8`, never by time: a row that commits late keeps its early time.
 */
async function readFacts(tx: TenantTx, scanType: ScanType): Promise<Facts> {
  const { rows } = await sql<Facts>`
    with mark as (select watermark from tenant_watermarks where scan_type = ${scanType})
    select pg_snapshot_xmin(pg_current_snapshot())::text as upper, clock_timestamp() as now,
      (select watermark::text from mark) as watermark,
      exists (select from vendor_security_tracking where news_found_at is not null) as news_owed,
      exists (select from match_suppressions where rule_id is null) as kept_back,
      exists (select from vendors, mark where vendors.changed_xid >= mark.watermark)
      or exists (select from security_monitoring_configs c, mark where c.changed_xid >= mark.watermark) as register_changed`.execute(
    tx.sql,
  );
  const [facts] = rows;
  if (!facts) throw new Error('A select without a table gave no row');
  return facts;
}

function passesOf(scanType: ScanType, facts: Facts, input: PlanInput): MatchPass[] {
  const { watermark, upper } = facts;
  const usual = input.firstScanDaysBack ?? WINDOW_DAYS[scanType];
  // What is owed (a first look, a changed register or rule) stays owed under a narrower request: the watermark moves on.
  const owed = watermark === null || facts.register_changed === true ? usual : 0;
  const days = Math.max(input.daysBack ?? 0, owed);
  const pass = { scanType, changedFrom: watermark, changedBefore: upper };
  return [
    ...(watermark === null ? [] : [{ ...pass, windowFrom: null }]),
    ...(days === 0 ? [] : [{ ...pass, windowFrom: windowStart(facts.now, days) }]),
    // Last, because what the walks before it find anew is told by them.
    ...(facts.news_owed ? [updatesPass(scanType, facts)] : []),
  ];
}

const everything = (scanType: ScanType, { upper }: Facts): MatchPass => ({
  scanType,
  changedFrom: null,
  changedBefore: upper,
  windowFrom: null,
});

const updatesPass = (scanType: ScanType, facts: Facts): MatchPass => ({
  ...everything(scanType, facts),
  newsBefore: facts.now,
});

/** One walk for all scan types: a rule keeps incidents back by what they say, not by where they come from. */
const suppressedPasses = (facts: Facts): MatchPass[] =>
  facts.kept_back ? [{ ...everything('feeds', facts), keptBack: true }] : [];

/** The walks that a cycle has to make, and the watermarks that hold once they are made. */
export async function planPasses(
  tx: TenantTx,
  input: PlanInput,
): Promise<Pick<CycleProgress, 'passes' | 'watermarks'>> {
  const { incidentId } = input;
  if (incidentId !== undefined) {
    const only = everything('feeds', await readFacts(tx, 'feeds'));
    return { passes: [{ ...only, incidentId }], watermarks: {} };
  }
  if (input.undoneRule === true) {
    const facts = await readFacts(tx, 'feeds');
    const updates = facts.news_owed ? SCAN_TYPES.map((scanType) => updatesPass(scanType, facts)) : [];
    return { passes: [...suppressedPasses(facts), ...updates], watermarks: {} };
  }
  const passes: MatchPass[] = [];
  const watermarks: CycleProgress['watermarks'] = {};
  for (const scanType of input.scanTypes) {
    const facts = await readFacts(tx, scanType);
    if (passes.length === 0) passes.push(...suppressedPasses(facts));
    passes.push(...passesOf(scanType, facts, input));
    watermarks[scanType] = facts.upper;
  }
  return { passes, watermarks };
}
