import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRadar2 } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Feed, Scan } from '../../lib/api/types.ts';
import { Facts } from '../../components/data/facts.tsx';
import { Panel } from '../../components/layout/page.tsx';
import { Loaded } from '../../components/layout/states.tsx';
import { StateTag } from '../../components/data/tag.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { useCan } from '../../lib/permissions.ts';
import { tellFailure } from '../../lib/tell-failure.ts';
import { words } from '../../lib/words.ts';
import { useFeeds, useLatestScans, useScanNow } from './api.ts';

const TYPES = ['cve', 'breach', 'feeds'] as const;

/** The last scan that covered each type; one of everything counts for all. */
function lastOf(scans: readonly Scan[], type: (typeof TYPES)[number]): Scan | undefined {
  return scans.find((scan) => scan.scan_type === type || scan.scan_type === 'all');
}

function ScanLines({ scans }: { scans: readonly Scan[] }) {
  return (
    <Facts
      rows={TYPES.map((type) => {
        const scan = lastOf(scans, type);
        return [
          words(type),
          scan === undefined ? (
            'Not yet'
          ) : (
            <Group key={type} gap={6}>
              <StateTag state={scan.status} />
              <Text size="sm">
                <Timestamp iso={scan.finished_at ?? scan.started_at} as="relative" />
              </Text>
            </Group>
          ),
        ] as const;
      })}
    />
  );
}

function FeedLines({ feeds }: { feeds: readonly Feed[] }) {
  return (
    <Facts
      rows={feeds.map((feed) => [
        feed.title,
        <Group key={feed.id} gap={6} title={feed.reason}>
          <StateTag state={feed.verdict} />
          <Text size="sm">
            {feed.last_success_at === null ? (
              'not read yet'
            ) : (
              <Timestamp iso={feed.last_success_at} as="relative" />
            )}
          </Text>
        </Group>,
      ])}
    />
  );
}

function ScanNow() {
  const scan = useScanNow();
  return (
    <Button
      size="xs"
      variant="light"
      leftSection={<IconRadar2 size={15} aria-hidden />}
      loading={scan.isPending}
      onClick={() =>
        scan.mutate(undefined, {
          onSuccess: () => notifications.show({ message: 'The scan has started.' }),
          onError: tellFailure('No scan was started'),
        })
      }
    >
      Scan now
    </Button>
  );
}

/** Whether the watch is kept: last scans and the state of the feeds. */
export function FreshnessPanel() {
  const scans = useLatestScans();
  const feeds = useFeeds();
  const can = useCan('scan');
  return (
    <Panel title="Last scans" aside={can && <ScanNow />}>
      <Stack gap="md">
        <Loaded query={scans} label="the last scans">
          {(rows) => <ScanLines scans={rows} />}
        </Loaded>
        <div>
          <Group justify="space-between" mb={8}>
            <Text size="sm" fw={600}>
              Feeds
            </Text>
            <Anchor component={Link} to="/feeds" size="sm">
              How they are
            </Anchor>
          </Group>
          <Loaded query={feeds} label="the feeds">
            {(rows) => <FeedLines feeds={rows} />}
          </Loaded>
        </div>
      </Stack>
    </Panel>
  );
}
