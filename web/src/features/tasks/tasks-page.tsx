import { Anchor, SegmentedControl, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ActionItem } from '../../lib/api/types.ts';
import { PagedTable, type Column } from '../../components/data/data-table.tsx';
import { Choice, Filters } from '../../components/data/filters.tsx';
import { Page } from '../../components/layout/page.tsx';
import { StateTag } from '../../components/data/tag.tsx';
import { DueDate } from '../../components/data/timestamp.tsx';
import { useUrlFilters } from '../../lib/url-filters.ts';
import { PRIORITIES, TASK_STATUSES } from '../../lib/vocabulary.ts';
import { words } from '../../lib/words.ts';
import { useTasks } from './api.ts';
import { TaskActions } from './task-actions.tsx';

const COLUMNS: Column<ActionItem>[] = [
  {
    header: 'Task',
    lead: true,
    cell: (row) => (
      <Stack gap={1}>
        {row.action_url === null ? (
          <Text size="sm" fw={600}>
            {row.title}
          </Text>
        ) : (
          <Anchor
            component={Link}
            to={row.action_url}
            size="sm"
            fw={600}
            style={{ overflowWrap: 'anywhere' }}
          >
            {row.title}
          </Anchor>
        )}
        <Text size="xs" c="dimmed" lineClamp={2}>
          {row.source_type === 'risk_process_step'
            ? `Process step · ${words(row.action_type.toLowerCase())}. `
            : ''}
          {row.description}
        </Text>
      </Stack>
    ),
  },
  { header: 'Priority', width: 100, cell: (row) => <StateTag state={row.priority} /> },
  { header: 'Status', width: 118, cell: (row) => <StateTag state={row.status} /> },
  {
    header: 'Assigned to',
    width: 150,
    cell: (row) => <Text size="sm">{row.assigned_to_name ?? 'Nobody yet'}</Text>,
  },
  {
    header: 'Due',
    width: 130,
    cell: (row) => (
      <Text size="sm">
        <DueDate iso={row.due_date} done={row.status === 'completed' || row.status === 'cancelled'} />
      </Text>
    ),
  },
  { header: 'Actions', quiet: true, width: 150, cell: (row) => <TaskActions task={row} /> },
];

const WHOSE = [
  { value: 'me', label: 'Mine' },
  { value: 'none', label: 'Nobody’s' },
  { value: 'all', label: 'All' },
];

/** What is to be done: qualifications, and the steps of processes. */
export function TasksPage() {
  const [filters, input] = useUrlFilters(['whose', 'status', 'priority'] as const);
  const whose = filters.whose || 'me';
  const pages = useTasks({
    assigned_to: whose === 'all' ? null : whose,
    priority: filters.priority,
    sort: 'due_date',
    ...(filters.status === '' ? { open: true } : { status: filters.status }),
  });
  return (
    <Page title="Tasks" lead="Qualifications and process steps, first due first.">
      <Filters>
        <SegmentedControl
          aria-label="Whose tasks"
          data={WHOSE}
          value={whose}
          onChange={input('whose').onChange}
        />
        <Choice label="Open" {...input('status')} names={TASK_STATUSES} width={150} />
        <Choice label="Priority" {...input('priority')} names={PRIORITIES} width={130} />
      </Filters>
      <PagedTable
        label="Tasks"
        pages={pages}
        columns={COLUMNS}
        rowKey={(row) => row.id}
        empty={
          whose === 'me' ? (
            <>
              No task waits for you.{' '}
              <Anchor component={Link} to="/tasks?whose=all" inherit underline="always">
                Tasks of everybody
              </Anchor>
            </>
          ) : (
            'No task fits.'
          )
        }
      />
    </Page>
  );
}
