import { sql } from 'kysely';
import type { Database } from '../../../db/database.ts';
import { readFeedHealth } from '../../feed-health/health.ts';

/** How one feed is; ISO 8601, seconds, and records since the beginning. */
interface FeedFigures {
  source: string;
  healthy: boolean;
  lag_seconds: number | null;
  last_success_at: string | null;
  failures: number;
  records: Record<'new' | 'changed' | 'unchanged' | 'rejected', number>;
}

/** Counts over all tenants, without anything that tells one from another. */
export interface Installation {
  incidents: { incident_type: string; count: number }[];
  trackings: { phase: string; count: number }[];
  deliveries: { channel: string; status: string; count: number }[];
  /** Tenants whose scans of a type have stopped. */
  lateMonitoring: { scan_type: string; count: number }[];
  feeds: FeedFigures[];
  /** Custom feeds by how they are, and what they brought since the beginning. */
  customFeeds: { kind: string; standing: string; count: number }[];
  customRecords: { kind: string; outcome: string; count: number }[];
}

/** Figures for the operator of the whole installation. */
export async function readInstallation(db: Database): Promise<Installation> {
  return db.withoutTenant(async (tx) => {
    const counts = await sql<{ kind: string; label: string; detail: string; count: number }>`
      select * from lookup_counts()`.execute(tx.sql);
    const feeds = await readFeedHealth(tx);
    const own = await sql<{ kind: string; measure: string; label: string; count: number }>`
      select * from lookup_custom_feeds()`.execute(tx.sql);
    const late = await sql<{ scan_type: string; count: number }>`
      select * from lookup_late_monitoring()`.execute(tx.sql);
    const ownOf = (measure: string) => own.rows.filter((row) => row.measure === measure);
    const of = (kind: string) => counts.rows.filter((row) => row.kind === kind);
    return {
      incidents: of('incident').map(({ label, count }) => ({ incident_type: label, count })),
      trackings: of('tracking').map(({ label, count }) => ({ phase: label, count })),
      deliveries: of('delivery').map(({ label, detail, count }) => ({
        channel: label,
        status: detail,
        count,
      })),
      lateMonitoring: late.rows,
      customFeeds: ownOf('standing').map(({ kind, label, count }) => ({ kind, standing: label, count })),
      customRecords: ownOf('records').map(({ kind, label, count }) => ({ kind, outcome: label, count })),
      feeds: feeds.map(({ state, judgement }) => ({
        source: state.source,
        healthy: judgement.verdict === 'healthy',
        lag_seconds: state.lag_seconds,
        last_success_at: state.last_success_at,
        failures: state.failures,
        records: {
          new: state.new_total,
          changed: state.changed_total,
          unchanged: state.unchanged_total,
          rejected: state.rejected_total,
        },
      })),
    };
  });
}
