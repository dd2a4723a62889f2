import {
  endProcess,
  readProcess,
  type ProcessEnd,
  type ProcessRun,
} from '../../src/services/response/processes/run-process.ts';
import {
  finishStep,
  openStep,
  type OpenedStep,
  type StepEnd,
  type StepInput,
} from '../../src/services/response/processes/steps.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';

type OfTenant<T> = T & { tenantId: string };

/** The database steps of a TPRM, VRM or risk process; each is one transaction, and taken again changes nothing. */
export function createProcessActivities({ db }: Pick<ActivityDependencies, 'db'>) {
  return {
    async readProcess({ tenantId, instanceId }: OfTenant<{ instanceId: string }>): Promise<ProcessRun> {
      return db.withTenant(tenantId, (tx) => readProcess(tx, instanceId));
    },

    async openStep({ tenantId, ...input }: OfTenant<StepInput>): Promise<OpenedStep> {
      return db.withTenant(tenantId, (tx) => openStep(tx, input));
    },

    async finishStep({ tenantId, ...input }: OfTenant<StepEnd>): Promise<boolean> {
      return db.withTenant(tenantId, (tx) => finishStep(tx, input));
    },

    async endProcess({ tenantId, ...input }: OfTenant<ProcessEnd>): Promise<'completed' | 'cancelled'> {
      return db.withTenant(tenantId, (tx) => endProcess(tx, input));
    },
  };
}
