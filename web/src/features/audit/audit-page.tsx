import { Code, Stack, Text } from '@mantine/core';
import type { AuditEntry } from '../../lib/api/types.ts';
import { PagedTable, type Column } from '../../components/data/data-table.tsx';
import { Day, Filters, SearchBox } from '../../components/data/filters.tsx';
import { Empty } from '../../components/layout/states.tsx';
import { Fold } from '../../components/layout/fold.tsx';
import { Page } from '../../components/layout/page.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { useCan } from '../../lib/permissions.ts';
import { useUrlFilters } from '../../lib/url-filters.ts';
import { words } from '../../lib/words.ts';
import { useAuditLog } from './api.ts';

function Change({ entry }: { entry: AuditEntry }) {
  const parts = [
    ['Before', entry.before],
    ['After', entry.after],
  ] as const;
  const given = parts.filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) return null;
  return (
    <Fold height={40}>
      {given.map(([label, value]) => (
        <Text key={label} size="xs" component="div" style={{ overflowWrap: 'anywhere' }}>
          {label}: <Code style={{ whiteSpace: 'pre-wrap' }}>{JSON.stringify(value)}</Code>
        </Text>
      ))}
    </Fold>
  );
}

const COLUMNS: Column<AuditEntry>[] = [
  {
    header: 'When',
    width: 180,
    cell: (row) => (
      <Text size="sm">
        <Timestamp iso={row.occurred_at} />
      </Text>
    ),
  },
  {
    header: 'Who',
    width: 190,
    cell: (row) => (
      <Stack gap={0}>
        <Text size="sm">{row.actor_name ?? words(row.actor_type)}</Text>
        <Text size="xs" c="dimmed">
          {[words(row.actor_type), row.ip].filter((part) => part !== null).join(' · ')}
        </Text>
      </Stack>
    ),
  },
  {
    header: 'What',
    width: 220,
    lead: true,
    cell: (row) => (
      <Stack gap={0}>
        <Text size="sm" fw={600}>
          {words(row.action)}
        </Text>
        {row.target_type !== null && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {words(row.target_type)} {row.target_id}
          </Text>
        )}
      </Stack>
    ),
  },
  { header: 'Change', cell: (row) => <Change entry={row} /> },
];

/** Every change and every sign-in. */
export function AuditPage() {
  const can = useCan('read_audit');
  return (
    <Page title="Audit log" lead="Who did what, when and from where. Nothing here can be changed.">
      {can ? <Log /> : <Empty>The audit log is for compliance and administrators.</Empty>}
    </Page>
  );
}

function Log() {
  const [filters, input] = useUrlFilters(['action', 'target_type', 'from', 'to'] as const);
  const pages = useAuditLog(filters);
  return (
    <Stack gap="md">
      <Filters>
        <SearchBox label="Action, such as vendor.update" {...input('action')} />
        <Day label="From" {...input('from')} />
        <Day label="To" {...input('to')} />
      </Filters>
      <PagedTable
        label="Audit log"
        pages={pages}
        columns={COLUMNS}
        rowKey={(row) => row.id}
        empty="No entry fits."
      />
    </Stack>
  );
}
