import { sql } from 'kysely';
import type { TenantTx } from '../../../db/database.ts';
import type { MatchStrategy } from '../../../domain/incidents/incident.ts';
import { among, equals, readPage, type Page, type PageRequest } from '../../../db/keyset.ts';
import { saidBy } from './rule-words.ts';

export const RULE_STATES = ['active', 'expired'] as const;
export type RuleState = (typeof RULE_STATES)[number];

/** A reviewer's "false positive" as the rule that it is: this vendor is not raised for this reason. */
export interface MatchRuleRow {
  id: string;
  tenant_id: string;
  vendor: { id: string; name: string };
  /** One sentence: what the incident says that is left out for the vendor. */
  says: string;
  strategy: MatchStrategy | null;
  incident_value: string | null;
  vendor_value: string | null;
  evidence_key: string;
  state: RuleState;
  created_by: string | null;
  created_by_name: string | null;
  /** When the verdict was given, or last given again; ISO 8601. */
  given_at: string;
  expires_at: string | null;
  /** The tracking that was called a false positive. */
  tracking: { id: string; incident_id: string; external_id: string; title: string } | null;
  /** Trackings that were resolved as false positives for this reason: undoing the rule reopens them. */
  false_positives: number;
  /** Incidents that were not raised because of the rule. */
  kept_back: number;
  latest_kept_back: { incident_id: string; external_id: string; title: string; at: string } | null;
  created_at: string;
  updated_at: string;
}

const STATE = sql`case when f.expires_at <= now() then 'expired' else 'active' end`;

const COLUMNS = sql`f.id, f.tenant_id, jsonb_build_object('id', v.id, 'name', v.name) as vendor, f.strategy,
  f.incident_value, f.vendor_value, f.evidence_key,
  ${STATE} as state, f.created_by,
  coalesce(u.name, f.created_by_name) as created_by_name, f.given_at, f.expires_at,
  case when t.id is not null then jsonb_build_object('id', t.id, 'incident_id', i.id,
    'external_id', i.external_id, 'title', i.title) end as tracking,
  (select count(*)::int from vendor_security_tracking r where r.vendor_id = f.vendor_id
    and r.status = 'resolved' and r.resolution_type = 'false_positive' and r.evidence_key = f.evidence_key) as false_positives,
  k.kept_back, l.id as latest_id, l.external_id as latest_external_id, l.title as latest_title, l.at as latest_at,
  f.created_at, f.updated_at`;

/** Of a pair that was raised since, for another reason, nothing is suppressed. */
const STILL_KEPT = sql`s.rule_id = f.id and not exists (select from vendor_security_tracking x
  where x.vendor_id = s.vendor_id and x.incident_id = s.incident_id)`;

const FROM = sql`match_feedback f
  join vendors v on v.id = f.vendor_id
  left join users u on u.id = f.created_by
  left join vendor_security_tracking t on t.id = f.tracking_id
  left join security_incidents i on i.id = t.incident_id
  left join lateral (select count(*)::int as kept_back from match_suppressions s where ${STILL_KEPT}) k on true
  left join lateral (select c.id, c.external_id, c.title, s.created_at as at
    from match_suppressions s join security_incidents c on c.id = s.incident_id where ${STILL_KEPT}
    order by s.created_at desc, s.id desc limit 1) l on true`;

type Flat = Omit<MatchRuleRow, 'says' | 'latest_kept_back'> & {
  latest_id: string | null;
  latest_external_id: string | null;
  latest_title: string | null;
  latest_at: string | null;
};

function nest({ latest_id, latest_external_id, latest_title, latest_at, ...row }: Flat): MatchRuleRow {
  const latest_kept_back =
    latest_id === null
      ? null
      : {
          incident_id: latest_id,
          external_id: latest_external_id ?? '',
          title: latest_title ?? '',
          at: latest_at ?? '',
        };
  return { ...row, says: saidBy(row), latest_kept_back };
}

/** The tenant's rules, those of the latest verdicts first. */
export async function listRules(
  tx: TenantTx,
  filter: { state?: RuleState[] | undefined; vendor_id?: string | undefined },
  page: PageRequest,
): Promise<Page<MatchRuleRow>> {
  const found = await readPage<Flat>(tx, {
    select: COLUMNS,
    from: FROM,
    where: [
      sql`f.verdict = 'false_positive'`,
      ...equals(sql`f.vendor_id`, filter.vendor_id),
      ...among(STATE, filter.state),
    ],
    id: sql`f.id`,
    sorts: { given_at: [sql`f.given_at`, 'timestamptz'] },
    sort: '-given_at',
    page,
  });
  return { ...found, rows: found.rows.map(nest) };
}

/** One rule, or null. */
export async function readRule(tx: TenantTx, id: string): Promise<MatchRuleRow | null> {
  const { rows } = await sql<Flat>`
    select ${COLUMNS} from ${FROM} where f.verdict = 'false_positive' and f.id = ${id}`.execute(tx.sql);
  return rows[0] ? nest(rows[0]) : null;
}
