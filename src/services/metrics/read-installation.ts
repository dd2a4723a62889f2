import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';

/** Counts over all tenants, without anything that tells one from another. */
export interface Installation {
  incidents: { incident_type: string; count: number }[];
  trackings: { phase: string; count: number }[];
  deliveries: { channel: string; status: string; count: number }[];
  feeds: { source: string; lag_seconds: number | null; failures: number; rejected_total: number }[];
}

/** Figures for the operator of the whole installation. */
export async function readInstallation(db: Database): Promise<Installation> {
  return db.anonymous(async ({ q }) => {
    const counts = await sql<{ kind: string; label: string; detail: string; count: number }>`
      select * from lookup_counts()`.execute(q);
    const feeds = await sql<Installation['feeds'][number]>`
      select source, case when fresh_until is not null then greatest(0, extract(epoch from now() - fresh_until))::float8 end as lag_seconds, failures, rejected_total
      from feed_cursors order by source`.execute(q);
    const of = (kind: string) => counts.rows.filter((row) => row.kind === kind);
    return {
      incidents: of('incident').map(({ label, count }) => ({ incident_type: label, count })),
      trackings: of('tracking').map(({ label, count }) => ({ phase: label, count })),
      deliveries: of('delivery').map(({ label, detail, count }) => ({
        channel: label,
        status: detail,
        count,
      })),
      feeds: feeds.rows,
    };
  });
}
