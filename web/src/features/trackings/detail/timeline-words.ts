import type { TrackingEvent } from '../../../../../api/types.ts';
import { words } from '../../../lib/words.ts';

const SENTENCES: Record<string, string> = {
  matched: 'Matched to the vendor',
  responded: 'Response started',
  task_created: 'Task created',
  alert_sent: 'Alert sent',
  alert_held: 'Alert held for the digest',
  assessment_triggered: 'Assessment started',
  assessment_missing: 'No active assessment fits; the response went on without',
  process_started: 'Process started',
  process_missing: 'No active process fits; the response went on without',
  qualification_in_progress: 'Qualification in progress',
  qualified: 'Risk qualified',
  resolved: 'Resolved',
  reopened: 'Reopened',
  worsened: 'The incident worsened',
  eased: 'The incident is not as bad as it was',
  withdrawn: 'The source withdrew the incident',
  reinstated: 'The source reinstated the incident',
  reminded: 'Reminder sent',
  escalated: 'Escalated to the administrators',
  delivery_failed: 'An alert could not be delivered',
  step_opened: 'Process step opened',
  step_completed: 'Process step completed',
  process_completed: 'Process completed',
  process_cancelled: 'Process cancelled',
};

/** What in an event's detail tells a reader something, in this order. */
const TELLING = [
  'name',
  'title',
  'step',
  'risk_level',
  'resolution_type',
  'impact_analysis',
  'resolution_notes',
  'reason',
  'outcome',
  'priority',
  'severity',
  'status',
  'error',
  'message',
];

/** Words of the product among them, not free text. */
const OF_THE_PRODUCT = new Set([
  'risk_level',
  'resolution_type',
  'outcome',
  'priority',
  'severity',
  'status',
]);

/** What happened, in a few words. */
export const sentenceOf = (event: TrackingEvent): string => SENTENCES[event.kind] ?? words(event.kind);

/** The telling parts of the detail, one line each at most; a step of the process by its title. */
export function detailOf(event: TrackingEvent, steps: readonly { key: string; title: string }[]): string[] {
  const lines = TELLING.flatMap((key) => {
    const value = event.detail[key];
    if (typeof value !== 'string' || value === '') return [];
    if (key === 'step') return [steps.find((step) => step.key === value)?.title ?? words(value)];
    return [OF_THE_PRODUCT.has(key) ? words(value) : value];
  });
  return [...new Set(lines)];
}
