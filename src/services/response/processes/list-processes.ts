import { sql, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import type { ProcessStatus, ProcessType } from '../../../domain/vocabulary.ts';
import { among, equals, readPage, type Page, type PageRequest } from '../../../db/keyset.ts';

/** A configured process. */
export type ProcessConfigurationRow = Selectable<Tables['workflow_configurations']>;

/** A running or ended process; `progress` is the share of its steps that are done, 0..1. */
export type ProcessRow = Omit<Selectable<Tables['workflow_instances']>, 'response_no' | 'effect'> & {
  name: string;
  workflow_type: ProcessType;
  vendor_name: string;
  progress: number;
};

const CONFIGURATION_COLUMNS = sql`c.id, c.tenant_id, c.key, c.name, c.workflow_type, c.status, c.is_default,
  c.steps, c.version, c.created_at, c.updated_at`;

/** The tenant's configured processes, by name. */
export function listProcessConfigurations(
  tx: TenantTx,
  filter: {
    workflow_type?: ProcessType[] | undefined;
    status?: ('active' | 'draft' | 'retired')[] | undefined;
  },
  page: PageRequest,
): Promise<Page<ProcessConfigurationRow>> {
  return readPage<ProcessConfigurationRow>(tx, {
    select: CONFIGURATION_COLUMNS,
    from: sql`workflow_configurations c`,
    where: [...among(sql`c.workflow_type`, filter.workflow_type), ...among(sql`c.status`, filter.status)],
    id: sql`c.id`,
    sorts: { name: [sql`c.name`, 'text'] },
    sort: 'name',
    page,
  });
}

/** One configured process, or null. */
export async function readProcessConfiguration(
  tx: TenantTx,
  id: string,
): Promise<ProcessConfigurationRow | null> {
  const { rows } = await sql<ProcessConfigurationRow>`
    select ${CONFIGURATION_COLUMNS} from workflow_configurations c where c.id = ${id}`.execute(tx.sql);
  return rows[0] ?? null;
}

const FROM = sql`workflow_instances w
  join workflow_configurations c on c.id = w.configuration_id
  join vendors v on v.id = w.vendor_id`;
const PROGRESS = sql`case
  when w.status = 'completed' then 1
  when jsonb_array_length(w.steps) = 0 then 0
  else (select count(*)::float8 from jsonb_array_elements(w.steps) s where w.step_results ? (s ->> 'key')) / jsonb_array_length(w.steps)
  end`;
const COLUMNS = sql`w.id, w.tenant_id, w.configuration_id, c.name as name, w.configuration_version,
  c.workflow_type, w.vendor_id, v.name as vendor_name, w.tracking_id, w.status, w.steps, w.current_step,
  ${PROGRESS} as progress, w.trigger_reason, w.context, w.step_results, w.finished_at, w.created_at, w.updated_at`;

/** Processes that responses started, newest first. */
export function listProcesses(
  tx: TenantTx,
  filter: { status?: ProcessStatus[] | undefined; vendor_id?: string | undefined },
  page: PageRequest,
): Promise<Page<ProcessRow>> {
  return readPage<ProcessRow>(tx, {
    select: COLUMNS,
    from: FROM,
    where: [...among(sql`w.status`, filter.status), ...equals(sql`w.vendor_id`, filter.vendor_id)],
    id: sql`w.id`,
    sorts: { created_at: [sql`w.created_at`, 'timestamptz'] },
    sort: '-created_at',
    page,
  });
}

/** One process, or null. */
export async function readProcess(tx: TenantTx, id: string): Promise<ProcessRow | null> {
  const { rows } = await sql<ProcessRow>`select ${COLUMNS} from ${FROM} where w.id = ${id}`.execute(tx.sql);
  return rows[0] ?? null;
}
