import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Scan } from '../../lib/api/types.ts';
import { PagedTable, type Column } from '../../components/data/data-table.tsx';
import { Choice, Filters } from '../../components/data/filters.tsx';
import { Page, Panel } from '../../components/layout/page.tsx';
import { StateTag, Tag } from '../../components/data/tag.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { useCan } from '../../lib/permissions.ts';
import { useUrlFilters } from '../../lib/url-filters.ts';
import { SCAN_TYPES } from '../../lib/vocabulary.ts';
import { words } from '../../lib/words.ts';
import { useScans } from './api.ts';
import { StartScan } from './start-scan.tsx';

function ScanFeeds({ scan }: { scan: Scan }) {
  const stale = scan.feeds.filter(({ fresh }) => !fresh);
  return (
    <Stack gap={2}>
      {stale.length > 0 && (
        <Group gap={4}>
          {stale.map(({ source, name }) => (
            <Tag key={source} tone="high" title="The feed was down; the scan went on with what was there">
              {name ?? words(source)} stale
            </Tag>
          ))}
        </Group>
      )}
      {scan.error !== null && (
        <Text size="xs" c="var(--tone-critical)" style={{ overflowWrap: 'anywhere' }}>
          {scan.error}
        </Text>
      )}
    </Stack>
  );
}

const COLUMNS: Column<Scan>[] = [
  {
    header: 'Scan',
    lead: true,
    cell: (row) => (
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {words(row.scan_type)}
          {row.days_back !== null && (
            <Text span size="sm" c="dimmed" fw={400}>
              {' '}
              {row.days_back} days back
            </Text>
          )}
        </Text>
        <Text size="xs" c="dimmed">
          {words(row.kind)}
        </Text>
        <ScanFeeds scan={row} />
      </Stack>
    ),
  },
  { header: 'Status', width: 120, cell: (row) => <StateTag state={row.status} /> },
  {
    header: 'Started',
    width: 180,
    cell: (row) => (
      <Text size="sm">
        <Timestamp iso={row.started_at} />
      </Text>
    ),
  },
  {
    header: 'Considered',
    width: 100,
    cell: (row) => <Text size="sm">{row.incidents_considered.toLocaleString()}</Text>,
  },
  {
    header: 'Awaiting score',
    width: 110,
    cell: (row) => <Text size="sm">{row.incidents_held.toLocaleString()}</Text>,
  },
  { header: 'Matches', width: 84, cell: (row) => <Text size="sm">{row.matches.toLocaleString()}</Text> },
  {
    header: 'Responses',
    width: 96,
    cell: (row) => <Text size="sm">{row.responses_started.toLocaleString()}</Text>,
  },
];

/** Whether the watch is kept: every scan with what it found. */
export function ScansPage() {
  const [filters, input] = useUrlFilters(['scan_type', 'status'] as const);
  const pages = useScans(filters);
  const can = useCan('scan');
  return (
    <Page
      title="Scans"
      lead={
        <>
          A scan asks the{' '}
          <Anchor component={Link} to="/feeds" inherit underline="always">
            feeds
          </Anchor>{' '}
          for what is new, matches it to your vendors and starts the responses.
        </>
      }
    >
      {can && <StartScan />}
      <Panel title="Scans">
        <Stack gap="md">
          <Filters>
            <Choice label="Type" {...input('scan_type')} names={SCAN_TYPES} width={150} />
            <Choice
              label="Status"
              {...input('status')}
              names={['running', 'completed', 'failed']}
              width={150}
            />
          </Filters>
          <PagedTable
            framed={false}
            label="Scans"
            pages={pages}
            columns={COLUMNS}
            rowKey={(row) => row.id}
            empty="No scan has run yet."
          />
        </Stack>
      </Panel>
    </Page>
  );
}
