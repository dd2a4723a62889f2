import { Group, List, Stack, Text } from '@mantine/core';
import type { CustomFeedPreviewAnswer } from '../../lib/api/types.ts';
import { DataTable, type Column } from '../../components/data/data-table.tsx';
import { Failure } from '../../components/layout/failure.tsx';
import { Panel } from '../../components/layout/page.tsx';
import { Empty } from '../../components/layout/states.tsx';
import { SeverityTag, Tag } from '../../components/data/tag.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { count } from '../../lib/words.ts';
import type { Kind } from './kinds.ts';

type Entry = CustomFeedPreviewAnswer['entries'][number];

function affected({ affected_products: products, domains, cves }: Entry): string {
  const named = products.map(({ vendor, product }) => [vendor, product].filter(Boolean).join(' · '));
  return [...named, ...domains, ...cves].slice(0, 6).join(', ');
}

const COLUMNS: Column<Entry>[] = [
  {
    header: 'Entry',
    lead: true,
    cell: (row) => (
      <Stack gap={2}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {row.title}
        </Text>
        <Text size="xs" c="dimmed" lineClamp={2}>
          {row.description}
        </Text>
        {affected(row) !== '' && (
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            {affected(row)}
          </Text>
        )}
      </Stack>
    ),
  },
  {
    header: 'Severity',
    width: 120,
    cell: (row) => (
      <Stack gap={2} align="flex-start">
        <SeverityTag severity={row.severity} />
        {!row.severity_known && (
          <Text size="xs" c="dimmed">
            not given
          </Text>
        )}
      </Stack>
    ),
  },
  {
    header: 'Last changed',
    width: 150,
    cell: (row) => (
      <Stack gap={2} align="flex-start">
        <Text size="sm">
          <Timestamp iso={row.modified_date ?? row.published_date} as="day" />
        </Text>
        {row.too_old && <Tag tone="low">Left out: too old</Tag>}
        {row.withdrawn && <Tag tone="low">Withdrawn</Tag>}
      </Stack>
    ),
  },
];

function summary(answer: CustomFeedPreviewAnswer, kind: Kind, paged: boolean): string {
  const { total, read, readable, pages, more } = answer;
  if (kind !== 'csaf') {
    const entries = `${count(total, 'entry', 'entries')}, ${readable.toLocaleString()} of them readable`;
    if (!paged) return entries;
    const follows = more ? 'more follow' : pages === 1 ? 'no other was found' : 'that is all of them';
    return `${entries}; ${count(pages, 'page')} read, ${follows}`;
  }
  return `${count(total, 'document')} listed; of the newest ${read}, ${readable} readable`;
}

/** What a test of the feed gave: the entries as they would be stored, or why there are none. */
export function PreviewPanel({
  preview,
  kind,
  paged,
}: {
  preview: CustomFeedPreviewAnswer;
  kind: Kind;
  /** The list is said to come in pages. */
  paged: boolean;
}) {
  const { error, entries, rejects, rejected } = preview;
  if (error) return <Failure title="This address gives no feed">{error.message}.</Failure>;
  return (
    <Panel
      title="Test"
      aside={
        <Text size="sm" c="dimmed" role="status">
          {summary(preview, kind, paged)}
        </Text>
      }
    >
      <Stack gap="md">
        {entries.length === 0 ? (
          <Empty>The address answers, but nothing in the answer could be read as an entry.</Empty>
        ) : (
          <DataTable
            framed={false}
            label="Entries"
            rows={entries}
            columns={COLUMNS}
            rowKey={(row) => row.external_id}
          />
        )}
        {rejected > 0 && (
          <div>
            <Group gap={6} mb={4}>
              <Tag tone="high">{count(rejected, 'entry', 'entries')} set aside</Tag>
            </Group>
            <List size="sm" spacing={2}>
              {rejects.map(({ external_id, reason }, index) => (
                <List.Item key={index} style={{ overflowWrap: 'anywhere' }}>
                  {external_id !== null && <b>{external_id}: </b>}
                  {reason}
                </List.Item>
              ))}
            </List>
          </div>
        )}
      </Stack>
    </Panel>
  );
}
