import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import type { AlertStatus, AlertType, Severity } from '../../../domain/vocabulary.ts';
import { all, among, equals, readPage, type Page, type PageRequest } from '../../../db/keyset.ts';

/** One try to reach one person through one channel. */
export type DeliveryRow = Omit<
  Selectable<Tables['alert_deliveries']>,
  'tenant_id' | 'once_key' | 'provider_id' | 'digest_id' | 'created_at' | 'updated_at'
>;

/** An alert with what became of each delivery. */
export type AlertRow = Omit<Selectable<Tables['security_alerts']>, 'effect' | 'raised_at'> & {
  vendor: { id: string; name: string };
  deliveries: Omit<DeliveryRow, 'alert_id'>[];
};

/** Who looks: all of the tenant's alerts, or the tenant-wide ones and those addressed to this user. */
export type AlertReader = 'all' | { userId: string | null };

/** Everything is optional. */
export interface AlertFilter {
  id?: string | undefined;
  status?: AlertStatus[] | undefined;
  severity?: Severity[] | undefined;
  alert_type?: AlertType[] | undefined;
  vendor_id?: string | undefined;
  vendor_tracking_id?: string | undefined;
}

const FROM = sql`security_alerts s
  join vendor_security_tracking t on t.id = s.vendor_tracking_id
  join vendors v on v.id = t.vendor_id`;
const COLUMNS = sql`s.id, s.tenant_id, s.incident_id, s.vendor_tracking_id, s.response_no, s.alert_type,
  s.severity, s.priority, s.title, s.message, s.recipient_type, s.recipient_ids, s.status, s.sent_at, s.read_at,
  s.acknowledged_at, s.acknowledged_by, s.channels_sent, s.corrected_at, s.created_at, s.updated_at,
  jsonb_build_object('id', v.id, 'name', v.name) as vendor`;

/** Alerts that the reader may see, newest first, a page of them. */
export async function listAlerts(
  tx: TenantTx,
  reader: AlertReader,
  filter: AlertFilter,
  page: PageRequest,
): Promise<Page<AlertRow>> {
  const { rows, next } = await readPage<Omit<AlertRow, 'deliveries'>>(tx, {
    select: COLUMNS,
    from: FROM,
    where: [visible(reader), ...conditions(filter)],
    id: sql`s.id`,
    sorts: { created_at: [sql`s.created_at`, 'timestamptz'] },
    sort: '-created_at',
    page,
  });
  return { rows: await withDeliveries(tx, rows), next };
}

/** One alert, or null when there is none that the reader may see. */
export async function readAlert(tx: TenantTx, reader: AlertReader, id: string): Promise<AlertRow | null> {
  const { rows } = await sql<Omit<AlertRow, 'deliveries'>>`
    select ${COLUMNS} from ${FROM} where ${all([visible(reader), sql`s.id = ${id}`])}`.execute(tx.sql);
  return (await withDeliveries(tx, rows))[0] ?? null;
}

function conditions(filter: AlertFilter): RawBuilder<unknown>[] {
  return [
    ...among(sql`s.status`, filter.status),
    ...among(sql`s.severity`, filter.severity),
    ...among(sql`s.alert_type`, filter.alert_type),
    ...equals(sql`t.vendor_id`, filter.vendor_id),
    ...equals(sql`s.vendor_tracking_id`, filter.vendor_tracking_id),
  ];
}

/** An alert to a role or a team is the tenant's; one to a user is that user's. */
function visible(reader: AlertReader): RawBuilder<unknown> {
  if (reader === 'all') return sql`true`;
  return sql`(s.recipient_type <> 'user' or ${reader.userId ?? ''}::text = any(s.recipient_ids))`;
}

async function withDeliveries(tx: TenantTx, alerts: Omit<AlertRow, 'deliveries'>[]): Promise<AlertRow[]> {
  if (alerts.length === 0) return [];
  const deliveries: DeliveryRow[] = await tx.sql
    .selectFrom('alert_deliveries')
    .select([
      'id',
      'alert_id',
      'channel',
      'recipient',
      'user_id',
      'status',
      'attempts',
      'last_error',
      'sent_at',
      'held_at',
    ])
    .where(
      'alert_id',
      'in',
      alerts.map((alert) => alert.id),
    )
    .orderBy('id')
    .execute();
  const byAlert = Map.groupBy(deliveries, (delivery) => delivery.alert_id);
  return alerts.map((alert) => ({
    ...alert,
    deliveries: (byAlert.get(alert.id) ?? []).map(({ alert_id: _, ...delivery }) => delivery),
  }));
}
