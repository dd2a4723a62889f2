import { sql } from 'kysely';
import { judgeCustomFeed, type CustomFeedJudgement } from '../../../domain/feeds/custom-feed-health.ts';
import type { ScanFrequency } from '../../../domain/vocabulary.ts';
import { EVERY_HOURS } from '../../feed-health/health.ts';

/** What a feed `f` is judged by, beside what is shown of it; read in a transaction of its tenant. */
export const HEALTH_COLUMNS = sql`f.last_error_code, f.empty_since,
  (select c.security_feed_scan_frequency from security_monitoring_configs c where c.security_feed_monitoring_enabled)
    as scan_frequency, now() as now`;

/** The columns above. */
export interface HealthColumns {
  last_error_code: string | null;
  empty_since: string | null;
  /** Null: the tenant does not have its feeds read. */
  scan_frequency: ScanFrequency | null;
  now: string;
}

/** A row with all that a feed is judged by. */
export interface JudgedRow extends HealthColumns {
  enabled: boolean;
  created_at: string;
  fresh_until: string | null;
  failures: number;
  failing_since: string | null;
  last_error: string | null;
}

/** How a feed is now. */
export const judgeRow = (row: JudgedRow): CustomFeedJudgement =>
  judgeCustomFeed(
    {
      enabled: row.enabled,
      createdAt: row.created_at,
      askedEveryHours: row.scan_frequency === null ? null : EVERY_HOURS[row.scan_frequency],
      freshUntil: row.fresh_until,
      failures: row.failures,
      failingSince: row.failing_since,
      lastError: row.last_error,
      lastErrorCode: row.last_error_code,
      emptySince: row.empty_since,
    },
    row.now,
  );
