import { sql, type Selectable } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Tables, TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { MATCHER_VERSION, WEIGHTS, type MatchWeights } from '../../../matching/scoring/weights.ts';
import type { FitReport } from '../../../domain/matching/fit-report.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';

/** Weights refitted from a tenant's verdicts, as applied. */
export type StoredWeights = Selectable<Tables['match_weights']>;

/** The weights that a tenant is matched with, and what matches made with them carry as their version. */
export interface WeightsInUse {
  weights: MatchWeights;
  matcherVersion: string;
}

/** The weights that a tenant applied and did not withdraw, whichever matcher they were fitted for; or null. */
export async function readStoredWeights(tx: TenantTx): Promise<StoredWeights | null> {
  const row = await tx.sql
    .selectFrom('match_weights')
    .selectAll()
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** True where they were fitted for this matcher: another one has other signals, which these know nothing of. */
export const fitsMatcher = (stored: Pick<StoredWeights, 'base_version'>): boolean =>
  stored.base_version === MATCHER_VERSION;

/** A tenant's refitted weights where it has some for this matcher, else the shipped ones. */
export async function readWeightsInUse(tx: TenantTx): Promise<WeightsInUse> {
  const stored = await readStoredWeights(tx);
  return stored && fitsMatcher(stored)
    ? { weights: stored.weights, matcherVersion: stored.matcher_version }
    : { weights: WEIGHTS, matcherVersion: MATCHER_VERSION };
}

/** The window's stored incidents are matched again, as after a changed configuration. */
async function reconsiderWindow(tx: TenantTx): Promise<void> {
  await sql`update security_monitoring_configs set changed_xid = pg_current_xact_id()`.execute(tx.sql);
}

const endCurrent = (tx: TenantTx) =>
  tx.sql
    .updateTable('match_weights')
    .set({ withdrawn_at: sql<string>`now()` })
    .where('withdrawn_at', 'is', null)
    .returning(['id', 'version', 'matcher_version'])
    .executeTakeFirst();

/** Puts refitted weights into use, in the place of those before. `slug` names the tenant in the matcher's version. */
export async function applyWeights(
  tx: TenantTx,
  actor: AuditActor,
  { slug, weights, report, by }: { slug: string; weights: MatchWeights; report: FitReport; by: string },
): Promise<{ version: number; matcher_version: string }> {
  // Two at once: the second waits for the first's version.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`match_weights/${tx.tenantId}`}, 0))`.execute(
    tx.sql,
  );
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) + 1 as version from match_weights`.execute(tx.sql);
  const version = rows[0]?.version ?? 1;
  const matcher_version = `${MATCHER_VERSION}+${slug}.${version}`;
  const before = await endCurrent(tx);
  const id = uuidv7();
  await tx.sql
    .insertInto('match_weights')
    .values({
      id,
      tenant_id: tx.tenantId,
      version,
      base_version: MATCHER_VERSION,
      matcher_version,
      weights: json(weights),
      report: json(report),
      applied_by: by,
    })
    .execute();
  await reconsiderWindow(tx);
  await recordAudit(tx, actor, {
    action: 'match_weights.apply',
    targetType: 'match_weights',
    targetId: id,
    before: { matcher_version: before?.matcher_version ?? MATCHER_VERSION },
    after: { matcher_version },
  });
  return { version, matcher_version };
}

/** Goes back to the shipped weights; what was withdrawn, or null where nothing was applied. */
export async function withdrawWeights(
  tx: TenantTx,
  actor: AuditActor,
): Promise<{ version: number; matcher_version: string } | null> {
  const ended = await endCurrent(tx);
  if (!ended) return null;
  await reconsiderWindow(tx);
  await recordAudit(tx, actor, {
    action: 'match_weights.withdraw',
    targetType: 'match_weights',
    targetId: ended.id,
    before: { matcher_version: ended.matcher_version },
    after: { matcher_version: MATCHER_VERSION },
  });
  return { version: ended.version, matcher_version: ended.matcher_version };
}
