import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { ConfigPreview } from '../../../lib/api/types.ts';
import { DataTable, type Column } from '../../../components/data/data-table.tsx';
import { SeverityTag } from '../../../components/data/tag.tsx';
import { explanationPath } from '../../../components/domain/near-miss-table.tsx';
import { trackingPath } from '../../../components/domain/tracking-table.tsx';
import { confidenceText, words } from '../../../lib/words.ts';

type Pair = ConfigPreview['gained'][number];

/** A confidence just below a threshold must not look as if it reached it. */

function Subject({ pair: { vendor, incident, tracking } }: { pair: Pair }) {
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {vendor.name}
      </Text>
      <Anchor
        component={Link}
        to={explanationPath(incident.id, vendor.id)}
        target="_blank"
        size="sm"
        lineClamp={2}
        title={incident.title}
      >
        {incident.title}
      </Anchor>
      {tracking && (
        <Anchor
          component={Link}
          to={trackingPath({ id: tracking.id, vendor_id: vendor.id })}
          target="_blank"
          size="xs"
        >
          Tracked: {words(tracking.resolution_type ?? tracking.status).toLowerCase()}
        </Anchor>
      )}
    </Stack>
  );
}

const columns = (otherwise: string): Column<Pair>[] => [
  { header: 'Vendor and incident', lead: true, width: '32%', cell: (row) => <Subject pair={row} /> },
  { header: 'Severity', width: 106, cell: (row) => <SeverityTag severity={row.incident.severity} /> },
  {
    header: 'Confidence',
    width: 120,
    cell: ({ confidence: { now, then } }) => (
      <Text size="sm" className="figures">
        {confidenceText(now) === confidenceText(then)
          ? confidenceText(then)
          : `${confidenceText(now)} → ${confidenceText(then)}`}
      </Text>
    ),
  },
  {
    header: 'Why',
    cell: (row) => (
      <Stack gap={4}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {row.reason}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {otherwise} {row.why_not.join(' ')}
        </Text>
      </Stack>
    ),
  },
];

const GAINED = columns('Not raised now:');
const LOST = columns('Not raised then:');

/** Pairs that would be raised, or would be no more. */
export function PairTable({ pairs, kind }: { pairs: readonly Pair[]; kind: 'gained' | 'lost' }) {
  return (
    <DataTable
      framed={false}
      label={kind === 'gained' ? 'Gained' : 'Lost'}
      rows={pairs}
      columns={kind === 'gained' ? GAINED : LOST}
      rowKey={({ vendor, incident }) => `${vendor.id} ${incident.id}`}
    />
  );
}
