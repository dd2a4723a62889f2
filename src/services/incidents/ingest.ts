import { v7 as uuidv7 } from 'uuid';
import type { Database, Tx } from '../../db/database.ts';
import type { NormalizedIncident, NormalizeResult, OmittedRecord } from '../../domain/normalized-incident.ts';
import { commitProgress, type PageCounts, type PageProgress } from '../feeds/cursor.ts';
import { keepRejects } from '../feeds/rejects.ts';
import { retryOnConflict } from '../feeds/retry-on-conflict.ts';
import { insertShared, lockShared, updateShared } from './incident-rows.ts';
import { newestInOrder, planIngest, withdrawOmitted } from './plan-ingest.ts';

/** One page of one source, with what to commit beside it. */
export interface IngestPage {
  source: string;
  results: readonly NormalizeResult[];
  progress: PageProgress;
  /** Further writes of the same transaction. */
  also?: (tx: Tx) => Promise<void>;
}

export interface IngestCounts extends PageCounts {
  /** Written, but nothing that matters to a tenant moved. */
  touched: number;
  unchanged: number;
  stale: number;
}

const ROUNDS = 4;

interface Sorted {
  records: NormalizedIncident[];
  omitted: OmittedRecord[];
}

function sortOut(results: readonly NormalizeResult[]): Sorted {
  const sorted: Sorted = { records: [], omitted: [] };
  for (const result of results) {
    if ('incident' in result) sorted.records.push(result.incident);
    else if ('omitted' in result) sorted.omitted.push(result.omitted);
  }
  return { ...sorted, records: newestInOrder(sorted.records) };
}

async function upsert(tx: Tx, source: string, { records, omitted }: Sorted, counts: IngestCounts) {
  let pending = records;
  for (let round = 1; pending.length + omitted.length > 0 && round <= ROUNDS; round += 1) {
    const ids = [...pending, ...(round === 1 ? omitted : [])].map((record) => record.externalId);
    const stored = await lockShared(tx, ids);
    const withdrawn = round === 1 ? withdrawOmitted(source, omitted, stored, new Date().toISOString()) : [];
    const plan = planIngest(newestInOrder([...pending, ...withdrawn]), stored);
    const changed = plan.updates.filter((update) => update.changed);
    const touched = plan.updates.filter((update) => !update.changed);
    await updateShared(tx, changed, { changed: true });
    await updateShared(tx, touched, { changed: false });
    const lost = await insertShared(
      tx,
      plan.inserts.map((merged) => ({ id: uuidv7(), merged })),
    );
    counts.new += plan.inserts.length - lost.size;
    counts.changed += changed.length;
    counts.touched += touched.length;
    counts.unchanged += plan.unchanged;
    counts.stale += plan.stale;
    // Another source inserted these first: they are there now, to be merged with.
    pending = pending.filter((record) => lost.has(record.externalId));
    if (pending.length === 0) return;
  }
}

/**
 * Takes a page of one source into the shared catalogue: rows, rejects, cursor, counts and freshness in one
 * transaction of the feed role. Repeating a page changes nothing; an older record never overwrites a newer one;
 * only what matters to a tenant is marked as changed. Throws what PostgreSQL throws, deadlocks retried.
 */
export async function ingestPage(db: Database, page: IngestPage): Promise<IngestCounts> {
  const sorted = sortOut(page.results);
  const rejects = page.results.flatMap((result) => ('reject' in result ? [result.reject] : []));
  return retryOnConflict(() =>
    db.feed(async (tx) => {
      const counts: IngestCounts = {
        new: 0,
        changed: 0,
        rejected: rejects.length,
        touched: 0,
        unchanged: 0,
        stale: 0,
      };
      await upsert(tx, page.source, sorted, counts);
      await keepRejects(tx, page.source, rejects);
      await page.also?.(tx);
      await commitProgress(tx, page.source, page.progress, counts);
      return counts;
    }),
  );
}
