import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconDownload, IconPlus, IconShieldSearch, IconUpload } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Vendor } from '../../../lib/api/types.ts';
import { PagedTable, type Column } from '../../../components/data/data-table.tsx';
import { Choice, Filters, SearchBox } from '../../../components/data/filters.tsx';
import { Page } from '../../../components/layout/page.tsx';
import { SeverityTag, StateTag } from '../../../components/data/tag.tsx';
import { API } from '../../../lib/api/client.ts';
import { useCan } from '../../../lib/permissions.ts';
import { useUrlFilters } from '../../../lib/url-filters.ts';
import { SEVERITIES_DOWN, VENDOR_STATUSES } from '../../../lib/vocabulary.ts';
import { useVendors } from '../api.ts';

const COLUMNS: Column<Vendor>[] = [
  {
    header: 'Vendor',
    lead: true,
    cell: (row) => (
      <Stack gap={0}>
        <Anchor component={Link} to={`/vendors/${row.id}`} size="sm" fw={600}>
          {row.name}
        </Anchor>
        {row.legal_name !== null && row.legal_name !== row.name && (
          <Text size="xs" c="dimmed">
            {row.legal_name}
          </Text>
        )}
      </Stack>
    ),
  },
  {
    header: 'Domains',
    cell: (row) => (
      <Text size="sm" c="dimmed" lineClamp={1}>
        {row.domains.join(', ') || '–'}
      </Text>
    ),
  },
  { header: 'Criticality', width: 120, cell: (row) => <SeverityTag severity={row.criticality} /> },
  { header: 'Status', width: 120, cell: (row) => <StateTag state={row.security_status} /> },
  {
    header: 'Open',
    width: 80,
    cell: (row) =>
      row.open_trackings === 0 ? (
        <Text size="sm" c="dimmed">
          0
        </Text>
      ) : (
        <Anchor component={Link} to={`/trackings?vendor_id=${row.id}`} size="sm">
          {row.open_trackings}
        </Anchor>
      ),
  },
  { header: 'Owner', width: 160, cell: (row) => <Text size="sm">{row.owner_name ?? '–'}</Text> },
];

const STANDING = [
  { value: 'archived', label: 'Archived' },
  { value: 'all', label: 'Active and archived' },
];

function Actions({ canEdit }: { canEdit: boolean }) {
  return (
    <>
      <Button
        component={Link}
        to="/vendors/check"
        variant="default"
        leftSection={<IconShieldSearch size={16} aria-hidden />}
      >
        Check a vendor
      </Button>
      <Button
        component="a"
        href={`${API}/vendors/export`}
        download="vendors.csv"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        Export
      </Button>
      {canEdit && (
        <>
          <Button
            component={Link}
            to="/vendors/import"
            variant="default"
            leftSection={<IconUpload size={16} aria-hidden />}
          >
            Import
          </Button>
          <Button component={Link} to="/vendors/new" leftSection={<IconPlus size={16} aria-hidden />}>
            Add vendor
          </Button>
        </>
      )}
    </>
  );
}

/** The register. */
export function VendorsPage() {
  const [filters, input] = useUrlFilters(['q', 'criticality', 'security_status', 'status'] as const);
  const pages = useVendors(filters);
  const can = useCan('edit_vendors');
  const filtered = Object.values(filters).some((value) => value !== '');
  return (
    <Page
      title="Vendors"
      lead="The third parties you depend on. What is written here decides what is found."
      actions={<Actions canEdit={can} />}
    >
      <Filters>
        <SearchBox label="Search name, alias or domain" {...input('q')} />
        <Choice label="Criticality" {...input('criticality')} names={SEVERITIES_DOWN} width={140} />
        <Choice label="Status" {...input('security_status')} names={VENDOR_STATUSES} width={140} />
        <Choice label="Active" {...input('status')} names={STANDING} />
      </Filters>
      <PagedTable
        label="Vendors"
        pages={pages}
        columns={COLUMNS}
        rowKey={(row) => row.id}
        empty={
          filtered
            ? 'No vendor fits these filters.'
            : 'The register is empty. Add vendors one by one or import a CSV file.'
        }
      />
    </Page>
  );
}
