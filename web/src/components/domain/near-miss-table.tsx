import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { NearMiss } from '../../lib/api/types.ts';
import type { Column } from '../data/data-table.tsx';
import { Confidence } from '../data/meter.tsx';
import { SeverityTag } from '../data/tag.tsx';
import { trackingPath } from './tracking-table.tsx';

/** The page of an incident with the explanation for a vendor open. */
export const explanationPath = (incidentId: string, vendorId: string): string =>
  `/incidents/${incidentId}?vendor=${vendorId}#why`;

const pathOf = ({ incident, vendor }: NearMiss): string => explanationPath(incident.id, vendor.id);

const vendor: Column<NearMiss> = {
  header: 'Vendor',
  lead: true,
  width: '24%',
  cell: (row) => (
    <Anchor component={Link} to={pathOf(row)} size="sm" fw={600}>
      {row.vendor.name}
    </Anchor>
  ),
};

const incident: Column<NearMiss> = {
  header: 'Incident',
  lead: true,
  width: '34%',
  cell: (row) => (
    <Anchor component={Link} to={pathOf(row)} size="sm" fw={600} lineClamp={2} title={row.incident.title}>
      {row.incident.title}
    </Anchor>
  ),
};

const severity: Column<NearMiss> = {
  header: 'Severity',
  width: 106,
  cell: (row) => <SeverityTag severity={row.incident.severity} />,
};

const rest: Column<NearMiss>[] = [
  { header: 'Confidence', width: 116, cell: (row) => <Confidence value={row.confidence} /> },
  {
    header: 'Why nearly',
    cell: (row) => (
      <Stack gap={2}>
        <Text size="sm" lineClamp={4}>
          {row.reason}
        </Text>
        {row.tracking_id !== null && (
          <Anchor
            component={Link}
            to={trackingPath({ id: row.tracking_id, vendor_id: row.vendor.id })}
            size="xs"
          >
            Tracked: it was a match once
          </Anchor>
        )}
      </Stack>
    ),
  },
];

/** Vendors that an incident nearly concerns. */
export const NEAR_MISS_COLUMNS_OF_INCIDENT: Column<NearMiss>[] = [vendor, ...rest];

/** Incidents that nearly concern a vendor. */
export const NEAR_MISS_COLUMNS_OF_VENDOR: Column<NearMiss>[] = [incident, severity, ...rest];
