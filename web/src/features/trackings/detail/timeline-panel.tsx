import { Text, Timeline } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPoint, IconUser } from '@tabler/icons-react';
import type { TrackingEvent } from '../../../lib/api/types.ts';
import { Panel } from '../../../components/layout/page.tsx';
import { Timestamp } from '../../../components/data/timestamp.tsx';
import { detailOf, sentenceOf } from './timeline-words.ts';

const TROUBLE = new Set([
  'delivery_failed',
  'assessment_missing',
  'process_missing',
  'worsened',
  'escalated',
]);

function Bullet({ event }: { event: TrackingEvent }) {
  if (TROUBLE.has(event.kind) || event.detail['doubtful'] === true)
    return <IconAlertTriangle size={13} aria-hidden />;
  if (event.kind === 'resolved') return <IconCheck size={13} aria-hidden />;
  if (event.actor_type === 'user') return <IconUser size={13} aria-hidden />;
  return <IconPoint size={13} aria-hidden />;
}

interface Props {
  events: readonly TrackingEvent[];
  /** Of the process, which events name by their keys. */
  steps: readonly { key: string; title: string }[];
}

/** Everything that happened, oldest first; who or what did it, and when. */
export function TimelinePanel({ events, steps }: Props) {
  return (
    <Panel title="Timeline">
      <Timeline bulletSize={22} lineWidth={2} active={events.length}>
        {events.map((event) => (
          <Timeline.Item
            key={event.id}
            mt={14}
            bullet={<Bullet event={event} />}
            title={
              <Text size="sm" fw={600}>
                {sentenceOf(event)}
              </Text>
            }
          >
            {detailOf(event, steps).map((line) => (
              <Text
                key={line}
                size="sm"
                lineClamp={4}
                style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}
              >
                {line}
              </Text>
            ))}
            <Text size="xs" c="dimmed">
              {event.actor_name ?? (event.actor_type === 'feed' ? 'Feed' : 'Vigil')} ·{' '}
              <Timestamp iso={event.occurred_at} />
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Panel>
  );
}
