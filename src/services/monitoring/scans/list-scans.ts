import { sql, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import { among, readPage, type Page, type PageRequest } from '../../../db/keyset.ts';

/** One cycle: what it read, considered, matched and started. */
export type ScanRow = Selectable<Tables['scans']>;

const COLUMNS = sql`s.id, s.tenant_id, s.scan_type, s.kind, s.status, s.days_back, s.workflow_id, s.run_id,
  s.started_at, s.finished_at, s.feeds, s.incidents_considered, s.incidents_held, s.matches, s.responses_started,
  s.error, s.requested_by, s.created_at, s.updated_at`;

/** The last one of each scan type, as far as it walked through the catalogue and not to a single incident. */
const LATEST = sql`s.id in (select distinct on (scan_type) id from scans where kind <> 'incident'
  order by scan_type, started_at desc, id desc)`;

/** The tenant's cycles, newest first. */
export function listScans(
  tx: TenantTx,
  filter: { scan_type?: string[] | undefined; status?: string[] | undefined; latest?: boolean | undefined },
  page: PageRequest,
): Promise<Page<ScanRow>> {
  return readPage<ScanRow>(tx, {
    select: COLUMNS,
    from: sql`scans s`,
    where: [
      ...among(sql`s.scan_type`, filter.scan_type),
      ...among(sql`s.status`, filter.status),
      ...(filter.latest === true ? [LATEST] : []),
    ],
    id: sql`s.id`,
    sorts: { started_at: [sql`s.started_at`, 'timestamptz'] },
    sort: '-started_at',
    page,
  });
}

/** One cycle, or null. */
export async function readScan(tx: TenantTx, id: string): Promise<ScanRow | null> {
  const { rows } = await sql<ScanRow>`select ${COLUMNS} from scans s where s.id = ${id}`.execute(tx.sql);
  return rows[0] ?? null;
}
