import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import { trackingPath } from '../../../domain/response/response-texts.ts';
import { PRIORITIES, type Channel, type Priority, type Severity } from '../../../domain/vocabulary.ts';
import { recordAudit, SYSTEM } from '../../access/audit/record.ts';
import { noteFailures } from './deliveries.ts';

/** One alert of a digest. Titles and reasons carry text of feeds. */
export interface DigestEntry {
  vendor: string;
  incident: string;
  /** What it says where it is not about the incident itself: a reminder's title. */
  notice: string | null;
  severity: Severity;
  priority: Priority;
  /** 0..1, with the matcher's sentence. */
  confidence: number;
  reason: string;
  /** Path of the page where to act. */
  path: string;
}

/** A digest that is to be sent now. */
export interface DueDigest {
  tenant: string;
  channel: Channel;
  recipient: string;
  /** The most urgent first, then in order of time. */
  entries: DigestEntry[];
  /** What is sent with it. */
  deliveryIds: string[];
}

interface AlertRow {
  tracking_id: string;
  vendor_id: string;
  vendor: string;
  incident: string;
  effect: string;
  title: string;
  severity: Severity;
  priority: Priority;
  raised_at: string;
  match_confidence: number;
  match_reason: string;
}

/**
 * Counts a try of a digest and returns what is left to send of it; null when it was sent or failed, or when every
 * tracking in it was resolved meanwhile.
 */
export async function beginDigest(tx: TenantTx, digestId: string): Promise<DueDigest | null> {
  const begun = await tx.sql
    .updateTable('alert_deliveries')
    .set({ attempts: sql`attempts + 1` })
    .where('digest_id', '=', digestId)
    .where('status', '=', 'held')
    .returning(['id', 'channel', 'recipient'])
    .execute();
  const [first] = begun;
  if (first === undefined) return null;
  const tenant = await tx.sql.selectFrom('tenants').select('name').executeTakeFirstOrThrow();
  return {
    tenant: tenant.name,
    channel: first.channel,
    recipient: first.recipient,
    entries: await readEntries(tx, digestId),
    deliveryIds: begun.map(({ id }) => id),
  };
}

async function readEntries(tx: TenantTx, digestId: string): Promise<DigestEntry[]> {
  const { rows } = await sql<AlertRow>`
    select t.id as tracking_id, t.vendor_id, v.name as vendor, i.title as incident, a.effect, a.title, a.severity,
      a.priority, a.raised_at, t.match_confidence, t.match_reason
    from alert_deliveries d
    join security_alerts a on a.id = d.alert_id
    join vendor_security_tracking t on t.id = a.vendor_tracking_id
    join vendors v on v.id = t.vendor_id
    join security_incidents i on i.id = t.incident_id
    where d.digest_id = ${digestId} and d.status = 'held'
    order by array_position(${[...PRIORITIES]}::text[], a.priority) desc, a.raised_at, a.id`.execute(tx.sql);
  return latestWords(rows).map((row) => ({
    vendor: row.vendor,
    incident: row.incident,
    notice: isAboutIncident(row) ? null : row.title,
    severity: row.severity,
    priority: row.priority,
    confidence: row.match_confidence,
    reason: row.match_reason,
    path: trackingPath(row.vendor_id, row.tracking_id),
  }));
}

/** Reminders and escalations are alerts too, with effects of their own. */
const isAboutIncident = ({ effect }: AlertRow): boolean => effect.startsWith('alert');

/** A tracking that worsened while its alert was queued is told of once, by its latest alert. */
function latestWords(rows: readonly AlertRow[]): AlertRow[] {
  const latest = new Map<string, AlertRow>();
  for (const row of rows.filter(isAboutIncident)) {
    const other = latest.get(row.tracking_id);
    if (other === undefined || Date.parse(other.raised_at) < Date.parse(row.raised_at)) {
      latest.set(row.tracking_id, row);
    }
  }
  return rows.filter((row) => !isAboutIncident(row) || latest.get(row.tracking_id) === row);
}

/**
 * The other side has the digest: so its deliveries, and with them their alerts, are sent, also those whose tracking
 * was resolved while it was on its way. `at` is ISO 8601 UTC.
 */
export async function completeDigest(
  tx: TenantTx,
  digestId: string,
  { deliveryIds, at, providerId }: { deliveryIds: readonly string[]; at: string; providerId: string | null },
): Promise<void> {
  const { rows } = await sql<{ alert_id: string; channel: Channel; recipient: string }>`
    update alert_deliveries set status = 'sent', sent_at = ${at}, provider_id = ${providerId}, last_error = null
    where digest_id = ${digestId} and id = any(${[...deliveryIds]}::uuid[])
    returning alert_id, channel, recipient`.execute(tx.sql);
  const [first] = rows;
  if (first === undefined) return;
  const { channel, recipient } = first;
  await sql`
    update security_alerts set
      status = case when status in ('pending', 'failed') then 'sent' else status end,
      sent_at = coalesce(sent_at, ${at}::timestamptz),
      channels_sent = case when ${channel} = any(channels_sent) then channels_sent else channels_sent || ${channel}::text end
    where id = any(${rows.map(({ alert_id }) => alert_id)}::uuid[])`.execute(tx.sql);
  await recordAudit(tx, SYSTEM, {
    action: 'alert.digest',
    targetType: 'alert_digest',
    targetId: digestId,
    after: { channel, recipient, deliveries: rows.length },
  });
}

/** Keeps the error of a try that is followed by another. */
export async function noteFailedDigest(tx: TenantTx, digestId: string, error: string): Promise<void> {
  await tx.sql
    .updateTable('alert_deliveries')
    .set({ last_error: error })
    .where('digest_id', '=', digestId)
    .where('status', '=', 'held')
    .execute();
}

/** Gives a digest up, and says so on the timeline of every tracking in it. `at` is ISO 8601 UTC. */
export async function failDigest(
  tx: TenantTx,
  digestId: string,
  { error, at }: { error: string | null; at: string },
): Promise<void> {
  const failed = await tx.sql
    .updateTable('alert_deliveries')
    .set({ status: 'failed', ...(error !== null && { last_error: error }) })
    .where('digest_id', '=', digestId)
    .where('status', '=', 'held')
    .returning(['id', 'alert_id', 'channel', 'recipient', 'last_error'])
    .execute();
  await noteFailures(tx, failed, at);
}

/** Queued deliveries of a tracking that has ended are not needed any more. */
export async function skipQueuedDeliveries(tx: TenantTx, trackingId: string): Promise<void> {
  await sql`
    update alert_deliveries d
    set status = 'skipped', last_error = 'The tracking was resolved before the digest went out'
    from security_alerts a
    where a.id = d.alert_id and a.vendor_tracking_id = ${trackingId} and d.status = 'held'`.execute(tx.sql);
}
