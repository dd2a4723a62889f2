import { allHandlersFinished, condition, continueAsNew } from '@temporalio/workflow';
import type { IncidentResponseInput, ResponseResult } from '../src/contracts/payloads.ts';
import {
  hasWork,
  isClosed,
  openCourse,
  reopenIfAsked,
  respond,
  settleDeliveries,
  untilClosed,
} from './support/response-course.ts';

const NOTHING_DONE: ResponseResult = {
  task_created: false,
  alert_sent: false,
  assessment_triggered: false,
  workflow_started: false,
};

/**
 * The response of one tracking: hands out the work, then waits, for days or months, until reviewers have qualified and
 * resolved it. Ends with the resolution and returns what the first phase did.
 */
export async function incidentResponse(input: IncidentResponseInput): Promise<ResponseResult> {
  const course = openCourse(input);
  const { inbox } = course;
  await reopenIfAsked(course);
  // A resolution that came with the start leaves nothing to respond to.
  if (!isClosed(course) && !inbox.has('resolve')) await respond(course);
  do {
    await untilClosed(course);
    await settleDeliveries(course);
    // Messages are looked at before the end: an update that came just now waits for this course to apply it.
    await condition(() => hasWork(course) || allHandlersFinished());
  } while (hasWork(course));
  if (isClosed(course)) return course.state?.result ?? NOTHING_DONE;
  const { tenantId, trackingId } = input;
  const responseNo = course.state?.responseNo ?? input.responseNo;
  return continueAsNew<typeof incidentResponse>({
    tenantId,
    trackingId,
    responseNo,
    ...(inbox.isEmpty() ? {} : { inbox: inbox.rest() }),
  });
}
