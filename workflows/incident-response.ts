import { allHandlersFinished, condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { IncidentResponseInput, ResponseResult } from '../src/contracts/payloads.ts';
import { applyMessage } from './support/apply-message.ts';
import { createReminders } from './support/reminders.ts';
import { openInbox, type ResponseMessage } from './support/response-inbox.ts';
import {
  createAlertDeliveries,
  processVendorSecurityIncident,
  remindTask,
  skipDeliveries,
  type ResponseState,
} from './support/response-steps.ts';
import { openView } from './support/response-view.ts';
import { startProcess } from './support/start-process.ts';

const NOTHING_DONE: ResponseResult = {
  task_created: false,
  alert_sent: false,
  assessment_triggered: false,
  workflow_started: false,
};

/** How long a resolved response still tries to get its alerts out; a cycle that wants to reopen it waits 30 seconds. */
const LAST_DELIVERIES = 20_000;

/**
 * The response of one tracking: hands out the work, then waits, for days or months, until reviewers have qualified and
 * resolved it. Ends with the resolution and returns what the first phase did.
 */
export async function incidentResponse(input: IncidentResponseInput): Promise<ResponseResult> {
  const response = begin(input);
  await response.reopenIfAsked();
  // A resolution that came with the start leaves nothing to respond to.
  if (!response.isClosed() && !response.isResolving()) await response.respond();
  do {
    await response.untilClosed();
    await response.settleDeliveries();
    // News is looked at before the end: an update that came just now waits for this course to apply it.
    await condition(() => response.hasNews() || allHandlersFinished());
  } while (response.hasNews());
  if (response.isClosed()) return response.result();
  return continueAsNew<typeof incidentResponse>({ ...carriedOver(input), responseNo: response.responseNo() });
}

const carriedOver = ({ tenantId, trackingId }: IncidentResponseInput) => ({ tenantId, trackingId });
const now = () => new Date().toISOString();

function begin(input: IncidentResponseInput) {
  const { tenantId, trackingId } = input;
  const of = { tenantId, trackingId };
  const view = openView(tenantId);
  const inbox = openInbox((warning) => view.warn(warning));
  const deliveries = createAlertDeliveries(tenantId);
  const reminders = createReminders();
  let state: ResponseState | null = null;
  let reopened = false;

  function take(next: ResponseState): void {
    state = next;
    view.show(next);
    deliveries.begin(next.deliveryIds);
  }

  async function apply(message: ResponseMessage): Promise<void> {
    const wasClosed = state?.closed === true;
    const applied = await applyMessage(of, message);
    if (applied.state !== null) take(applied.state);
    if (applied.state !== null && wasClosed && !applied.state.closed) reopened = true;
    inbox.answer(message.id, applied.answer);
  }

  async function remindIfDue(): Promise<void> {
    const due = state && reminders.next(state);
    if (!due || Date.now() < due.at) return;
    reminders.said(due);
    deliveries.begin(await remindTask({ ...of, taskId: due.taskId, step: due.step, now: now() }));
  }

  /** Sleeps until a message, a due date, or a history that has grown long. */
  async function waitForNews(): Promise<void> {
    const awake = () => !inbox.isEmpty() || workflowInfo().continueAsNewSuggested;
    const due = state && reminders.next(state);
    if (due) {
      await condition(awake, Math.max(1, due.at - Date.now()), { summary: `Until the ${due.step} is due` });
    } else await condition(awake);
  }

  async function drop(deliveryIds: string[]): Promise<void> {
    if (deliveryIds.length === 0) return;
    await skipDeliveries({
      tenantId,
      deliveryIds,
      reason: 'The tracking was resolved before it could be sent',
    });
  }

  /** This run is to go on as another one: a reopening while it was closing, or a long history. */
  const goesOn = () => state?.closed !== true && (reopened || workflowInfo().continueAsNewSuggested);

  /** Nothing was handed out yet; what was reopened in this run is the next one's to respond to. */
  const awaitsResponse = () => state === null || (state.phase === 'responding' && !goesOn());

  return {
    async reopenIfAsked(): Promise<void> {
      for (let asked = inbox.take('reopen'); asked; asked = inbox.take('reopen')) await apply(asked);
    },
    async respond(): Promise<void> {
      view.show(standingOf(input, state));
      take(await processVendorSecurityIncident({ ...of, now: now() }));
      if (state?.instanceId) await startProcess({ tenantId, instanceId: state.instanceId }, state.vendorId);
    },
    async untilClosed(): Promise<void> {
      for (;;) {
        for (let message = inbox.next(); message; message = inbox.next()) await apply(message);
        // A resolution that came with the start but could not be applied leaves a tracking that still needs its response.
        if (awaitsResponse()) await this.respond();
        if (state?.closed === true || goesOn()) return;
        await waitForNews();
        await remindIfDue();
      }
    },
    /** Alerts that are still on their way get a last while; a false positive's are not sent at all. */
    async settleDeliveries(): Promise<void> {
      const wanted = new Set(state?.deliveryIds ?? []);
      const idle = () => !deliveries.underWay().some((id) => wanted.has(id));
      if (!idle() && !goesOn()) {
        await condition(() => idle() || !inbox.isEmpty(), LAST_DELIVERIES, { summary: 'Last deliveries' });
        if (!inbox.isEmpty()) return;
      }
      // Another run takes the deliveries over, so no try of this one may still be running.
      if (goesOn()) await deliveries.stop();
      else await drop(deliveries.underWay().filter((id) => wanted.has(id)));
    },
    hasNews: () => !inbox.isEmpty(),
    isClosed: () => state?.closed === true,
    isResolving: () => inbox.has('resolve'),
    responseNo: () => state?.responseNo ?? input.responseNo,
    result: () => state?.result ?? NOTHING_DONE,
  };
}

const standingOf = (input: IncidentResponseInput, state: ResponseState | null) =>
  state ?? {
    phase: 'responding' as const,
    responseNo: input.responseNo,
    severity: null,
    vendorId: null,
    incidentId: null,
    dueAt: null,
  };
