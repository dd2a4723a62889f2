import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Feed } from '../../lib/api/types.ts';
import { Facts } from '../../components/data/facts.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { count, words } from '../../lib/words.ts';
import { lagInWords, yieldInWords } from './feed-words.ts';

/** NVD asks for this sentence wherever its data is shown. */
export const NVD_NOTICE = 'This product uses the NVD API but is not endorsed or certified by the NVD.';

function NextRun({ feed }: { feed: Feed }) {
  if (feed.next_run_at === null)
    return <>Not scheduled: your {words(feed.scan_type)} scan is off or paused</>;
  return (
    <>
      <Timestamp iso={feed.next_run_at} as="relative" />,{' '}
      {feed.next_run_by === 'retry' ? 'the next try' : `with your next ${words(feed.scan_type)} scan`}
    </>
  );
}

function Rejects({ feed, link }: { feed: Feed; link: boolean }) {
  const { total, last_7_days: recent } = feed.rejects;
  if (total === 0) return <>None</>;
  const text = `${count(recent, 'record')} in 7 days, ${total.toLocaleString()} kept`;
  return link ? (
    <Anchor component={Link} to={`/feeds/${feed.id}`} inherit underline="always">
      {text}
    </Anchor>
  ) : (
    <>{text}</>
  );
}

/** How a feed is, in a sentence, and what to do about it. */
export function FeedReason({ feed }: { feed: Feed }) {
  return (
    <>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {feed.reason}
      </Text>
      {feed.advice !== null && (
        <Text size="sm" mt={6} style={{ overflowWrap: 'anywhere' }}>
          <Text span inherit fw={600}>
            What to do:{' '}
          </Text>
          {feed.advice}
        </Text>
      )}
    </>
  );
}

/** The figures of a feed. `link`: to the page that explains its rejects. */
export function FeedFacts({ feed, link }: { feed: Feed; link: boolean }) {
  return (
    <Facts
      rows={[
        [
          'Last success',
          feed.last_success_at === null ? (
            'Never'
          ) : (
            <Timestamp key="s" iso={feed.last_success_at} as="relative" />
          ),
        ],
        ['Lag', feed.lag_seconds === null ? 'Not complete yet' : lagInWords(feed.lag_seconds)],
        ['Yield', yieldInWords(feed)],
        ['Set aside', <Rejects key="r" feed={feed} link={link} />],
        ['Next run', <NextRun key="n" feed={feed} />],
        [
          'Last error',
          feed.last_error !== null && (
            <>
              {feed.last_error} (<Timestamp iso={feed.last_error_at} as="relative" />)
            </>
          ),
        ],
      ]}
    />
  );
}
