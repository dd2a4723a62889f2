import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import type { Priority, TaskStatus } from '../../../domain/vocabulary.ts';
import { among, equals, readPage, type Page, type PageRequest, type Sorts } from '../../../db/keyset.ts';

/** A task with its assignee's name; overdue is open and past its due date. */
export type TaskRow = Omit<
  Selectable<Tables['action_items']>,
  'tracking_id' | 'response_no' | 'effect' | 'reminded_at' | 'escalated_at'
> & { assigned_to_name: string | null; overdue: boolean };

/** Everything is optional; `assigned_to` is a user's id or `none`. */
export interface TaskFilter {
  status?: TaskStatus[] | undefined;
  priority?: Priority[] | undefined;
  assigned_to?: string | undefined;
  source_type?: string | undefined;
  source_id?: string | undefined;
  open?: boolean | undefined;
  overdue?: boolean | undefined;
}

const OPEN = sql`a.status in ('pending', 'in_progress')`;
const OVERDUE = sql`(${OPEN} and coalesce(a.due_date < now(), false))`;
const FROM = sql`action_items a left join users u on u.id = a.assigned_to`;
const COLUMNS = sql`a.id, a.tenant_id, a.action_type, a.title, a.description, a.priority, a.status, a.assigned_to,
  u.name as assigned_to_name, a.assigned_by, a.source_type, a.source_id, a.action_url, a.item_metadata,
  a.due_date, ${OVERDUE} as overdue, a.completed_at, a.completed_by, a.outcome, a.created_at, a.updated_at`;

const SORTS: Sorts = {
  created_at: [sql`a.created_at`, 'timestamptz'],
  due_date: [sql`coalesce(a.due_date, 'infinity')`, 'timestamptz'],
};

/** The tenant's tasks, a page of them. */
export function listTasks(
  tx: TenantTx,
  filter: TaskFilter,
  page: PageRequest & { sort: string },
): Promise<Page<TaskRow>> {
  const where: RawBuilder<unknown>[] = [
    ...among(sql`a.status`, filter.status),
    ...among(sql`a.priority`, filter.priority),
    ...equals(sql`a.source_type`, filter.source_type),
    ...equals(sql`a.source_id`, filter.source_id),
  ];
  if (filter.assigned_to === 'none') where.push(sql`a.assigned_to is null`);
  else where.push(...equals(sql`a.assigned_to`, filter.assigned_to));
  if (filter.open !== undefined) where.push(filter.open ? OPEN : sql`not (${OPEN})`);
  if (filter.overdue !== undefined) where.push(filter.overdue ? OVERDUE : sql`not ${OVERDUE}`);
  const query = { select: COLUMNS, from: FROM, where, id: sql`a.id`, sorts: SORTS, sort: page.sort, page };
  return readPage<TaskRow>(tx, query);
}

/** One task, or null. */
export async function readTask(tx: TenantTx, id: string): Promise<TaskRow | null> {
  const { rows } = await sql<TaskRow>`select ${COLUMNS} from ${FROM} where a.id = ${id}`.execute(tx.sql);
  return rows[0] ?? null;
}

/** What a response handed out for an incident: review tasks of its trackings, steps of their processes. */
export async function listTasksOfIncident(tx: TenantTx, incidentId: string): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${COLUMNS} from ${FROM}
    where a.source_id in (
      select t.id from vendor_security_tracking t where t.incident_id = ${incidentId}
      union
      select w.id from workflow_instances w join vendor_security_tracking t on t.id = w.tracking_id
      where t.incident_id = ${incidentId}
    ) order by a.id limit 500`.execute(tx.sql);
  return rows;
}
