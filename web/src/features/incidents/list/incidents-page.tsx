import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { ListedIncident } from '../../../lib/api/types.ts';
import { PagedTable, type Column } from '../../../components/data/data-table.tsx';
import { ExploitTags } from '../../../components/domain/exploit-tags.tsx';
import { Choice, Filters, SearchBox } from '../../../components/data/filters.tsx';
import { RiskScore } from '../../../components/data/meter.tsx';
import { Page } from '../../../components/layout/page.tsx';
import { SeverityTag, StateTag } from '../../../components/data/tag.tsx';
import { Timestamp } from '../../../components/data/timestamp.tsx';
import { useCan } from '../../../lib/permissions.ts';
import { sourceName } from '../../../lib/source-name.ts';
import { useUrlFilters } from '../../../lib/url-filters.ts';
import { INCIDENT_STATUSES, INCIDENT_TYPES, SEVERITIES_DOWN } from '../../../lib/vocabulary.ts';
import { words } from '../../../lib/words.ts';
import { useIncidents } from '../api.ts';
import { ScanCve } from './scan-cve.tsx';

const COLUMNS: Column<ListedIncident>[] = [
  {
    header: 'Incident',
    lead: true,
    cell: (row) => (
      <Stack gap={1}>
        <Anchor component={Link} to={`/incidents/${row.id}`} size="sm" fw={600} lineClamp={2}>
          {row.title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {words(row.incident_type)} · {sourceName(row)}
        </Text>
      </Stack>
    ),
  },
  {
    header: 'Severity',
    width: 220,
    cell: (row) => (
      <Group gap={4}>
        <SeverityTag severity={row.severity} />
        <ExploitTags kev={row.kev} epss={row.epss} />
      </Group>
    ),
  },
  {
    header: 'CVSS',
    width: 70,
    cell: (row) => <Text size="sm">{row.cvss_score === null ? '–' : row.cvss_score.toFixed(1)}</Text>,
  },
  { header: 'Risk', width: 106, cell: (row) => <RiskScore score={row.risk_score} /> },
  { header: 'Status', width: 124, cell: (row) => <StateTag state={row.status} /> },
  {
    header: 'Published',
    width: 110,
    cell: (row) => (
      <Text size="sm">
        <Timestamp iso={row.published_date} as="day" />
      </Text>
    ),
  },
];

const SOURCES = ['nvd', 'cve-org', 'kev', 'hibp', 'manual'];
const KEV = [{ value: 'true', label: 'Exploited (KEV)' }];
const SORTS = [
  { value: '-risk_score', label: 'Highest risk first' },
  { value: '-cvss_score', label: 'Highest CVSS first' },
  { value: 'published_date', label: 'Oldest first' },
];

/** Everything that happened anywhere, whether it concerns a vendor or not. */
export function IncidentsPage() {
  const [filters, input] = useUrlFilters([
    'q',
    'incident_type',
    'severity',
    'status',
    'source',
    'kev',
    'sort',
  ] as const);
  const pages = useIncidents(filters);
  const can = useCan('edit_incidents');
  return (
    <Page
      title="Incidents"
      lead="All that the feeds brought and what you entered yourselves. What concerns your vendors is under Cases."
      actions={
        can && (
          <>
            <ScanCve />
            <Button component={Link} to="/incidents/new" leftSection={<IconPlus size={16} aria-hidden />}>
              Enter incident
            </Button>
          </>
        )
      }
    >
      <Filters>
        <SearchBox label="Search id, title or description" {...input('q')} />
        <Choice label="Type" {...input('incident_type')} names={INCIDENT_TYPES} />
        <Choice label="Severity" {...input('severity')} names={SEVERITIES_DOWN} width={130} />
        <Choice label="Status" {...input('status')} names={INCIDENT_STATUSES} width={150} />
        <Choice label="Source" {...input('source')} names={SOURCES} width={160} />
        <Choice label="Exploited" {...input('kev')} names={KEV} width={160} />
        <Choice label="Newest first" {...input('sort')} names={SORTS} />
      </Filters>
      <PagedTable
        label="Incidents"
        pages={pages}
        columns={COLUMNS}
        rowKey={(row) => row.id}
        empty="No incident fits. The catalogue fills with the first scan."
      />
    </Page>
  );
}
