import { LockMode } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { ProcessConfiguration, type ProcessStep } from '../../../db/entities/work.ts';
import { flushUnique } from '../../../db/flush-unique.ts';
import { given } from '../../../domain/given.ts';
import type { ProcessType } from '../../../domain/vocabulary.ts';
import { recordAudit, type AuditActor } from '../../access/audit/record.ts';
import { found } from '../../../domain/fault.ts';
import { slugOf } from '../../../domain/text/slug.ts';
import { readProcessConfiguration, type ProcessConfigurationRow } from './list-processes.ts';

/** What can be said of a configured process; a key left out stays. */
export interface ConfigurationInput {
  key?: string | undefined;
  name?: string | undefined;
  workflow_type?: ProcessType | undefined;
  status?: 'active' | 'draft' | 'retired' | undefined;
  is_default?: boolean | undefined;
  steps?: ProcessStep[] | undefined;
}

/** Adds a process. Throws Fault when its key is taken. */
export async function createConfiguration(
  tx: TenantTx,
  actor: AuditActor,
  input: ConfigurationInput & { name: string; workflow_type: ProcessType; steps: ProcessStep[] },
): Promise<ProcessConfigurationRow> {
  const id = uuidv7();
  if (input.is_default) await noLongerDefault(tx, input.workflow_type);
  tx.em.create(ProcessConfiguration, {
    id,
    tenant_id: tx.tenantId,
    key: input.key ?? `${slugOf(input.name)}_${id.slice(-6)}`,
    name: input.name,
    workflow_type: input.workflow_type,
    status: input.status ?? 'active',
    is_default: input.is_default ?? false,
    steps: input.steps,
  });
  await flushUnique(tx, 'key', 'There is a process with this key already.');
  const after = found(await readProcessConfiguration(tx, id), 'workflow configuration');
  await recordAudit(tx, actor, {
    action: 'workflow_configuration.create',
    targetType: 'workflow_configuration',
    targetId: id,
    after,
  });
  return after;
}

/** Changes a process as a new version; those that run keep the steps they began with. Throws Fault when there is none. */
export async function updateConfiguration(
  tx: TenantTx,
  actor: AuditActor,
  id: string,
  { key: _, steps, ...input }: ConfigurationInput,
): Promise<ProcessConfigurationRow> {
  const before = found(await readProcessConfiguration(tx, id), 'workflow configuration');
  const type = input.workflow_type ?? before.workflow_type;
  const becomesDefault = input.is_default ?? before.is_default;
  if (becomesDefault && !(before.is_default && before.workflow_type === type)) {
    await noLongerDefault(tx, type, id);
  }
  const stored = await tx.em.findOneOrFail(
    ProcessConfiguration,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  tx.em.assign(stored, given(input));
  if (steps !== undefined) tx.em.assign(stored, { steps, version: stored.version + 1 });
  await tx.em.flush();
  const after = found(await readProcessConfiguration(tx, id), 'workflow configuration');
  await recordAudit(tx, actor, {
    action: 'workflow_configuration.update',
    targetType: 'workflow_configuration',
    targetId: id,
    before,
    after,
  });
  return after;
}

/** There is one default of each type. */
async function noLongerDefault(tx: TenantTx, type: ProcessType, except?: string): Promise<void> {
  let update = tx.sql
    .updateTable('workflow_configurations')
    .set({ is_default: false })
    .where('workflow_type', '=', type)
    .where('is_default', '=', true);
  if (except !== undefined) update = update.where('id', '<>', except);
  await update.execute();
}
