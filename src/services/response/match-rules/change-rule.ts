import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import type { Actor } from '../../../contracts/decisions.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { found, invalid } from '../../../domain/fault.ts';
import { recordTimeline } from '../record/timeline.ts';
import { readRule, type MatchRuleRow } from './list-rules.ts';

const inShort = ({ vendor, says, evidence_key, expires_at }: MatchRuleRow) => ({
  vendor_id: vendor.id,
  says,
  evidence_key,
  expires_at,
});

/** Sets until when a rule counts (ISO 8601); null: until it is undone. Throws Fault. */
export async function setRuleExpiry(
  tx: TenantTx,
  actor: AuditActor,
  id: string,
  expiresAt: string | null,
): Promise<MatchRuleRow> {
  const before = found(await readRule(tx, id), 'match rule');
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now()) {
    throw invalid('expires_at', 'must lie ahead; to end a rule now, undo it');
  }
  await tx.sql.updateTable('match_feedback').set({ expires_at: expiresAt }).where('id', '=', id).execute();
  const after = found(await readRule(tx, id), 'match rule');
  await recordAudit(tx, actor, {
    action: 'match_rule.update',
    targetType: 'match_rule',
    targetId: id,
    before: inShort(before),
    after: inShort(after),
  });
  return after;
}

/** What is left to do once a rule is undone. */
export interface UndoneRule {
  /** Trackings that are to respond again. */
  reopenings: number;
  /** Incidents that are to be looked at again. */
  suppressed: number;
}

/**
 * Undoes a rule: it counts no more, the trackings that were resolved as false positives for its reason are to respond
 * again, and what it suppressed is looked at again. All three are remembered here and carried out by the
 * next cycle, whichever comes first. Throws Fault.
 */
export async function undoRule(
  tx: TenantTx,
  by: { actor: AuditActor; decider: Actor },
  id: string,
): Promise<UndoneRule> {
  const rule = found(await readRule(tx, id), 'match rule');
  // Trackings before the rule, as a resolution locks them.
  const { rows: trackings } = await sql<{ id: string; response_no: number }>`
    select id, response_no from vendor_security_tracking
    where vendor_id = ${rule.vendor.id} and evidence_key = ${rule.evidence_key}
      and status = 'resolved' and resolution_type = 'false_positive'
    order by id for no key update`.execute(tx.sql);
  const suppressed = await endRule(tx, id);
  await askForReopening(
    tx,
    trackings.map((tracking) => tracking.id),
    by.decider,
  );
  const at = new Date().toISOString();
  for (const tracking of trackings) {
    const about = { trackingId: tracking.id, responseNo: tracking.response_no, at, actor: by.decider };
    await recordTimeline(tx, about, [
      { kind: 'rule_undone', detail: { rule_id: id, says: rule.says }, effectKey: `rule_undone/${id}` },
    ]);
  }
  await recordAudit(tx, by.actor, {
    action: 'match_rule.undo',
    targetType: 'match_rule',
    targetId: id,
    before: inShort(rule),
    after: { trackings_to_reopen: trackings.length, incidents_to_consider: suppressed },
  });
  return { reopenings: trackings.length, suppressed };
}

/** Deletes a rule; what it suppressed is looked at again. Returns how many incidents that are. */
export async function endRule(tx: TenantTx, id: string): Promise<number> {
  // Whoever is just keeping something back under it is waited for.
  const { rows } = await sql`select id from match_feedback where id = ${id} for update`.execute(tx.sql);
  found(rows[0], 'match rule');
  const { numAffectedRows = 0n } =
    await sql`update match_suppressions set rule_id = null where rule_id = ${id}`.execute(tx.sql);
  await tx.sql.deleteFrom('match_feedback').where('id', '=', id).execute();
  return Number(numAffectedRows);
}

async function askForReopening(tx: TenantTx, trackingIds: readonly string[], { userId, name }: Actor) {
  await sql`
    insert into tracking_reopenings (id, tenant_id, tracking_id, reason, asked_by, asked_by_name)
    select u.id, ${tx.tenantId}, u.tracking_id, 'The match rule that came of the false positive was undone',
      ${userId}::uuid, ${name}
    from unnest(${trackingIds.map(() => uuidv7())}::uuid[], ${[...trackingIds]}::uuid[]) as u (id, tracking_id)
    on conflict (tracking_id) do nothing`.execute(tx.sql);
  // Like an update on its way, so that every cycle looks after it until the response has taken it up.
  await sql`
    update vendor_security_tracking set news_found_at = now() where id = any(${[...trackingIds]}::uuid[])`.execute(
    tx.sql,
  );
}
