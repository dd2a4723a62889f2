import { Code, Stack, Text } from '@mantine/core';
import type { Feed, FeedReject } from '../../lib/api/types.ts';
import { PagedTable, type Column } from '../../components/data/data-table.tsx';
import { Fold } from '../../components/layout/fold.tsx';
import { Panel } from '../../components/layout/page.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { useCan } from '../../lib/permissions.ts';
import { useRejects } from './api.ts';

const COLUMNS: Column<FeedReject>[] = [
  {
    header: 'Record',
    lead: true,
    cell: (row) => (
      <Stack gap={4}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {row.external_id ?? 'Without a name'}
        </Text>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {row.reason}
        </Text>
        {row.sample !== '' && (
          <Fold height={46} more="Show more of it">
            <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {row.sample}
            </Code>
          </Fold>
        )}
      </Stack>
    ),
  },
  { header: 'Came', width: 90, cell: (row) => <Text size="sm">{row.seen.toLocaleString()} ×</Text> },
  {
    header: 'Last',
    width: 170,
    cell: (row) => (
      <Text size="sm">
        <Timestamp iso={row.last_seen_at} />
      </Text>
    ),
  },
];

function RejectsTable({ feed }: { feed: Feed }) {
  const pages = useRejects(feed.id);
  return (
    <PagedTable
      framed={false}
      label="Records that were set aside"
      pages={pages}
      columns={COLUMNS}
      rowKey={(row) => row.id}
      empty="Every record could be read."
    />
  );
}

/** The records of a feed that could not be read, each with why; the rest of their page went on without them. */
export function RejectsPanel({ feed }: { feed: Feed }) {
  const can = useCan('read_rejects');
  return (
    <Panel title="Set aside">
      {can ? (
        <RejectsTable feed={feed} />
      ) : (
        <Text size="sm" c="dimmed">
          Security reviewers and administrators see the records here.
        </Text>
      )}
    </Panel>
  );
}
