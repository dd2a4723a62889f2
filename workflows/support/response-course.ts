/** The course of one response: what it knows, and the steps that `incidentResponse` takes. */
import { condition, patched, workflowInfo } from '@temporalio/workflow';
import type { IncidentResponseInput, ResponseMessage } from '../../src/contracts/payloads.ts';
import { applyMessage } from './apply-message.ts';
import { createReminders } from './reminders.ts';
import { openInbox } from './response-inbox.ts';
import {
  createAlertDeliveries,
  processVendorSecurityIncident,
  remindTask,
  skipDeliveries,
  type ResponseState,
} from './response-steps.ts';
import { openView } from './response-view.ts';
import { startProcess } from './start-process.ts';

/** How long a resolved response still tries to get its alerts out; a cycle that wants to reopen it waits 30 seconds. */
const LAST_DELIVERIES = 20_000;

const now = () => new Date().toISOString();

/** What a response knows. */
export interface ResponseCourse {
  readonly input: IncidentResponseInput;
  readonly of: { tenantId: string; trackingId: string };
  readonly view: ReturnType<typeof openView>;
  readonly inbox: ReturnType<typeof openInbox>;
  readonly deliveries: ReturnType<typeof createAlertDeliveries>;
  readonly reminders: ReturnType<typeof createReminders>;
  /** Null until the database was asked. */
  state: ResponseState | null;
  /** A decision opened the tracking again while this run was closing. */
  reopened: boolean;
}

/** Registers every handler, before anything is awaited. */
export function openCourse(input: IncidentResponseInput): ResponseCourse {
  const { tenantId, trackingId } = input;
  const view = openView(tenantId);
  return {
    input,
    of: { tenantId, trackingId },
    view,
    inbox: openInbox((warning) => view.warn(warning), input.inbox),
    deliveries: createAlertDeliveries(tenantId),
    reminders: createReminders(),
    state: null,
    reopened: false,
  };
}

export const isClosed = ({ state }: ResponseCourse): boolean => state?.closed === true;

/** This run is to go on as another one: a reopening while it was closing, or a long history. */
const goesOn = (course: ResponseCourse): boolean =>
  !isClosed(course) && (course.reopened || workflowInfo().continueAsNewSuggested);

/** Messages are left that the next run can go on with: nobody waits for their answers here. */
const leavesMessages = (course: ResponseCourse): boolean =>
  goesOn(course) && !course.inbox.isEmpty() && !course.inbox.isAwaited() && patched('carries-its-inbox');

/** Whether this run has messages to apply. */
export const hasWork = (course: ResponseCourse): boolean =>
  !course.inbox.isEmpty() && !leavesMessages(course);

/** Nothing was handed out yet; what was reopened in this run is the next one's to respond to. */
const awaitsResponse = (course: ResponseCourse): boolean =>
  course.state === null || (course.state.phase === 'responding' && !goesOn(course));

function take(course: ResponseCourse, next: ResponseState): void {
  course.state = next;
  course.view.show(next);
  course.deliveries.begin(next.deliveryIds);
}

async function apply(course: ResponseCourse, message: ResponseMessage): Promise<void> {
  const wasClosed = isClosed(course);
  const applied = await applyMessage(course.of, message);
  if (applied.state !== null) take(course, applied.state);
  if (applied.state !== null && wasClosed && !applied.state.closed) course.reopened = true;
  course.inbox.answer(message.id, applied.answer);
}

/** Applies the reopenings that came with the start. */
export async function reopenIfAsked(course: ResponseCourse): Promise<void> {
  const { inbox } = course;
  for (let asked = inbox.take('reopen'); asked; asked = inbox.take('reopen')) await apply(course, asked);
}

/** Hands out the work: task, alert, assessment, process. */
export async function respond(course: ResponseCourse): Promise<void> {
  const { input, of, view } = course;
  view.show(course.state ?? standingAtStart(input));
  const state = await processVendorSecurityIncident({ ...of, now: now() });
  take(course, state);
  if (state.instanceId)
    await startProcess({ tenantId: of.tenantId, instanceId: state.instanceId, vendorId: state.vendorId });
}

const standingAtStart = ({ responseNo }: IncidentResponseInput) => ({
  phase: 'responding' as const,
  responseNo,
  severity: null,
  vendorId: null,
  incidentId: null,
  dueAt: null,
});

/** Applies messages, one by one, until the tracking is closed or another run is to go on. */
export async function untilClosed(course: ResponseCourse): Promise<void> {
  const { inbox } = course;
  for (;;) {
    while (hasWork(course)) {
      const message = inbox.next();
      if (message) await apply(course, message);
    }
    // A resolution that came with the start but could not be applied leaves a tracking that still needs its response.
    if (awaitsResponse(course)) await respond(course);
    if (isClosed(course) || goesOn(course)) return;
    await waitForMessage(course);
    await remindIfDue(course);
  }
}

/** Sleeps until a message, a due date, or a history that has grown long. */
async function waitForMessage({ inbox, state, reminders }: ResponseCourse): Promise<void> {
  const awake = () => !inbox.isEmpty() || workflowInfo().continueAsNewSuggested;
  const due = state && reminders.next(state);
  if (due) {
    await condition(awake, Math.max(1, due.at - Date.now()), { summary: `Until the ${due.step} is due` });
  } else await condition(awake);
}

async function remindIfDue({ of, state, reminders, deliveries }: ResponseCourse): Promise<void> {
  const due = state && reminders.next(state);
  if (!due || Date.now() < due.at) return;
  reminders.said(due);
  deliveries.begin(await remindTask({ ...of, taskId: due.taskId, step: due.step, now: now() }));
}

/** Alerts that are still on their way get a last while; a false positive's are not sent at all. */
export async function settleDeliveries(course: ResponseCourse): Promise<void> {
  const { inbox, deliveries, state } = course;
  const wanted = new Set(state?.deliveryIds ?? []);
  const idle = () => !deliveries.underWay().some((id) => wanted.has(id));
  if (!idle() && !goesOn(course)) {
    await condition(() => idle() || !inbox.isEmpty(), LAST_DELIVERIES, { summary: 'Last deliveries' });
    if (!inbox.isEmpty()) return;
  }
  // Another run takes the deliveries over, so no try of this one may still be running.
  if (goesOn(course)) await deliveries.stop();
  else
    await drop(
      course,
      deliveries.underWay().filter((id) => wanted.has(id)),
    );
}

async function drop({ of: { tenantId } }: ResponseCourse, deliveryIds: string[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  await skipDeliveries({
    tenantId,
    deliveryIds,
    reason: 'The tracking was resolved before it could be sent',
  });
}
