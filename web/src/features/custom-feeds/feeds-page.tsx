import { Anchor, Button, Group, Stack, Switch, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CustomFeed } from '../../lib/api/types.ts';
import { PagedTable, type Column } from '../../components/data/data-table.tsx';
import { Page } from '../../components/layout/page.tsx';
import { Tag } from '../../components/data/tag.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { useCan } from '../../lib/permissions.ts';
import { tellFailure } from '../../lib/tell-failure.ts';
import { count } from '../../lib/words.ts';
import { useCustomFeeds, useSwitchFeed } from './api.ts';
import { DeleteFeed } from './delete-feed.tsx';
import { KINDS } from './kinds.ts';

const TROUBLES = {
  failing: { label: 'Failing', tone: 'critical' },
  stale: { label: 'Late', tone: 'high' },
  empty: { label: 'No entries', tone: 'high' },
} as const;

const troubleOf = ({ verdict }: CustomFeed) =>
  verdict in TROUBLES ? TROUBLES[verdict as keyof typeof TROUBLES] : undefined;

function StateOf({ feed }: { feed: CustomFeed }) {
  const trouble = troubleOf(feed);
  if (!feed.enabled) return <Tag tone="low">Off</Tag>;
  if (trouble) return <Tag tone={trouble.tone}>{trouble.label}</Tag>;
  if (feed.healthy === null) return <Tag tone="accent">Not read yet</Tag>;
  if (feed.pending_documents > 0) {
    return <Tag tone="accent">{count(feed.pending_documents, 'document')} to go</Tag>;
  }
  return <Tag tone="good">Healthy</Tag>;
}

function Name({ feed }: { feed: CustomFeed }) {
  return (
    <Stack gap={2}>
      <Anchor component={Link} to={`/custom-feeds/${feed.id}`} size="sm" fw={600}>
        {feed.name}
      </Anchor>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {KINDS[feed.kind].label} · {feed.url}
      </Text>
      {troubleOf(feed) && (
        <Text
          size="xs"
          c={`var(--tone-${troubleOf(feed)?.tone ?? 'high'})`}
          style={{ overflowWrap: 'anywhere' }}
        >
          {feed.reason}
        </Text>
      )}
    </Stack>
  );
}

function OnOff({ feed }: { feed: CustomFeed }) {
  const change = useSwitchFeed();
  return (
    <Switch
      aria-label={`Read ${feed.name}`}
      checked={feed.enabled}
      disabled={change.isPending}
      onChange={({ currentTarget: { checked } }) =>
        change.mutate({ id: feed.id, enabled: checked }, { onError: tellFailure('Not changed') })
      }
    />
  );
}

const SHOWN: Column<CustomFeed>[] = [
  { header: 'Feed', lead: true, cell: (row) => <Name feed={row} /> },
  { header: 'State', width: 150, cell: (row) => <StateOf feed={row} /> },
  {
    header: 'Last read',
    width: 140,
    cell: (row) => (
      <Text size="sm">
        <Timestamp iso={row.last_success_at} as="relative" />
      </Text>
    ),
  },
  { header: 'Incidents', width: 100, cell: (row) => <Text size="sm">{row.new_total.toLocaleString()}</Text> },
  {
    header: 'Set aside',
    width: 100,
    cell: (row) =>
      row.rejects === 0 ? (
        <Text size="sm">0</Text>
      ) : (
        <Anchor component={Link} to={`/custom-feeds/${row.id}#set-aside`} size="sm">
          {row.rejects.toLocaleString()}
        </Anchor>
      ),
  },
];

/** The tenant's custom feeds with their health. */
export function CustomFeedsPage() {
  const pages = useCustomFeeds();
  const can = useCan('configure');
  const [ending, setEnding] = useState<CustomFeed | null>(null);
  const columns: Column<CustomFeed>[] = can
    ? [
        ...SHOWN,
        {
          header: 'Change',
          quiet: true,
          width: 130,
          cell: (row) => (
            <Group gap="xs" wrap="nowrap" justify="flex-end">
              <OnOff feed={row} />
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                aria-label={`Delete ${row.name}`}
                onClick={() => setEnding(row)}
              >
                <IconTrash size={16} aria-hidden />
              </Button>
            </Group>
          ),
        },
      ]
    : SHOWN;
  return (
    <Page
      title="Custom feeds"
      lead="Sources of your own: a vendor’s news, its CSAF advisories, a JSON list. Their entries become incidents of your company alone and are matched to your vendors."
      actions={
        can && (
          <Button component={Link} to="/custom-feeds/new" leftSection={<IconPlus size={16} aria-hidden />}>
            Add feed
          </Button>
        )
      }
    >
      <PagedTable
        label="Custom feeds"
        pages={pages}
        columns={columns}
        rowKey={(row) => row.id}
        empty={
          can
            ? 'There is no feed of your own yet. Add one and test it before it is saved.'
            : 'There is no feed of your own yet. An administrator can add one.'
        }
      />
      <DeleteFeed feed={ending} onClose={() => setEnding(null)} />
    </Page>
  );
}
