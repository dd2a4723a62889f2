import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import type { Match } from '../../../matching/scoring/match.ts';
import {
  matchIncidentToVendors,
  type MatchableRow,
  type MatchSettings,
} from '../register/match-incident-to-vendors.ts';
import type { Register } from '../register/register.ts';

/** A pair that would be raised but for a rule. */
export interface Suppressed {
  vendorId: string;
  incidentId: string;
  /** What the rule is about. */
  evidenceKey: string;
}

/**
 * An incident's matches, and the pairs that are none only because of reviewers' verdicts, with each verdict that it
 * takes. Verdicts are left out first and applied where they concern a match, so that most incidents are matched once.
 */
export function matchUnderRules(
  register: Register,
  row: MatchableRow,
  settings: MatchSettings,
): { matches: Match[]; suppressed: Suppressed[] } {
  const applied = new Set<string>();
  const concerned: Suppressed[] = [];
  for (;;) {
    const matches = matchIncidentToVendors(register, row, { ...settings, suppressedEvidence: applied });
    const ruled = matches.filter(({ evidenceKey }) => settings.suppressedEvidence.has(evidenceKey));
    if (ruled.length === 0) {
      const raised = new Set(matches.map(({ vendorId }) => vendorId));
      return { matches, suppressed: concerned.filter(({ vendorId }) => !raised.has(vendorId)) };
    }
    for (const { vendorId, evidenceKey } of ruled) {
      applied.add(evidenceKey);
      concerned.push({ vendorId, evidenceKey, incidentId: row.id });
    }
  }
}

/**
 * Holds the rules that kept something back until the transaction ends, so that whoever undoes one finds what it kept
 * back. Rule ids by evidence key; null where one was undone since it was read, and the page is to be matched again.
 */
export async function holdRules(
  tx: TenantTx,
  suppressed: readonly Suppressed[],
): Promise<ReadonlyMap<string, string> | null> {
  const keys = [...new Set(suppressed.map(({ evidenceKey }) => evidenceKey))];
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ id: string; evidence_key: string }>`
    select id, evidence_key from match_feedback
    where verdict = 'false_positive' and evidence_key = any(${keys}::text[]) order by id for key share`.execute(
    tx.sql,
  );
  return rows.length < keys.length ? null : new Map(rows.map((row) => [row.evidence_key, row.id]));
}

/** Remembers what rules kept from being raised; a pair with a tracking was raised before. */
export async function saveSuppressed(
  tx: TenantTx,
  suppressed: readonly Suppressed[],
  rules: ReadonlyMap<string, string>,
): Promise<void> {
  if (suppressed.length === 0) return;
  const pick = <T>(value: (one: Suppressed) => T) => suppressed.map(value);
  await sql`
    insert into match_suppressions (id, tenant_id, rule_id, vendor_id, incident_id)
    select u.id, ${tx.tenantId}, u.rule_id, u.vendor_id, u.incident_id
    from unnest(${pick(() => uuidv7())}::uuid[], ${pick((one) => rules.get(one.evidenceKey) ?? null)}::uuid[],
      ${pick((one) => one.vendorId)}::uuid[], ${pick((one) => one.incidentId)}::uuid[])
      as u (id, rule_id, vendor_id, incident_id)
    where not exists (select from vendor_security_tracking t
      where t.vendor_id = u.vendor_id and t.incident_id = u.incident_id)
    order by u.rule_id, u.incident_id
    on conflict (rule_id, incident_id) do nothing`.execute(tx.sql);
}

/** Forgets that these incidents were to be looked at again: they were. */
export async function settleSuppressed(tx: TenantTx, incidentIds: readonly string[]): Promise<void> {
  await sql`
    delete from match_suppressions where rule_id is null and incident_id = any(${[...incidentIds]}::uuid[])`.execute(
    tx.sql,
  );
}

/** True where an undone rule had kept something back that nobody has looked at again. */
export async function isSuppressedDue(tx: TenantTx): Promise<boolean> {
  const row = await tx.sql
    .selectFrom('match_suppressions')
    .select('id')
    .where('rule_id', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
