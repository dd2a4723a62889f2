import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useParams } from 'react-router';
import type { Feed } from '../../lib/api/types.ts';
import { DataTable, type Column } from '../../components/data/data-table.tsx';
import { LoadedPage } from '../../components/layout/loaded-page.tsx';
import { NoticePage } from '../../components/layout/notice-page.tsx';
import { Page, Panel } from '../../components/layout/page.tsx';
import { StateTag } from '../../components/data/tag.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { useFeeds } from './api.ts';
import { DaysChart } from './days-chart.tsx';
import { FeedFacts, FeedReason, NVD_NOTICE } from './feed-facts.tsx';
import { RejectsPanel } from './rejects-panel.tsx';

type FeedDay = Feed['yield']['days'][number];

const figure = (header: string, of: (day: FeedDay) => number): Column<FeedDay> => ({
  header,
  width: 100,
  cell: (day) => <Text size="sm">{of(day).toLocaleString()}</Text>,
});

const COLUMNS: Column<FeedDay>[] = [
  {
    header: 'Day (UTC)',
    lead: true,
    cell: (day) => (
      <Text size="sm" fw={600}>
        <Timestamp iso={day.day} as="day" />
      </Text>
    ),
  },
  figure('Records', (day) => day.records),
  figure('New', (day) => day.new),
  figure('Changed', (day) => day.changed),
  figure('Unchanged', (day) => day.unchanged),
  figure('Set aside', (day) => day.rejected),
  figure('Failed tries', (day) => day.failures),
];

function Content({ feed }: { feed: Feed }) {
  const days = feed.yield.days.toReversed().filter((day) => day.pages > 0 || day.failures > 0);
  return (
    <Page
      title={feed.title}
      back={{ to: '/feeds', label: 'Feeds' }}
      lead={
        <Stack gap="xs" align="flex-start" mt={6}>
          <StateTag state={feed.verdict} />
          <div>
            <FeedReason feed={feed} />
          </div>
          {feed.id === 'nvd' && <Text size="xs">{NVD_NOTICE}</Text>}
        </Stack>
      }
    >
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
        <Panel title="Now">
          <FeedFacts feed={feed} link={false} />
        </Panel>
        <Panel title="The last 14 days">
          <DaysChart days={feed.yield.days} />
        </Panel>
      </SimpleGrid>
      <RejectsPanel feed={feed} />
      {days.length > 0 && (
        <Panel title="Day by day">
          <DataTable
            framed={false}
            label="Day by day"
            rows={days}
            columns={COLUMNS}
            rowKey={(day) => day.day}
          />
        </Panel>
      )}
    </Page>
  );
}

/** One feed: how it is, what it brought day by day, and every record that was set aside. */
export function FeedPage() {
  const { feedId = '' } = useParams();
  const feeds = useFeeds();
  return (
    <LoadedPage query={feeds} what="feed">
      {(rows) => {
        const feed = rows.find(({ id }) => id === feedId);
        return feed === undefined ? (
          <NoticePage title="There is no such feed">The address may be mistyped.</NoticePage>
        ) : (
          <Content feed={feed} />
        );
      }}
    </LoadedPage>
  );
}
