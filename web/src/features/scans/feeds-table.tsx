import { Stack, Text } from '@mantine/core';
import type { Feed } from '../../../../api/types.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/page.tsx';
import { Empty, Loaded } from '../../components/states.tsx';
import { Tag } from '../../components/tag.tsx';
import { Timestamp } from '../../components/timestamp.tsx';
import { words } from '../../lib/words.ts';
import { useFeeds } from './api.ts';

const COLUMNS: Column<Feed>[] = [
  {
    header: 'Feed',
    lead: true,
    cell: (row) => (
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {words(row.source)}
        </Text>
        {row.last_error !== null && !row.healthy && (
          <Text size="xs" c="var(--tone-critical)" style={{ overflowWrap: 'anywhere' }}>
            {row.last_error} (<Timestamp iso={row.last_error_at} as="relative" />, {row.failures} in a row)
          </Text>
        )}
      </Stack>
    ),
  },
  {
    header: 'State',
    width: 110,
    cell: (row) => <Tag tone={row.healthy ? 'good' : 'critical'}>{row.healthy ? 'Fresh' : 'Trouble'}</Tag>,
  },
  {
    header: 'Last read',
    width: 150,
    cell: (row) => (
      <Text size="sm">
        <Timestamp iso={row.last_success_at} as="relative" />
      </Text>
    ),
  },
  {
    header: 'Complete until',
    width: 190,
    cell: (row) => (
      <Text size="sm">
        <Timestamp iso={row.fresh_until} />
      </Text>
    ),
  },
  { header: 'New', width: 90, cell: (row) => <Text size="sm">{row.new_total.toLocaleString()}</Text> },
  {
    header: 'Changed',
    width: 90,
    cell: (row) => <Text size="sm">{row.changed_total.toLocaleString()}</Text>,
  },
  {
    header: 'Rejected',
    width: 90,
    cell: (row) => <Text size="sm">{row.rejected_total.toLocaleString()}</Text>,
  },
];

/** The shared sources: how fresh, how much they brought, what went wrong. */
export function FeedsTable() {
  const feeds = useFeeds();
  return (
    <Panel title="Feeds">
      <Loaded query={feeds} label="the feeds" rows={5}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>No feed has been read yet. The first scan reads them all.</Empty>
          ) : (
            <DataTable framed={false} label="Feeds" rows={rows} columns={COLUMNS} rowKey={(row) => row.id} />
          )
        }
      </Loaded>
    </Panel>
  );
}
