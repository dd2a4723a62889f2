import { Group, Stack, Text } from '@mantine/core';
import type { Alert } from '../../../lib/api/types.ts';
import { Panel } from '../../../components/layout/page.tsx';
import { StateTag } from '../../../components/data/tag.tsx';
import { Timestamp } from '../../../components/data/timestamp.tsx';
import { words } from '../../../lib/words.ts';

type Delivery = Alert['deliveries'][number];

/** What the alert budget did with it. */
function QueuedForDigest({ delivery }: { delivery: Delivery }) {
  if (delivery.held_at === null || (delivery.status !== 'held' && delivery.status !== 'sent')) return null;
  return (
    <Text size="xs" c="dimmed">
      {delivery.status === 'held' ? (
        <>
          Beyond the alert budget since <Timestamp iso={delivery.held_at} />; comes with the next digest
        </>
      ) : (
        <>
          Came with a digest, <Timestamp iso={delivery.sent_at} />
        </>
      )}
    </Text>
  );
}

function Deliveries({ alert }: { alert: Alert }) {
  return (
    <Stack gap={6}>
      {alert.deliveries.map((delivery) => (
        <div key={delivery.id}>
          <Group gap={6} justify="space-between" wrap="nowrap">
            <Text size="xs" style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
              {words(delivery.channel)} · {delivery.recipient}
            </Text>
            <StateTag state={delivery.status} />
          </Group>
          <QueuedForDigest delivery={delivery} />
          {delivery.last_error !== null && delivery.status !== 'sent' && (
            <Text size="xs" c="var(--tone-critical)" style={{ overflowWrap: 'anywhere' }}>
              {delivery.last_error} ({delivery.attempts} tries)
            </Text>
          )}
        </div>
      ))}
    </Stack>
  );
}

/** Who was told, over which channel, and whether it arrived. */
export function AlertsPanel({ alerts }: { alerts: readonly Alert[] }) {
  return (
    <Panel title="Alerts">
      <Stack gap="md">
        {alerts.map((alert) => (
          <div key={alert.id}>
            <Group justify="space-between" gap="xs" mb={4}>
              <Text size="sm" fw={550}>
                {words(alert.alert_type)}
              </Text>
              <StateTag state={alert.status} />
            </Group>
            <Text size="xs" c="dimmed" mb={6}>
              <Timestamp iso={alert.created_at} />
              {alert.corrected_at !== null && ' · corrected as a false positive'}
            </Text>
            <Deliveries alert={alert} />
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
