import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Phase } from '../domain/vocabulary.ts';
import type {
  DecisionOutcome,
  QualifyDecision,
  ReopenDecision,
  ResolveDecision,
  SentAgain,
} from './decisions.ts';
import type { IncidentChange, RefreshWanted, StepOutcome } from './payloads.ts';

/** Decisions as updates: validated, answered (REST). */
export const qualifyUpdate = defineUpdate<DecisionOutcome, [QualifyDecision]>('qualify');
export const resolveUpdate = defineUpdate<DecisionOutcome, [ResolveDecision]>('resolve');
export const reopenUpdate = defineUpdate<DecisionOutcome, [ReopenDecision]>('reopen');

/**
 * Decisions as signals: operators in the Temporal Web UI, and the API while no worker can answer an update. Bad input is
 * ignored with a warning.
 */
export const qualifySignal = defineSignal<[QualifyDecision & SentAgain]>('qualifyRisk');
export const resolveSignal = defineSignal<[ResolveDecision & SentAgain]>('resolveIncident');
export const reopenSignal = defineSignal<[ReopenDecision & SentAgain]>('reopen');
/** The same under the names of the updates. */
export const qualifyByHandSignal = defineSignal<[QualifyDecision & SentAgain]>('qualify');
export const resolveByHandSignal = defineSignal<[ResolveDecision & SentAgain]>('resolve');

/** The incident of an open tracking worsened or was withdrawn at its source. */
export const incidentChangedSignal = defineSignal<[IncidentChange]>('incidentChanged');

/** Where a response stands, during its live phase. */
export const phaseQuery = defineQuery<{ phase: Phase; waitingSince: string | null; dueAt: string | null }>(
  'phase',
);

/** A step of a process is done (REST: PATCH of its action item). */
export const completeStepUpdate = defineUpdate<'applied' | 'already', [StepOutcome]>('completeStep');

/** A delivery is queued for the tenant's next digest. */
export const alertHeldSignal = defineSignal('alertHeld');

/** A cycle wants a source to be fresh. */
export const refreshWantedSignal = defineSignal<[RefreshWanted]>('refreshWanted');
