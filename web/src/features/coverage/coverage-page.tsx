import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Coverage, VendorCoverage } from '../../lib/api/types.ts';
import { PagedTable, type Column } from '../../components/data/data-table.tsx';
import { Choice, Filters } from '../../components/data/filters.tsx';
import { Page, Panel } from '../../components/layout/page.tsx';
import {
  CAUSE_OPTIONS,
  causeInShort,
  Causes,
  Reachable,
  CoverageTag,
} from '../../components/domain/coverage.tsx';
import { Empty, Loaded } from '../../components/layout/states.tsx';
import { SUGGESTION_OPTIONS, SuggestionTable } from '../../components/domain/suggestion-table.tsx';
import { SeverityTag } from '../../components/data/tag.tsx';
import { Tiles } from '../../components/data/tiles.tsx';
import { useUrlFilters } from '../../lib/url-filters.ts';
import { count, percent } from '../../lib/words.ts';
import { useCoverageGaps, useCoverage, useSuggestions } from './api.ts';

/** What Vigil cannot see of the register, and what would help. */
export function CoveragePage() {
  const coverage = useCoverage();
  return (
    <Page
      title="Coverage"
      lead="Which vendors would be found if an incident named them as the register writes them, by the rules in force. A vendor that is not covered could never be found. One that is weakly covered is found by one thing only, in vulnerabilities or breaches alone, or shares its name or domain with another row."
    >
      <Loaded query={coverage} label="the coverage" rows={6}>
        {(data) => (
          <>
            <Summary coverage={data} />
            <Spots threshold={data.threshold} />
          </>
        )}
      </Loaded>
      <Suggestions />
    </Page>
  );
}

const share = (part: number, whole: number): string =>
  whole === 0 ? 'no vendors' : percent(part / whole, 1);

function Summary({ coverage: { vendors, blind, weak, causes } }: { coverage: Coverage }) {
  return (
    <Stack gap="xs">
      <Tiles
        tiles={[
          { label: 'Vendors', value: vendors.toLocaleString() },
          {
            label: 'Covered',
            value: (vendors - blind - weak).toLocaleString(),
            note: share(vendors - blind - weak, vendors),
          },
          { label: 'Weakly covered', value: weak.toLocaleString(), note: share(weak, vendors) },
          { label: 'Not covered', value: blind.toLocaleString(), note: share(blind, vendors) },
        ]}
      />
      {causes.length > 0 && (
        <Text size="sm" c="dimmed">
          {causes
            .map(({ kind, vendors: number }) => `${causeInShort(kind)}: ${count(number, 'vendor')}`)
            .join(' · ')}
        </Text>
      )}
    </Stack>
  );
}

const columns = (threshold: number): Column<VendorCoverage>[] => [
  {
    header: 'Vendor',
    lead: true,
    width: '26%',
    cell: ({ vendor, sight }) => (
      <Stack gap={6} align="flex-start">
        <Anchor component={Link} to={`/vendors/${vendor.id}`} size="sm" fw={600}>
          {vendor.name}
        </Anchor>
        <Group gap={6}>
          <CoverageTag sight={sight} />
          <SeverityTag severity={vendor.criticality} />
        </Group>
      </Stack>
    ),
  },
  { header: 'At best', width: 150, cell: (row) => <Reachable coverage={row} threshold={threshold} /> },
  { header: 'Why, and what helps', cell: ({ causes }) => <Causes causes={causes} /> },
];

const COVERAGE_LEVELS = [
  { value: 'blind', label: 'Not covered' },
  { value: 'weak', label: 'Weakly covered' },
];

function Spots({ threshold }: { threshold: number }) {
  const [filters, input] = useUrlFilters(['sight', 'cause'] as const);
  const pages = useCoverageGaps(filters);
  return (
    <Panel title="Coverage gaps">
      <Stack gap="md">
        <Filters>
          <Choice label="Which" {...input('sight')} names={COVERAGE_LEVELS} width={150} />
          <Choice label="Cause" {...input('cause')} names={CAUSE_OPTIONS} width={230} />
        </Filters>
        <PagedTable
          framed={false}
          label="Coverage gaps"
          pages={pages}
          columns={columns(threshold)}
          rowKey={({ id }) => id}
          empty="No vendor is hard to recognise, as far as these filters look."
        />
      </Stack>
    </Panel>
  );
}

function Suggestions() {
  const [filters, input] = useUrlFilters(['kind'] as const);
  const suggestions = useSuggestions(filters);
  return (
    <Panel title="Suggestions">
      <Stack gap="md">
        <Text size="sm" c="dimmed" maw="75ch">
          What incidents that surely concern a vendor say of it and the register does not. What is added
          counts from the next scan on.
        </Text>
        <Filters>
          <Choice label="Kind" {...input('kind')} names={SUGGESTION_OPTIONS} width={150} />
        </Filters>
        <Loaded query={suggestions} label="suggestions" rows={3}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty>The stored incidents say nothing that the register does not know.</Empty>
            ) : (
              <SuggestionTable rows={rows} withVendor />
            )
          }
        </Loaded>
      </Stack>
    </Panel>
  );
}
