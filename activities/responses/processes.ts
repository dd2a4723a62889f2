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
import { trustedActor } from '../../src/services/response/decisions/trusted-actor.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';

type OfTenant<T> = T & { tenantId: string };

interface Parts extends Pick<ActivityDependencies, 'db'> {
  config: Pick<ActivityDependencies['config'], 'encryptionKeys'>;
}

/** The database steps of a TPRM, VRM or risk process; each is one transaction, and taken again changes nothing. */
export function createProcessActivities({ db, config }: Parts) {
  return {
    async readProcess({ tenantId, instanceId }: OfTenant<{ instanceId: string }>): Promise<ProcessRun> {
      return db.withTenant(tenantId, (tx) => readProcess(tx, instanceId));
    },

    async openStep({ tenantId, ...input }: OfTenant<StepInput>): Promise<OpenedStep> {
      return db.withTenant(tenantId, (tx) => openStep(tx, input));
    },

    async finishStep({ tenantId, ...input }: OfTenant<StepEnd>): Promise<boolean> {
      const { instanceId: subjectId, stepKey, result } = input;
      const of = { tenantId, subjectId, decisionId: stepKey, content: result };
      // What Vigil ends by itself never came from outside: the workflow makes sure of that.
      const bySystem = result.actor.via === 'system';
      const actor = bySystem ? result.actor : trustedActor(config.encryptionKeys, of);
      return db.withTenant(tenantId, (tx) => finishStep(tx, { ...input, result: { ...result, actor } }));
    },

    async endProcess({ tenantId, ...input }: OfTenant<ProcessEnd>): Promise<'completed' | 'cancelled'> {
      return db.withTenant(tenantId, (tx) => endProcess(tx, input));
    },
  };
}
