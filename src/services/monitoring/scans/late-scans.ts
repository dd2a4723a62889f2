import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { frequencyOf } from '../../../domain/feeds/scan-frequency.ts';
import { SCAN_TYPES, type ScanFrequency, type ScanType } from '../../../domain/vocabulary.ts';
import { findRecipients } from '../../response/alerts/find-recipients.ts';
import { postMessages } from '../../response/alerts/post-messages.ts';
import { readMonitoredTenant } from './monitored-tenants.ts';

/** That scans of a type have stopped, or that they are made again. */
export interface LateScanUpdate {
  kind: 'raised' | 'healed';
  scanType: ScanType;
  /** ISO 8601; null: never. */
  lastScanAt: string | null;
}

/**
 * Hours after which the last scan is too long ago: two periods, so that one cycle may fail and its next one make good for
 * it, and what the next one may take longer by its spread start and its waiting for sources.
 */
const LATE_AFTER_HOURS: Record<ScanFrequency, number> = { hourly: 2 + 2, daily: 48 + 4, weekly: 336 + 8 };

const NAMES: Record<ScanType, string> = { cve: 'CVEs', breach: 'breaches', feeds: 'custom feeds' };

/**
 * Compares when a tenant's scans last ended with how often they are to be made: tells its admins, in one transaction,
 * where they have stopped and where they are made again. Doing it again tells nobody anything.
 */
export async function followLateScans(tx: TenantTx): Promise<LateScanUpdate[]> {
  const updates: LateScanUpdate[] = [];
  for (const { scanType, watched, late, lastScanAt, alarmId, scannedSince } of await judge(tx)) {
    // What is not watched any more is nobody's concern, and nothing to cheer about.
    if (!watched && alarmId !== null) await end(tx, alarmId);
    const kind = alarmId === null ? (late ? 'raised' : null) : watched && scannedSince ? 'healed' : null;
    if (kind === null) continue;
    const update: LateScanUpdate = { kind, scanType, lastScanAt };
    await tell(tx, update, alarmId === null ? await raise(tx, update) : await end(tx, alarmId));
    updates.push(update);
  }
  return updates;
}

interface Judged {
  scanType: ScanType;
  watched: boolean;
  late: boolean;
  lastScanAt: string | null;
  /** Of the open alarm, and whether a scan has ended since it was raised. */
  alarmId: string | null;
  scannedSince: boolean;
}

/**
 * Each scan type, and whether it is late: never where it is switched off, soon after somebody changed the configuration
 * (as the audit log knows: the row itself is written by every scan), or while one is under way.
 */
async function judge(tx: TenantTx): Promise<Judged[]> {
  const { config } = await readMonitoredTenant(tx);
  const hours = SCAN_TYPES.map((scanType) => {
    const frequency = config && frequencyOf(config, scanType);
    return frequency && LATE_AFTER_HOURS[frequency];
  });
  const { rows } = await sql<Judged>`
    select w.scan_type as "scanType", w.hours is not null as watched, s.last as "lastScanAt", a.id as "alarmId",
      coalesce(s.last > a.created_at, false) as "scannedSince",
      w.hours is not null and not s.running
        and greatest(s.last, c.created_at, changed.at) < now() - make_interval(hours => w.hours) as late
    from unnest(${[...SCAN_TYPES]}::text[], ${hours}::int[]) as w (scan_type, hours)
    left join security_monitoring_configs c on true
    left join monitoring_alarms a on a.scan_type = w.scan_type and a.ended_at is null
    left join lateral (select occurred_at as at from audit_log
      where action = 'configuration.replace' and occurred_at > now() - interval '16 days'
      order by occurred_at desc limit 1) changed on true
    left join lateral (select max(finished_at) filter (where status = 'completed') as last,
        coalesce(bool_or(status = 'running' and started_at > now() - interval '13 hours'), false) as running
      from scans where kind <> 'incident' and scan_type in (w.scan_type, 'all')) s on true`.execute(tx.sql);
  return rows;
}

async function raise(tx: TenantTx, { scanType, lastScanAt }: LateScanUpdate): Promise<string> {
  const id = uuidv7();
  await sql`
    insert into monitoring_alarms (id, tenant_id, scan_type, last_scan_at)
    values (${id}, ${tx.tenantId}, ${scanType}, ${lastScanAt})
    on conflict (tenant_id, scan_type) where ended_at is null do nothing`.execute(tx.sql);
  return id;
}

async function end(tx: TenantTx, id: string): Promise<string> {
  await sql`update monitoring_alarms set ended_at = now() where id = ${id}`.execute(tx.sql);
  return id;
}

/** The admins hear of it in the product, once each. */
async function tell(tx: TenantTx, { kind, scanType, lastScanAt }: LateScanUpdate, alarmId: string) {
  const admins = await findRecipients(tx, { recipient_type: 'role', recipient_ids: ['admin'] });
  const what = NAMES[scanType];
  const last = lastScanAt === null ? 'None has ended yet' : `The last one ended at ${lastScanAt}`;
  await postMessages(
    tx,
    admins.map(({ id }) => id),
    {
      alertId: null,
      title: kind === 'raised' ? `Scans of ${what} have stopped` : `Scans of ${what} are made again`,
      body:
        kind === 'raised'
          ? `${last}, more than twice as long ago as the configuration asks. Until one ends, nothing new is matched with your vendors. Start one by hand, or ask whoever runs Vigil.`
          : 'What came in meanwhile was matched with your vendors.',
      actionUrl: '/scans',
      onceKey: (userId) => `monitoring-alarm/${alarmId}/${kind}/${userId}`,
    },
  );
}
