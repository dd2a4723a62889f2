import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from 'react-router';
import type { ActionItem, ActionItemPatch } from '../../lib/api/types.ts';
import { useCan, useMe } from '../../lib/permissions.ts';
import { tellFailure } from '../../lib/tell-failure.ts';
import { usePatchTask } from './api.ts';

type Outcome = NonNullable<ActionItemPatch['outcome']>;

const DONE: Record<Outcome, string> = {
  completed: 'The step is completed.',
  approved: 'Approved. The process goes on.',
  rejected: 'Rejected. The process ends here.',
};

/** What can be done with one task: a process step is ended here, a qualification on its tracking. */
export function TaskActions({ task }: { task: ActionItem }) {
  const me = useMe();
  const reviews = useCan('work_tasks');
  const stepsToo = useCan('work_steps');
  const patch = usePatchTask();
  if (task.status === 'completed' || task.status === 'cancelled') return null;
  const step = task.source_type === 'risk_process_step';
  const change = (body: ActionItemPatch, said: string): void =>
    patch.mutate(
      { id: task.id, ...body },
      {
        onSuccess: () => notifications.show({ message: said }),
        onError: tellFailure('Not changed'),
      },
    );
  const end = (outcome: Outcome): void => change({ status: 'completed', outcome }, DONE[outcome]);
  const given = task.assigned_to !== null && task.assigned_to === me.id;
  const can = reviews || (step && stepsToo && (given || task.item_metadata['owner_role'] === 'compliance'));
  const approval = task.item_metadata['step_kind'] === 'approval';
  return (
    <Group gap={6}>
      {can && task.assigned_to === null && me.id !== null && (
        <Button
          size="compact-sm"
          variant="default"
          loading={patch.isPending}
          onClick={() => change({ assigned_to: me.id }, 'The task is yours.')}
        >
          Take it
        </Button>
      )}
      {can && step && !approval && (
        <Button size="compact-sm" loading={patch.isPending} onClick={() => end('completed')}>
          Complete
        </Button>
      )}
      {can && step && approval && (
        <>
          <Button size="compact-sm" loading={patch.isPending} onClick={() => end('approved')}>
            Approve
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={patch.isPending}
            onClick={() => end('rejected')}
          >
            Reject
          </Button>
        </>
      )}
      {!step && task.action_url !== null && (
        <Button component={Link} to={task.action_url} size="compact-sm" variant="light">
          {can ? 'Qualify' : 'Open'}
        </Button>
      )}
    </Group>
  );
}
