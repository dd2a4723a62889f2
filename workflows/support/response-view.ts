import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { phaseQuery } from '../../src/contracts/messages.ts';
import { SEARCH_ATTRIBUTES } from '../../src/contracts/search-attributes.ts';
import type { Phase, Severity } from '../../src/domain/vocabulary.ts';

/** What operators and the tracking's page see of a response while it lives. */
export interface ResponseStanding {
  phase: Phase;
  responseNo: number;
  severity: Severity | null;
  vendorId: string | null;
  incidentId: string | null;
  /** ISO 8601 UTC. */
  dueAt: string | null;
}

/** Keeps query, details and search attributes in step with where the response stands. */
export interface ResponseView {
  show(standing: ResponseStanding): void;
  /** A line that operators should see until the end of the run. */
  warn(warning: string): void;
}

const WAITS_FOR: Record<Phase, string> = {
  responding: 'Creates the task, the alerts, the assessment and the process.',
  awaiting_qualification: 'Waits for a reviewer to qualify the risk, or to resolve the tracking at once.',
  awaiting_resolution: 'Waits for a reviewer to resolve the tracking.',
  resolved: 'Resolved. Finishes deliveries and ends.',
};
const MOST_WARNINGS = 5;

/** Begins to show a response of a tenant; nothing but ids and enumerations leaves it. */
export function openView(tenantId: string): ResponseView {
  const warnings: string[] = [];
  let standing: ResponseStanding = {
    phase: 'responding',
    responseNo: 1,
    severity: null,
    vendorId: null,
    incidentId: null,
    dueAt: null,
  };
  let since = new Date().toISOString();
  const labels: Label[] = [];

  const draw = () => setCurrentDetails(describe(standing, since, warnings));

  /** Only what changed: every upsert is a line of history. */
  function label(): void {
    const changed = labelsOf(tenantId, standing).filter(
      ({ value }, index) => String(labels[index]?.value ?? null) !== String(value),
    );
    if (changed.length === 0) return;
    labels.splice(0, labels.length, ...labelsOf(tenantId, standing));
    upsertSearchAttributes(changed);
  }

  setHandler(phaseQuery, () => ({ phase: standing.phase, waitingSince: since, dueAt: standing.dueAt }));
  draw();
  return {
    show(next) {
      if (next.phase !== standing.phase) since = new Date().toISOString();
      standing = next;
      label();
      draw();
    },
    warn(warning) {
      warnings.push(warning);
      if (warnings.length > MOST_WARNINGS) warnings.shift();
      draw();
    },
  };
}

type Label = SearchAttributeUpdatePair;

function labelsOf(tenantId: string, standing: ResponseStanding): Label[] {
  const { phase, severity, vendorId, incidentId, dueAt } = standing;
  return [
    { key: SEARCH_ATTRIBUTES.tenant, value: tenantId },
    { key: SEARCH_ATTRIBUTES.phase, value: phase },
    { key: SEARCH_ATTRIBUTES.severity, value: severity },
    { key: SEARCH_ATTRIBUTES.vendor, value: vendorId },
    { key: SEARCH_ATTRIBUTES.incident, value: incidentId },
    { key: SEARCH_ATTRIBUTES.dueAt, value: dueAt === null ? null : new Date(dueAt) },
  ];
}

function describe(standing: ResponseStanding, since: string, warnings: readonly string[]): string {
  const { phase, severity, dueAt, responseNo } = standing;
  return [
    `**${phase}** since ${since}`,
    '',
    WAITS_FOR[phase],
    ...(dueAt === null ? [] : ['', `Due ${dueAt}; then the assignee is reminded, and a day later admins.`]),
    '',
    `- response ${responseNo}`,
    ...(severity === null ? [] : [`- severity ${severity}`]),
    ...warnings.map((warning) => `- ⚠ ${warning}`),
  ].join('\n');
}
