import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Phase } from '../domain/vocabulary.ts';
import type { DecisionOutcome, QualifyDecision, ReopenDecision, ResolveDecision } from './decisions.ts';
import type { IncidentChange, RefreshWanted, StepOutcome } from './payloads.ts';

/** Decisions as updates: validated, answered (REST). */
export const qualifyUpdate = defineUpdate<DecisionOutcome, [QualifyDecision]>('qualify');
export const resolveUpdate = defineUpdate<DecisionOutcome, [ResolveDecision]>('resolve');
export const reopenUpdate = defineUpdate<DecisionOutcome, [ReopenDecision]>('reopen');

/** Decisions as signals: Slack buttons, operators in the Temporal Web UI. Bad input is ignored with a warning. */
export const qualifySignal = defineSignal<[QualifyDecision]>('qualifyRisk');
export const resolveSignal = defineSignal<[ResolveDecision]>('resolveIncident');

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
