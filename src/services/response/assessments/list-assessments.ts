import { sql, type Selectable } from 'kysely';
import type { Tables, TenantTx } from '../../../db/database.ts';
import type { AssessmentType, AssignmentStatus } from '../../../domain/vocabulary.ts';
import { among, equals, readPage, type Page, type PageRequest } from '../../../db/keyset.ts';

/** An assessment template. */
export type AssessmentRow = Selectable<Tables['assessments']>;

/** An assessment that a vendor is to answer; `completion` is the share of questions answered, 0..1. */
export type AssignmentRow = Omit<
  Selectable<Tables['assessment_assignments']>,
  'response_no' | 'effect' | 'token_hash' | 'token_expires_at'
> & { name: string; vendor_name: string; completion: number };

const TEMPLATE_COLUMNS = sql`a.id, a.tenant_id, a.key, a.name, a.assessment_type, a.is_default, a.is_active,
  a.questions, a.created_at, a.updated_at`;

/** The tenant's templates, by name. */
export function listAssessments(
  tx: TenantTx,
  filter: { assessment_type?: AssessmentType[] | undefined; is_active?: boolean | undefined },
  page: PageRequest,
): Promise<Page<AssessmentRow>> {
  return readPage<AssessmentRow>(tx, {
    select: TEMPLATE_COLUMNS,
    from: sql`assessments a`,
    where: [
      ...among(sql`a.assessment_type`, filter.assessment_type),
      ...(filter.is_active === undefined ? [] : [sql`a.is_active = ${filter.is_active}`]),
    ],
    id: sql`a.id`,
    sorts: { name: [sql`a.name`, 'text'] },
    sort: 'name',
    page,
  });
}

/** One template, or null. */
export async function readAssessment(tx: TenantTx, id: string): Promise<AssessmentRow | null> {
  const { rows } =
    await sql<AssessmentRow>`select ${TEMPLATE_COLUMNS} from assessments a where a.id = ${id}`.execute(
      tx.sql,
    );
  return rows[0] ?? null;
}

const ASSIGNMENT_FROM = sql`assessment_assignments g
  join assessments a on a.id = g.assessment_id
  join vendors v on v.id = g.vendor_id`;
// Only answers to questions that the template asks count.
const COMPLETION = sql`case when jsonb_array_length(a.questions) = 0 then 0
  else (select count(*)::float8 from jsonb_array_elements(a.questions) q
        where coalesce(g.answers -> (q ->> 'key'), 'null') not in ('null', '""')) / jsonb_array_length(a.questions) end`;
const ASSIGNMENT_COLUMNS = sql`g.id, g.tenant_id, g.assessment_id, a.name as name, g.vendor_id,
  v.name as vendor_name, g.tracking_id, g.assignment_type, g.status, g.due_date, g.metadata, g.answers, g.score,
  ${COMPLETION} as completion, g.submitted_at, g.created_at, g.updated_at`;

/** Assignments, newest first. */
export function listAssignments(
  tx: TenantTx,
  filter: {
    status?: AssignmentStatus[] | undefined;
    vendor_id?: string | undefined;
    assessment_id?: string | undefined;
  },
  page: PageRequest,
): Promise<Page<AssignmentRow>> {
  return readPage<AssignmentRow>(tx, {
    select: ASSIGNMENT_COLUMNS,
    from: ASSIGNMENT_FROM,
    where: [
      ...among(sql`g.status`, filter.status),
      ...equals(sql`g.vendor_id`, filter.vendor_id),
      ...equals(sql`g.assessment_id`, filter.assessment_id),
    ],
    id: sql`g.id`,
    sorts: { created_at: [sql`g.created_at`, 'timestamptz'] },
    sort: '-created_at',
    page,
  });
}

/** One assignment, or null. */
export async function readAssignment(tx: TenantTx, id: string): Promise<AssignmentRow | null> {
  const { rows } =
    await sql<AssignmentRow>`select ${ASSIGNMENT_COLUMNS} from ${ASSIGNMENT_FROM} where g.id = ${id}`.execute(
      tx.sql,
    );
  return rows[0] ?? null;
}
