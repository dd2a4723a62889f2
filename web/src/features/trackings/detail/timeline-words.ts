import type { Evidence, TrackingEvent } from '../../../lib/api/types.ts';
import { confidenceText, percent, words } from '../../../lib/words.ts';

const SENTENCES: Record<string, string> = {
  matched: 'Matched to the vendor',
  responded: 'Response started',
  task_created: 'Task created',
  alert_sent: 'Alert raised',
  alert_held: 'Alert queued for the digest',
  assessment_triggered: 'Assessment started',
  assessment_missing: 'No active assessment fits; the response went on without',
  process_started: 'Process started',
  process_missing: 'No active process fits; the response went on without',
  qualification_in_progress: 'Qualification in progress',
  qualified: 'Risk qualified',
  requalified: 'Qualification corrected',
  resolved: 'Resolved',
  reopened: 'Reopened',
  rule_made: 'Match rule made: this reason is left out for the vendor',
  rule_undone: 'Match rule undone',
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
  restarted: 'Its workflow had ended in the engine and was started again',
};

/** What in an event's detail tells a reader something, in this order. */
const SHOWN_DETAILS = [
  'name',
  'title',
  'step',
  'risk_level',
  'resolution_type',
  'impact_analysis',
  'resolution_notes',
  'reason',
  'says',
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

interface Change<T> {
  before: T;
  after: T;
}

/** What the matcher says otherwise since its sources, the register or the rules changed. */
interface Rematched {
  confidence: Change<number>;
  evidence: Change<Pick<Evidence, 'strategy' | 'incident_value'> | null>;
  reason: Change<string>;
  doubtful: boolean;
  threshold: number;
}

const rematchedOf = (event: TrackingEvent): Rematched | null =>
  event.kind === 'rematched' ? (event.detail as unknown as Rematched) : null;

/** The strongest evidence of a moment in words. */
const named = (one: Rematched['evidence']['before']): string =>
  one === null ? 'nothing' : `${words(one.strategy)} “${one.incident_value}”`;

function rematchedSentence({ confidence: { before, after }, evidence, doubtful }: Rematched): string {
  if (confidenceText(before) !== confidenceText(after))
    return `Confidence ${after > before ? 'rose' : 'fell'} from ${confidenceText(before)} to ${confidenceText(after)}`;
  if (named(evidence.before) !== named(evidence.after))
    return `Matched for another reason, confidence still ${confidenceText(after)}`;
  return doubtful ? 'The match became doubtful' : 'The match is above the threshold again';
}

function rematchedLines({ evidence, reason, doubtful, threshold }: Rematched): string[] {
  const [before, after] = [named(evidence.before), named(evidence.after)];
  return [
    ...(doubtful ? [`Below the threshold of ${percent(threshold)}: the match is doubtful.`] : []),
    ...(before === after ? [] : [`Strongest evidence: ${before} before, ${after} now`]),
    reason.after,
  ];
}

/** What happened, in a few words. */
export function sentenceOf(event: TrackingEvent): string {
  const rematched = rematchedOf(event);
  return rematched ? rematchedSentence(rematched) : (SENTENCES[event.kind] ?? words(event.kind));
}

/** The parts of the detail that people read, one line each at most; a step of the process by its title. */
export function detailOf(event: TrackingEvent, steps: readonly { key: string; title: string }[]): string[] {
  const rematched = rematchedOf(event);
  if (rematched) return rematchedLines(rematched);
  const lines = SHOWN_DETAILS.flatMap((key) => {
    const value = event.detail[key];
    if (typeof value !== 'string' || value === '') return [];
    if (key === 'step') return [steps.find((step) => step.key === value)?.title ?? words(value)];
    return [OF_THE_PRODUCT.has(key) ? words(value) : value];
  });
  return [...new Set(lines)];
}
