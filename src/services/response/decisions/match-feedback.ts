import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../../contracts/decisions.ts';
import type { TenantTx } from '../../../db/database.ts';
import type { ResolutionType } from '../../../domain/vocabulary.ts';
import { endRule } from '../match-rules/change-rule.ts';
import { saidBy } from '../match-rules/rule-words.ts';
import type { StoredTracking } from '../record/load-tracking.ts';

/** A rule as the timeline shows it. */
export interface RuleInShort {
  rule_id: string;
  /** One sentence: what the incident says that is left out for the vendor. */
  says: string;
  /** ISO 8601; null: until it is undone. */
  expires_at: string | null;
}

/** What the matcher was taught. */
export interface Taught {
  verdict: 'false_positive' | 'confirmed' | null;
  /** The rule that came of it. */
  rule: RuleInShort | null;
}

/** How long rules count by the tenant's configuration: a moment, or null. */
async function expiryFrom(tx: TenantTx, now: string): Promise<string | null> {
  const { rows } = await sql<{ expires_at: string | null }>`
    select ${now}::timestamptz + make_interval(days => match_rule_days) as expires_at
    from security_monitoring_configs`.execute(tx.sql);
  return rows[0]?.expires_at ?? null;
}

/**
 * Teaches the matcher what a reviewer made of the evidence: a false positive becomes a rule, so that the vendor is not
 * raised again for the same reason; given again, it counts anew. A duplicate says nothing about the match.
 * `now` is ISO 8601.
 */
export async function giveFeedback(
  tx: TenantTx,
  tracking: StoredTracking,
  resolution: ResolutionType,
  { actor, now }: { actor: Actor; now: string },
): Promise<Taught> {
  // Without a key the row would speak of every match of the vendor.
  if (resolution === 'duplicate' || tracking.evidence_key === '') return { verdict: null, rule: null };
  const verdict = resolution === 'false_positive' ? 'false_positive' : 'confirmed';
  const [strongest] = tracking.matched_fields;
  const given = {
    tracking_id: tracking.id,
    created_by: actor.userId,
    created_by_name: actor.name,
    given_at: now,
    expires_at: verdict === 'false_positive' ? await expiryFrom(tx, now) : null,
    strategy: strongest?.strategy ?? null,
    incident_value: strongest?.incident_value ?? null,
    vendor_value: strongest?.vendor_value ?? null,
  };
  const row = await tx.sql
    .insertInto('match_feedback')
    .values({
      id: uuidv7(),
      tenant_id: tx.tenantId,
      vendor_id: tracking.vendor_id,
      evidence_key: tracking.evidence_key,
      verdict,
      ...given,
    })
    .onConflict((conflict) => conflict.columns(['vendor_id', 'evidence_key', 'verdict']).doUpdateSet(given))
    .returning(['id', 'strategy', 'incident_value', 'evidence_key', 'expires_at'])
    .executeTakeFirstOrThrow();
  const rule = { rule_id: row.id, says: saidBy(row), expires_at: row.expires_at };
  return { verdict, rule: verdict === 'false_positive' ? rule : null };
}

/**
 * Takes back that this tracking was a false positive. The rule that it gave ends, and what it suppressed is looked
 * at again; where another tracking was called the same for the same reason, the rule is that one's from now on.
 * Returns the rule that ended, or null.
 */
export async function withdrawFeedback(tx: TenantTx, tracking: StoredTracking): Promise<RuleInShort | null> {
  const rule = await tx.sql
    .selectFrom('match_feedback')
    .select(['id', 'strategy', 'incident_value', 'evidence_key', 'expires_at'])
    .where('tracking_id', '=', tracking.id)
    .where('verdict', '=', 'false_positive')
    .executeTakeFirst();
  if (rule === undefined) return null;
  const { rows } = await sql`
    update match_feedback f set tracking_id = o.id, created_by = o.resolved_by, created_by_name = o.resolved_by_name,
      given_at = o.resolved_at
    from (select id, resolved_by, resolved_by_name, resolved_at from vendor_security_tracking
      where vendor_id = ${tracking.vendor_id} and evidence_key = ${rule.evidence_key} and id <> ${tracking.id}
        and status = 'resolved' and resolution_type = 'false_positive' order by resolved_at desc limit 1) o
    where f.id = ${rule.id} returning f.id`.execute(tx.sql);
  if (rows.length > 0) return null;
  await endRule(tx, rule.id);
  return { rule_id: rule.id, says: saidBy(rule), expires_at: rule.expires_at };
}
