import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Tracking } from '../../lib/api/types.ts';
import type { Column } from '../data/data-table.tsx';
import { ExploitTags } from './exploit-tags.tsx';
import { Confidence, RiskScore } from '../data/meter.tsx';
import { SeverityTag, StateTag, Tag } from '../data/tag.tsx';
import { DueDate } from '../data/timestamp.tsx';

/** The address of a tracking, the same that tasks and mails carry. */
export const trackingPath = (tracking: { id: string; vendor_id: string }): string =>
  `/vendors/${tracking.vendor_id}/security/${tracking.id}`;

/** True of an open tracking that would not be raised today. */
export const isDoubtful = ({ phase, doubtful_since }: Pick<Tracking, 'phase' | 'doubtful_since'>): boolean =>
  phase !== 'resolved' && doubtful_since !== null;

function Subject({ row }: { row: Tracking }) {
  return (
    <Stack gap={2}>
      <Anchor
        component={Link}
        to={trackingPath(row)}
        fw={600}
        size="sm"
        lineClamp={2}
        title={row.incident.title}
      >
        {row.incident.title}
      </Anchor>
      <Text size="xs" c="dimmed" lineClamp={2}>
        {row.match_reason}
      </Text>
      {(row.incident.kev || row.incident.epss !== null) && (
        <Group gap={4} mt={3}>
          <ExploitTags kev={row.incident.kev} epss={row.incident.epss} />
        </Group>
      )}
    </Stack>
  );
}

const vendor: Column<Tracking> = {
  header: 'Vendor',
  width: '14%',
  cell: (row) => (
    <Anchor component={Link} to={`/vendors/${row.vendor_id}`} size="sm" c="inherit" fw={500}>
      {row.vendor.name}
    </Anchor>
  ),
};

const rest: Column<Tracking>[] = [
  { header: 'Severity', width: 106, cell: (row) => <SeverityTag severity={row.incident.severity} /> },
  { header: 'Confidence', width: 116, cell: (row) => <Confidence value={row.match_confidence} /> },
  { header: 'Risk', width: 106, cell: (row) => <RiskScore score={row.risk_score} /> },
  {
    header: 'Phase',
    width: 172,
    cell: (row) => (
      <Group gap={4}>
        <StateTag state={row.phase} />
        {(row.status === 'breached' || row.status === 'at_risk') && <StateTag state={row.status} />}
        {isDoubtful(row) && (
          <Tag tone="medium" title="By what is known now, it would not be raised">
            Doubtful
          </Tag>
        )}
      </Group>
    ),
  },
  {
    header: 'Due',
    width: 96,
    cell: (row) => (
      <Text size="sm">
        <DueDate
          iso={row.due_date}
          done={row.phase !== 'awaiting_qualification' && row.phase !== 'responding'}
        />
      </Text>
    ),
  },
];

const incident: Column<Tracking> = { header: 'Incident', lead: true, cell: (row) => <Subject row={row} /> };

/** Trackings of several vendors. */
export const TRACKING_COLUMNS: Column<Tracking>[] = [incident, vendor, ...rest];

/** Trackings of one vendor. */
export const TRACKING_COLUMNS_OF_VENDOR: Column<Tracking>[] = [incident, ...rest];
