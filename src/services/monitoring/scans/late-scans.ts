import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import type { ScanFrequency, ScanType } from '../../../domain/vocabulary.ts';
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

const HOURS: Record<ScanFrequency, number> = { hourly: 1, daily: 24, weekly: 168 };
/** Late is what is older than so many periods: one cycle may fail, and its next one makes good for it. */
const PERIODS = 2;

const NAMES: Record<ScanType, string> = { cve: 'CVEs', breach: 'breaches', feeds: 'custom feeds' };

/**
 * Compares when a tenant's scans last ended with how often they are to be made: tells its admins, in one transaction,
 * where they have stopped and where they are made again. Doing it again tells nobody anything.
 */
export async function followLateScans(tx: TenantTx): Promise<LateScanUpdate[]> {
  const open = new Map(
    (
      await tx.sql
        .selectFrom('monitoring_alarms')
        .select(['id', 'scan_type'])
        .where('ended_at', 'is', null)
        .execute()
    ).map(({ id, scan_type }) => [scan_type, id]),
  );
  const updates: LateScanUpdate[] = [];
  for (const { scanType, late, lastScanAt } of await judge(tx)) {
    const alarmId = open.get(scanType);
    if (late === (alarmId !== undefined)) continue;
    const update: LateScanUpdate = { kind: late ? 'raised' : 'healed', scanType, lastScanAt };
    await tell(tx, update, alarmId === undefined ? await raise(tx, update) : await end(tx, alarmId));
    updates.push(update);
  }
  return updates;
}

interface Judged {
  scanType: ScanType;
  late: boolean;
  lastScanAt: string | null;
}

/** Each scan type, and whether it is late: never where it is switched off, nor soon after the configuration changed. */
async function judge(tx: TenantTx): Promise<Judged[]> {
  const { config } = await readMonitoredTenant(tx);
  const frequencies: Record<ScanType, ScanFrequency | null> = {
    cve: config?.cve_monitoring_enabled ? config.cve_scan_frequency : null,
    breach: config?.breach_monitoring_enabled ? config.breach_scan_frequency : null,
    feeds: config?.security_feed_monitoring_enabled ? config.security_feed_scan_frequency : null,
  };
  const { rows } = await sql<{ scan_type: ScanType; last: string | null; late: boolean }>`
    select w.scan_type, s.last, w.hours is not null and
      greatest(s.last, c.updated_at) < now() - make_interval(hours => ${PERIODS} * w.hours) as late
    from unnest(${Object.keys(frequencies)}::text[],
      ${Object.values(frequencies).map((frequency) => frequency && HOURS[frequency])}::int[]) as w (scan_type, hours)
    left join security_monitoring_configs c on true
    left join lateral (select max(finished_at) as last from scans
      where status = 'completed' and kind <> 'incident' and scan_type in (w.scan_type, 'all')) s on true`.execute(
    tx.sql,
  );
  return rows.map(({ scan_type, last, late }) => ({ scanType: scan_type, late, lastScanAt: last }));
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
