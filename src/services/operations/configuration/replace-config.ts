import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { Fault, found, type FieldFault } from '../../../domain/fault.ts';
import { readConfig, type ConfigRow } from './read-config.ts';

/** Everything of a configuration that a person sets. */
export type ConfigInput = Omit<ConfigRow, 'id' | 'tenant_id' | 'last_scan_at' | 'created_at' | 'updated_at'>;

/**
 * Replaces the tenant's configuration, or makes its first. The stored incidents of the scan windows are matched
 * again afterwards. Throws Fault when a template, user or team that it names is none of the tenant's.
 */
export async function replaceConfig(tx: TenantTx, actor: AuditActor, input: ConfigInput): Promise<ConfigRow> {
  const faults = await unknownReferences(tx, input);
  if (faults.length > 0) throw new Fault('invalid', 'Some fields name what does not exist.', faults);
  const before = await readConfig(tx);
  const columns = {
    ...input,
    breach_sources: json(input.breach_sources),
    matching_rules: json(input.matching_rules),
    alert_recipients: json(input.alert_recipients),
    alert_channels: json(input.alert_channels),
    severity_mapping: json(input.severity_mapping),
    changed_xid: sql<string>`pg_current_xact_id()`,
  };
  await tx.sql
    .insertInto('security_monitoring_configs')
    .values({ id: uuidv7(), tenant_id: tx.tenantId, ...columns })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(columns))
    .execute();
  const after = found(await readConfig(tx), 'configuration');
  await recordAudit(tx, actor, {
    action: 'configuration.replace',
    targetType: 'security_monitoring_config',
    targetId: after.id,
    ...(before === null ? {} : { before }),
    after,
  });
  return after;
}

/** Row-level security shows the tenant's own rows only: another tenant's id does not exist. */
async function unknownReferences(tx: TenantTx, input: ConfigInput): Promise<FieldFault[]> {
  const faults: FieldFault[] = [];
  const isThere = async (
    table: 'assessments' | 'workflow_configurations' | 'users' | 'teams',
    id: string,
    path: string,
  ) => {
    const row = await tx.sql.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst();
    if (!row) faults.push({ path, message: 'does not exist' });
  };
  for (const path of ['default_assessment_id', 'breach_assessment_id'] as const) {
    if (input[path] !== null) await isThere('assessments', input[path], path);
  }
  for (const path of ['default_workflow_id', 'breach_workflow_id'] as const) {
    if (input[path] !== null) await isThere('workflow_configurations', input[path], path);
  }
  for (const [group, { recipient_type, recipient_ids }] of input.alert_recipients.entries()) {
    if (recipient_type === 'role') continue;
    const table = recipient_type === 'user' ? 'users' : 'teams';
    for (const [index, id] of recipient_ids.entries()) {
      await isThere(table, id, `alert_recipients.${group}.recipient_ids.${index}`);
    }
  }
  return faults;
}
