import { Anchor, Progress, Stack, Stepper, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { AssessmentAssignment, TrackingDetail, WorkflowInstance } from '../../../lib/api/types.ts';
import { ExternalLink } from '../../../components/data/external-link.tsx';
import { Facts } from '../../../components/data/facts.tsx';
import { Panel } from '../../../components/layout/page.tsx';
import { StateTag } from '../../../components/data/tag.tsx';
import { DueDate, Timestamp } from '../../../components/data/timestamp.tsx';
import { count, percent, words } from '../../../lib/words.ts';

const ENDED = new Set(['completed', 'cancelled', 'submitted', 'accepted', 'withdrawn']);

/** Where the tracking stands. */
export function StandingPanel({ tracking }: { tracking: TrackingDetail }) {
  const { workflow } = tracking;
  return (
    <Panel title="Where it stands">
      <Facts
        rows={[
          ['Phase', <StateTag key="p" state={tracking.phase} />],
          ['Status', <StateTag key="s" state={tracking.status} />],
          ['Qualification', words(tracking.risk_qualification_status)],
          [
            'Due',
            tracking.due_date && (
              <DueDate key="d" iso={tracking.due_date} done={tracking.phase === 'resolved'} />
            ),
          ],
          ['Matched', <Timestamp key="m" iso={tracking.created_at} />],
          ['Response', tracking.response_no > 1 ? `No. ${tracking.response_no}` : null],
          [
            'Workflow',
            workflow?.ui_url && (
              <ExternalLink key="w" href={workflow.ui_url}>
                Open in Temporal
              </ExternalLink>
            ),
          ],
        ]}
      />
    </Panel>
  );
}

/** The task that the response gave to a person. */
export function TaskPanel({ task }: { task: NonNullable<TrackingDetail['task']> }) {
  return (
    <Panel title="Task" aside={<StateTag state={task.status} />}>
      <Text size="sm" fw={550} mb="xs" style={{ overflowWrap: 'anywhere' }}>
        {task.title}
      </Text>
      <Facts
        rows={[
          ['Priority', <StateTag key="p" state={task.priority} />],
          ['Assigned to', task.assigned_to_name ?? 'Nobody yet'],
          ['Due', <DueDate key="d" iso={task.due_date} done={ENDED.has(task.status)} />],
          ['Completed', task.completed_at && <Timestamp key="c" iso={task.completed_at} />],
        ]}
      />
    </Panel>
  );
}

/** The questionnaire that went to the vendor. */
export function AssessmentPanel({ assignment }: { assignment: AssessmentAssignment }) {
  return (
    <Panel title="Assessment" aside={<StateTag state={assignment.status} />}>
      <Stack gap="xs">
        <Text size="sm" fw={550}>
          {assignment.name}
        </Text>
        <Progress
          value={assignment.completion * 100}
          aria-label={`${percent(assignment.completion)} answered`}
          size="sm"
        />
        <Facts
          rows={[
            ['Answered', percent(assignment.completion)],
            ['Due', <DueDate key="d" iso={assignment.due_date} done={ENDED.has(assignment.status)} />],
            ['Submitted', assignment.submitted_at && <Timestamp key="s" iso={assignment.submitted_at} />],
            ['Score', assignment.score === null ? null : `${Math.round(assignment.score)} of 100`],
          ]}
        />
      </Stack>
    </Panel>
  );
}

/** The steps of the process, with the one that is waited for. */
export function ProcessPanel({ process }: { process: WorkflowInstance }) {
  const at = process.steps.findIndex(({ key }) => key === process.current_step);
  const active = process.status === 'completed' ? process.steps.length : Math.max(at, 0);
  return (
    <Panel title="Process" aside={<StateTag state={process.status} />}>
      <Text size="sm" fw={550} mb="sm">
        {process.name}
      </Text>
      <Stepper
        active={process.status === 'cancelled' ? -1 : active}
        orientation="vertical"
        size="xs"
        iconSize={24}
      >
        {process.steps.map((step) => (
          <Stepper.Step
            key={step.key}
            label={step.title}
            description={`${words(step.kind)} · ${words(step.owner_role)} · ${count(step.due_days, 'day')}`}
            // A step is worked in the task list, not here.
            allowStepSelect={false}
          />
        ))}
      </Stepper>
      {process.status === 'in_progress' && (
        <Anchor component={Link} to="/tasks" size="sm">
          To the tasks
        </Anchor>
      )}
    </Panel>
  );
}
