import { setImmediate as turn } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Database, Tx } from '../../../db/database.ts';
import { namesVendor } from '../../../domain/feeds/feed-yield.ts';
import { mergeIncident } from '../../../domain/incidents/merge-incident.ts';
import type {
  FetchedRecord,
  NormalizedIncident,
  OmittedRecord,
  RejectedRecord,
} from '../../../domain/incidents/normalized-incident.ts';
import { commitProgress, type PageProgress, type PageYield } from '../feeds/cursor.ts';
import { transactionNow } from '../../../db/clock.ts';
import { keepRejects } from '../feeds/rejects.ts';
import { retryOnConflict } from '../../../db/retry-on-conflict.ts';
import { packRows } from './incident-columns.ts';
import { insertShared, lockShared, readEpss, updateShared } from './incident-rows.ts';
import { planIngest, withdrawOmitted } from './plan-ingest.ts';
import { markOf, readMarks, setMarks, touchRecords, type ContentHash } from './content-hashes.ts';
import { newestRecords, sortRecords } from './sort-records.ts';

/** One page of one source, with what to commit beside it. */
export interface IngestPage {
  source: string;
  records: readonly FetchedRecord[];
  progress: PageProgress;
  /** Further writes of the same transaction, counted with the page's own. */
  also?: (tx: Tx) => Promise<{ new: number; changed: number } | undefined>;
}

export interface IngestCounts extends PageYield {
  /** Written, but nothing that matters to a tenant moved. */
  touched: number;
  stale: number;
}

/**
 * Rows of one insert. While PostgreSQL takes them in, the next ones are read and put into text; only reading the first
 * and writing the last have nothing beside them, so inserts are no larger than what makes a statement worth its while.
 */
const CHUNK = 200;
/** Records read before other work of the process gets its turn. */
const BREATH = 50;

/** Records as they were read. */
interface Read {
  incidents: { incident: NormalizedIncident; mark: ContentHash }[];
  omitted: OmittedRecord[];
  rejects: RejectedRecord[];
}

async function readRecords(records: readonly FetchedRecord[], into: Read): Promise<Read['incidents']> {
  const incidents: Read['incidents'] = [];
  for (const [index, record] of records.entries()) {
    if (index % BREATH === 0) await turn();
    const result = record.read();
    if ('incident' in result) incidents.push({ incident: result.incident, mark: markOf(record) });
    else if ('omitted' in result) into.omitted.push(result.omitted);
    else into.rejects.push(result.reject);
  }
  return incidents;
}

/** Counts what a source's health is judged by; a record that its source withdrew names nobody any more. */
function countNamed(chunk: Read['incidents'], counts: IngestCounts): void {
  for (const { incident } of chunk) {
    if (incident.withdrawnAt !== null) continue;
    counts.readAnew += 1;
    if (namesVendor(incident)) counts.withVendor += 1;
  }
}

/** Reads records and inserts those never stored; the others, and those another source inserts meanwhile, are left to be merged. */
async function takeFresh(
  tx: Tx,
  source: string,
  { records, isStored }: { records: readonly FetchedRecord[]; isStored: (externalId: string) => boolean },
  counts: IngestCounts,
): Promise<Read> {
  const read: Read = { incidents: [], omitted: [], rejects: [] };
  const reading = readEpss(
    tx,
    records.flatMap(({ externalId }) => (externalId === null || isStored(externalId) ? [] : externalId)),
  );
  let inserting: Promise<void> | undefined;
  try {
    for (let from = 0; from < records.length; from += CHUNK) {
      const [chunk, epss] = await Promise.all([
        readRecords(records.slice(from, from + CHUNK), read),
        reading,
      ]);
      countNamed(chunk, counts);
      const fresh = chunk.filter(({ incident }) => !isStored(incident.externalId));
      read.incidents.push(...chunk.filter(({ incident }) => isStored(incident.externalId)));
      if (fresh.length === 0) continue;
      const rows = fresh.map(({ incident, mark }) => ({
        id: uuidv7(),
        source,
        mark,
        merged: mergeIncident({ [incident.source]: incident }),
      }));
      const packed = packRows(rows, epss);
      await inserting;
      inserting = insertShared(tx, packed).then((done) => {
        counts.new += done.size;
        read.incidents.push(...fresh.filter(({ incident }) => !done.has(incident.externalId)));
      });
      // Whoever waits for it hears of its failure; until then nobody does.
      inserting.catch(() => undefined);
    }
  } finally {
    await inserting;
  }
  return read;
}

/** Merges with what is stored. */
async function takeKnown(tx: Tx, source: string, read: Read, counts: IngestCounts) {
  const ids = [
    ...read.incidents.map(({ incident }) => incident.externalId),
    ...read.omitted.map((one) => one.externalId),
  ];
  if (ids.length === 0) return;
  const marks = new Map(read.incidents.map(({ incident, mark }) => [incident.externalId, mark]));
  const stored = await lockShared(tx, ids);
  const withdrawn = withdrawOmitted(source, read.omitted, stored, new Date().toISOString());
  const plan = planIngest([...read.incidents.map(({ incident }) => incident), ...withdrawn], stored);
  const rows = plan.updates.map(({ merged, ...update }) => ({
    ...update,
    merged,
    source,
    mark: marks.get(merged.externalId) ?? null,
  }));
  const changed = rows.filter((row) => row.changed);
  const touched = rows.filter((row) => !row.changed);
  await updateShared(tx, changed, { changed: true });
  await updateShared(tx, touched, { changed: false });
  counts.changed += changed.length;
  counts.touched += touched.length;
  await setMarks(
    tx,
    source,
    plan.unchanged.map((row) => ({ id: row.id, mark: marks.get(row.externalId) ?? null })),
  );
  counts.unchanged += plan.unchanged.length;
  counts.stale += plan.stale;
}

async function ingestRecords(tx: Tx, { source, records, progress, also }: IngestPage): Promise<IngestCounts> {
  const once = newestRecords(records);
  const ids = once.flatMap((record) => record.externalId ?? []);
  const stored = await readMarks(tx, source, ids);
  const sorted = sortRecords(once, stored, await transactionNow(tx));
  const counts: IngestCounts = {
    records: once.length,
    readAnew: 0,
    withVendor: 0,
    new: 0,
    changed: 0,
    rejected: 0,
    touched: sorted.touched.length,
    unchanged: sorted.unchanged,
    stale: sorted.stale,
  };
  const isStored = (externalId: string) => stored.has(externalId);
  const read = await takeFresh(tx, source, { records: sorted.pending, isStored }, counts);
  await takeKnown(tx, source, read, counts);
  await touchRecords(tx, source, sorted.touched);
  counts.rejected = read.rejects.length;
  await keepRejects(tx, source, read.rejects);
  const more = await also?.(tx);
  counts.new += more?.new ?? 0;
  counts.changed += more?.changed ?? 0;
  counts.records += (more?.new ?? 0) + (more?.changed ?? 0);
  const unchanged = counts.touched + counts.unchanged + counts.stale;
  await commitProgress(tx, source, progress, { ...counts, unchanged });
  return counts;
}

/**
 * Takes a page of one source into the shared catalogue: rows, rejects, cursor, counts and freshness in one
 * transaction of the feed role. Repeating a page changes nothing; an older record never overwrites a newer one;
 * only what matters to a tenant is marked as changed. Throws what PostgreSQL throws, deadlocks retried.
 */
export async function ingestPage(db: Database, page: IngestPage): Promise<IngestCounts> {
  return retryOnConflict(() => db.withFeedRole((tx) => ingestRecords(tx, page)));
}
