/** A tenant whose alerts exceed its budget, and what it was mailed. */
import { v7 as uuidv7 } from 'uuid';
import { responseId } from '../../../src/contracts/ids.ts';
import { TASK_QUEUES } from '../../../src/contracts/task-queues.ts';
import type { Case } from './case.ts';
import { addMatch, type Match, type MatchOptions } from './match.ts';
import { until } from './until.ts';
import type { ResponseRig } from './response-rig.ts';

export interface Flooded {
  /** Its tenant's eyes; its own tracking is never responded to. */
  of: Case;
  reviewers: [string, string];
  /** Finds a match, and waits until its response waits for a reviewer. */
  find(options?: MatchOptions): Promise<Match>;
  mailsTo(recipient: string): { subject: string; text: string; messageId: string }[];
  /** E-mail deliveries of one match, by status. */
  mail(match: Match): Promise<string[]>;
}

/** A tenant with two reviewers and nothing but alerts to follow a match. */
export async function floodedTenant(
  rig: ResponseRig,
  alert_budget_per_hour: number | null,
  channels = ['email', 'in_app'],
): Promise<Flooded> {
  const of = await rig.match({
    config: {
      alert_budget_per_hour,
      alert_channels: JSON.stringify(channels) as never,
      auto_start_workflows: false,
      auto_trigger_assessments: false,
    },
  });
  const second = `second@${of.tenant.slug}.example`;
  await of.read((tx) =>
    tx.sql
      .insertInto('users')
      .values({
        id: uuidv7(),
        tenant_id: tx.tenantId,
        name: 'Second',
        email: second,
        roles: ['security_reviewer'],
      })
      .execute(),
  );
  return {
    of,
    reviewers: [of.tenant.users.security_reviewer.email, second],
    find: async (options) => {
      const match = await addMatch(rig.db, of.tenant, options);
      const handle = await rig.env.client.workflow.start('incidentResponse', {
        workflowId: responseId(match.trackingId),
        taskQueue: TASK_QUEUES.responses,
        args: [{ tenantId: of.tenant.id, trackingId: match.trackingId, responseNo: 1 }],
      });
      await until('the response to wait', async () => {
        const { phase } = await handle.query<{ phase: string }>('phase');
        return phase === 'awaiting_qualification';
      });
      return match;
    },
    mailsTo: (recipient) =>
      rig.mailbox.mails
        .filter(({ to }) => to.includes(recipient))
        .map(({ subject, messageId, mail }) => ({ subject, messageId, text: mail.text ?? '' })),
    mail: async ({ trackingId }) => {
      const found = await of.read((tx) =>
        tx.sql
          .selectFrom('alert_deliveries as d')
          .innerJoin('security_alerts as a', 'a.id', 'd.alert_id')
          .select('d.status')
          .where('d.channel', '=', 'email')
          .where('a.vendor_tracking_id', '=', trackingId)
          .execute(),
      );
      return found.map(({ status }) => status);
    },
  };
}
