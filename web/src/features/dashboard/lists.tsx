import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { ExploitTags } from '../../components/domain/exploit-tags.tsx';
import { Confidence } from '../../components/data/meter.tsx';
import { Panel } from '../../components/layout/page.tsx';
import { Empty, Loaded } from '../../components/layout/states.tsx';
import { SeverityTag, StateTag } from '../../components/data/tag.tsx';
import { DueDate, Timestamp } from '../../components/data/timestamp.tsx';
import { trackingPath } from '../../components/domain/tracking-table.tsx';
import { useMyTasks, useNewestTrackings } from './api.ts';
import styles from './lists.module.css';

const All = ({ to }: { to: string }) => (
  <Anchor component={Link} to={to} size="sm">
    Show all
  </Anchor>
);

/** What came in last and is still open. */
export function NewestTrackings() {
  const trackings = useNewestTrackings();
  return (
    <Panel title="Newest open cases" aside={<All to="/trackings?sort=-created_at" />}>
      <Loaded query={trackings} label="the newest cases" rows={5}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>Nothing open. New matches appear here as soon as a scan finds them.</Empty>
          ) : (
            <ul className={styles['list']}>
              {rows.map((row) => (
                <li key={row.id} className={styles['row']}>
                  <div className={styles['main']}>
                    <Anchor component={Link} to={trackingPath(row)} size="sm" fw={600} lineClamp={1}>
                      {row.incident.title}
                    </Anchor>
                    <Text size="xs" c="dimmed" lineClamp={1}>
                      {row.vendor.name} · {row.match_reason}
                    </Text>
                  </div>
                  <Group gap={6} className={styles['side']}>
                    <ExploitTags kev={row.incident.kev} />
                    <SeverityTag severity={row.incident.severity} />
                    <Confidence value={row.match_confidence} />
                  </Group>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

/** What waits for the reader. */
export function MyTasks() {
  const tasks = useMyTasks();
  return (
    <Panel title="My tasks" aside={<All to="/tasks" />}>
      <Loaded query={tasks} label="your tasks" rows={4}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>No task waits for you.</Empty>
          ) : (
            <Stack gap="sm">
              {rows.map((task) => (
                <div key={task.id}>
                  <Group gap={6} wrap="nowrap" align="flex-start" justify="space-between">
                    <Anchor
                      component={Link}
                      to={task.action_url ?? '/tasks'}
                      size="sm"
                      fw={550}
                      lineClamp={2}
                    >
                      {task.title}
                    </Anchor>
                    <StateTag state={task.priority} />
                  </Group>
                  <Text size="xs" c="dimmed">
                    Due <DueDate iso={task.due_date} /> · created{' '}
                    <Timestamp iso={task.created_at} as="relative" />
                  </Text>
                </div>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  );
}
