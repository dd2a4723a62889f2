import { Context } from '@temporalio/activity';
import { skipDeliveries } from '../../src/services/response/alerts/deliveries.ts';
import { remindTask, type RemindInput } from '../../src/services/response/tasks/remind-task.ts';
import { applyIncidentChange } from '../../src/services/response/effects/apply-change.ts';
import { processVendorSecurityIncident } from '../../src/services/response/effects/respond.ts';
import type { ResponseRun, ResponseState } from '../../src/services/response/record/response-state.ts';
import type { ActivityDependencies } from '../support/dependencies.ts';

/** Which tracking of which tenant, and the workflow's time (ISO 8601 UTC). */
export interface OfTracking {
  tenantId: string;
  trackingId: string;
  now: string;
}

/** The run that called the activity. */
export function callingRun(): ResponseRun {
  const execution = Context.current().info.workflowExecution;
  return { workflowId: execution?.workflowId ?? '', runId: execution?.runId ?? '' };
}

/** The database steps of a response; each is one transaction, and taken again changes nothing. */
export function createResponseActivities({ db, logger }: Pick<ActivityDependencies, 'db' | 'logger'>) {
  return {
    async processVendorSecurityIncident({ tenantId, trackingId, now }: OfTracking): Promise<ResponseState> {
      const run = callingRun();
      const { state, missing } = await db.withTenant(tenantId, (tx) =>
        processVendorSecurityIncident(tx, { trackingId, now, run }),
      );
      for (const what of missing) {
        logger.warn({ tenantId, trackingId, missing: what }, 'Nothing active to start; the response goes on');
      }
      return state;
    },

    async applyIncidentChange({ tenantId, trackingId, now }: OfTracking): Promise<ResponseState> {
      const run = callingRun();
      return db.withTenant(tenantId, (tx) => applyIncidentChange(tx, { trackingId, now, run }));
    },

    async remindTask({ tenantId, ...input }: RemindInput & { tenantId: string }): Promise<string[]> {
      return db.withTenant(tenantId, (tx) => remindTask(tx, input));
    },

    async skipDeliveries(input: { tenantId: string; deliveryIds: string[]; reason: string }): Promise<void> {
      await db.withTenant(input.tenantId, (tx) => skipDeliveries(tx, input.deliveryIds, input.reason));
    },
  };
}
