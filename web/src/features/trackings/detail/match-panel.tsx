import { Alert, Anchor, Group, Text } from '@mantine/core';
import { IconHelpTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { TrackingDetail, Evidence } from '../../../lib/api/types.ts';
import { DataTable, type Column } from '../../../components/data/data-table.tsx';
import { Confidence, Meter } from '../../../components/data/meter.tsx';
import { explanationPath } from '../../../components/domain/near-miss-table.tsx';
import { Panel } from '../../../components/layout/page.tsx';
import { Timestamp } from '../../../components/data/timestamp.tsx';
import { isDoubtful } from '../../../components/domain/tracking-table.tsx';
import { percent, words } from '../../../lib/words.ts';

const COLUMNS: Column<Evidence>[] = [
  {
    header: 'Evidence',
    width: '24%',
    lead: true,
    cell: (row) => <Text size="sm">{words(row.strategy)}</Text>,
  },
  { header: 'In the incident', cell: (row) => <Value text={row.incident_value} /> },
  { header: 'At the vendor', cell: (row) => <Value text={row.vendor_value} /> },
  {
    header: 'Likeness',
    width: 118,
    cell: (row) => <Meter label="Likeness" share={row.score} text={percent(row.score)} tone="accent" />,
  },
  {
    header: 'Weight',
    width: 118,
    cell: (row) => <Meter label="Weight" share={row.weight} text={row.weight.toFixed(2)} tone="low" />,
  },
];

function Value({ text }: { text: string }) {
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }} lineClamp={3}>
      {text === '' ? '–' : text}
    </Text>
  );
}

/** Why this incident concerns this vendor: the reason in words, then the evidence piece by piece. */
export function MatchPanel({ tracking }: { tracking: TrackingDetail }) {
  return (
    <Panel title="Why it matched" aside={<Confidence value={tracking.match_confidence} />}>
      {isDoubtful(tracking) && (
        <Alert color="yellow" variant="light" mb="md" icon={<IconHelpTriangle aria-hidden />}>
          By what the sources and the register say now, it would not be raised. It stays until somebody
          decides. Doubtful since <Timestamp iso={tracking.doubtful_since ?? ''} />.
        </Alert>
      )}
      <Text mb="md">{tracking.match_reason}</Text>
      {tracking.matched_fields.length > 0 && (
        <DataTable
          framed={false}
          label="Evidence"
          rows={tracking.matched_fields}
          columns={COLUMNS}
          rowKey={(row) => Object.values(row).join(' ')}
        />
      )}
      <Group justify="flex-end" mt="sm">
        <Anchor component={Link} to={explanationPath(tracking.incident_id, tracking.vendor_id)} size="sm">
          Explain it term by term
        </Anchor>
      </Group>
    </Panel>
  );
}
