import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from 'react-router';
import type { Alert } from '../../lib/api/types.ts';
import { PagedTable, type Column } from '../../components/data/data-table.tsx';
import { Choice, Filters } from '../../components/data/filters.tsx';
import { SeverityTag, StateTag } from '../../components/data/tag.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { trackingPath } from '../../components/domain/tracking-table.tsx';
import { messageOf } from '../../lib/api/problem.ts';
import { useUrlFilters } from '../../lib/url-filters.ts';
import { ALERT_STATUSES, SEVERITIES_DOWN } from '../../lib/vocabulary.ts';
import { words } from '../../lib/words.ts';
import { useAcknowledge, useAlerts } from './api.ts';

function Acknowledge({ alert }: { alert: Alert }) {
  const acknowledge = useAcknowledge();
  if (alert.acknowledged_at !== null) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={acknowledge.isPending}
      onClick={() =>
        acknowledge.mutate(alert.id, {
          onError: (error) =>
            notifications.show({ color: 'red', title: 'Not changed', message: messageOf(error) }),
        })
      }
    >
      Acknowledge
    </Button>
  );
}

/** "E-mail 2 sent, 1 failed". */
function deliveriesOf(alert: Alert): string {
  const channels = [...new Set(alert.deliveries.map(({ channel }) => channel))];
  return channels
    .map((channel) => {
      const own = alert.deliveries.filter((delivery) => delivery.channel === channel);
      const states = [...new Set(own.map(({ status }) => status))];
      const parts = states.map(
        (state) => `${own.filter(({ status }) => status === state).length} ${words(state).toLowerCase()}`,
      );
      return `${words(channel)}: ${parts.join(', ')}`;
    })
    .join(' · ');
}

const COLUMNS: Column<Alert>[] = [
  {
    header: 'Alert',
    lead: true,
    cell: (row) => (
      <Stack gap={1}>
        <Anchor
          component={Link}
          to={trackingPath({ id: row.vendor_tracking_id, vendor_id: row.vendor.id })}
          size="sm"
          fw={600}
          style={{ overflowWrap: 'anywhere' }}
        >
          {row.title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {words(row.alert_type)}
          {row.corrected_at !== null && ' · corrected as a false positive'}
        </Text>
      </Stack>
    ),
  },
  { header: 'Severity', width: 108, cell: (row) => <SeverityTag severity={row.severity} /> },
  { header: 'Status', width: 130, cell: (row) => <StateTag state={row.status} /> },
  {
    header: 'Deliveries',
    width: 190,
    cell: (row) => (
      <Text
        size="xs"
        c={row.deliveries.some(({ status }) => status === 'failed') ? 'var(--tone-critical)' : 'inherit'}
      >
        {deliveriesOf(row) || 'None'}
      </Text>
    ),
  },
  {
    header: 'When',
    width: 120,
    cell: (row) => (
      <Text size="sm">
        <Timestamp iso={row.created_at} as="relative" />
      </Text>
    ),
  },
  { header: 'Actions', quiet: true, width: 130, cell: (row) => <Acknowledge alert={row} /> },
];

/** Every alert of the tenant, and whether it arrived. */
export function AlertsList() {
  const [filters, input] = useUrlFilters(['status', 'severity'] as const);
  const pages = useAlerts(filters);
  return (
    <Stack gap="md">
      <Filters>
        <Choice label="Status" {...input('status')} names={ALERT_STATUSES} width={160} />
        <Choice label="Severity" {...input('severity')} names={SEVERITIES_DOWN} width={130} />
      </Filters>
      <Group>
        <div style={{ width: '100%' }}>
          <PagedTable
            label="Alerts"
            pages={pages}
            columns={COLUMNS}
            rowKey={(row) => row.id}
            empty="No alert fits."
          />
        </div>
      </Group>
    </Stack>
  );
}
