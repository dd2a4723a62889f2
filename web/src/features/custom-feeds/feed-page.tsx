import { Alert, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLock } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import type { CustomFeed, CustomFeedReject } from '../../lib/api/types.ts';
import { PagedTable, type Column } from '../../components/data/data-table.tsx';
import { Facts } from '../../components/data/facts.tsx';
import { LoadedPage } from '../../components/layout/loaded-page.tsx';
import { Page, Panel } from '../../components/layout/page.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { useCan } from '../../lib/permissions.ts';
import { useCustomFeed, useRejects } from './api.ts';
import { FeedForm } from './feed-form.tsx';
import { valuesOf } from './feed-values.ts';
import { KINDS } from './kinds.ts';

const COLUMNS: Column<CustomFeedReject>[] = [
  {
    header: 'Entry',
    lead: true,
    cell: (row) => (
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {row.external_id ?? 'Unnamed'}
      </Text>
    ),
  },
  { header: 'Why', cell: (row) => <Text size="sm">{row.reason}</Text> },
  { header: 'Seen', width: 80, cell: (row) => <Text size="sm">{row.seen.toLocaleString()}</Text> },
  {
    header: 'Last',
    width: 140,
    cell: (row) => (
      <Text size="sm">
        <Timestamp iso={row.updated_at} as="relative" />
      </Text>
    ),
  },
];

function Health({ feed }: { feed: CustomFeed }) {
  return (
    <Panel title="Health">
      <Facts
        rows={[
          ['Kind', KINDS[feed.kind].label],
          ['Last read', feed.last_success_at && <Timestamp key="s" iso={feed.last_success_at} />],
          ['How it is', feed.reason],
          ['Entries', feed.entries?.toLocaleString()],
          ['Still to read', feed.pending_documents > 0 && feed.pending_documents.toLocaleString()],
          ['Incidents', feed.new_total.toLocaleString()],
          ['Changes', feed.changed_total.toLocaleString()],
          ['Identifiers begin with', `${feed.key}:`],
        ]}
      />
    </Panel>
  );
}

function SetAside({ id }: { id: string }) {
  const rejects = useRejects(id);
  return (
    <Panel title="Set aside" id="set-aside">
      <PagedTable
        framed={false}
        label="Entries set aside"
        pages={rejects}
        columns={COLUMNS}
        rowKey={(row) => row.id}
        empty="Nothing of this feed was set aside."
      />
    </Panel>
  );
}

/** One feed: its health, what it is, and what of it could not be read. */
export function FeedPage() {
  const { feedId = '' } = useParams();
  const feed = useCustomFeed(feedId);
  const can = useCan('configure');
  const navigate = useNavigate();
  return (
    <LoadedPage query={feed} what="custom feed">
      {(data) => (
        <Page title={data.name} back={{ to: '/custom-feeds', label: 'Custom feeds' }} lead={data.url}>
          <Health feed={data} />
          {can ? (
            <FeedForm
              initial={valuesOf(data)}
              id={data.id}
              onSaved={() => {
                notifications.show({ message: 'The feed is saved.' });
                void navigate('/custom-feeds');
              }}
            />
          ) : (
            <Alert color="petrol" variant="light" icon={<IconLock aria-hidden />}>
              Only an administrator changes feeds.
            </Alert>
          )}
          <SetAside id={data.id} />
        </Page>
      )}
    </LoadedPage>
  );
}
