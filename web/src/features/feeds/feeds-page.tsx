import { Anchor, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Feed } from '../../lib/api/types.ts';
import { Page, Panel } from '../../components/layout/page.tsx';
import { Loaded } from '../../components/layout/states.tsx';
import { StateTag } from '../../components/data/tag.tsx';
import { useFeeds } from './api.ts';
import { DaysChart } from './days-chart.tsx';
import { FeedFacts, FeedReason, NVD_NOTICE } from './feed-facts.tsx';

function FeedCard({ feed }: { feed: Feed }) {
  return (
    <Panel title={feed.title} aside={<StateTag state={feed.verdict} />}>
      <Stack gap="md">
        <div>
          <FeedReason feed={feed} />
        </div>
        <DaysChart days={feed.yield.days} />
        <FeedFacts feed={feed} link />
        {feed.id === 'nvd' && (
          <Text size="xs" c="dimmed">
            {NVD_NOTICE}
          </Text>
        )}
        <Anchor component={Link} to={`/feeds/${feed.id}`} size="sm" aria-label={`Details of ${feed.title}`}>
          Details
        </Anchor>
      </Stack>
    </Panel>
  );
}

/** How the shared sources are, why, and what to do about it. */
export function FeedsPage() {
  const feeds = useFeeds();
  return (
    <Page
      title="Feeds"
      lead="The sources of incidents. They are read once for everybody, when a scan asks for them; administrators get a message when one fails, is late, falls silent or changes."
    >
      <Loaded query={feeds} label="the feeds" rows={8}>
        {(rows) => (
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            {rows.map((feed) => (
              <FeedCard key={feed.id} feed={feed} />
            ))}
          </SimpleGrid>
        )}
      </Loaded>
    </Page>
  );
}
