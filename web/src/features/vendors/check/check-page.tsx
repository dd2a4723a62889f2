import { confidenceText } from '../../../lib/words.ts';
import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconShieldSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { VendorCheck } from '../../../lib/api/types.ts';
import { DataTable, type Column } from '../../../components/data/data-table.tsx';
import { Failure } from '../../../components/layout/failure.tsx';
import { Page, Panel } from '../../../components/layout/page.tsx';
import { SeverityTag } from '../../../components/data/tag.tsx';
import { Timestamp } from '../../../components/data/timestamp.tsx';
import { fieldErrors, messageOf } from '../../../lib/api/problem.ts';
import { useCheckVendor } from '../api.ts';

type Breach = VendorCheck['breaches'][number];

const COLUMNS: Column<Breach>[] = [
  {
    header: 'Breach',
    lead: true,
    cell: (row) => (
      <Stack gap={0}>
        <Anchor component={Link} to={`/incidents/${row.id}`} size="sm" fw={600}>
          {row.title}
        </Anchor>
        <Text size="xs" c="dimmed">
          {[row.breach_date, row.pwn_count !== null && `${row.pwn_count.toLocaleString('en')} accounts`]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Stack>
    ),
  },
  { header: 'Severity', width: 120, cell: (row) => <SeverityTag severity={row.severity} /> },
  {
    header: 'Confidence',
    width: 110,
    cell: (row) => <Text size="sm">{confidenceText(row.confidence)}</Text>,
  },
  { header: 'Why', cell: (row) => <Text size="sm">{row.match_reason}</Text> },
];

function Answer({ check }: { check: VendorCheck }) {
  const found = check.breaches.length;
  return (
    <Stack gap="sm" aria-live="polite">
      <Text size="sm">
        {found === 0 ? 'None' : found} of {check.checked.toLocaleString('en')} known breaches{' '}
        {found === 1 ? 'concerns' : 'concern'} {check.name}.{' '}
        {check.as_of !== null && (
          <>
            The catalogue is as of <Timestamp iso={check.as_of} />.
          </>
        )}
      </Text>
      {found > 0 && (
        <DataTable
          label={`Breaches of ${check.name}`}
          rows={check.breaches}
          columns={COLUMNS}
          rowKey={(row) => row.id}
        />
      )}
    </Stack>
  );
}

/** Looks a company up in the catalogue of breaches before it becomes a vendor. */
export function CheckVendorPage() {
  const [name, setName] = useState('');
  const [domain, setDomain] = useState('');
  const check = useCheckVendor();
  const errors = fieldErrors(check.error);
  return (
    <Page
      title="Check a vendor"
      back={{ to: '/vendors', label: 'Vendors' }}
      lead="Which known breaches concern a company, before you buy from it. Nothing is kept."
    >
      <Panel title="Company">
        <form
          aria-label="Check a vendor"
          onSubmit={(event) => {
            event.preventDefault();
            check.mutate({ name, domain: domain.trim() === '' ? null : domain });
          }}
        >
          <Group align="flex-start" gap="sm">
            <TextInput
              label="Name"
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={errors['name']}
              w={260}
            />
            <TextInput
              label="Domain or website"
              maxLength={253}
              value={domain}
              onChange={(event) => setDomain(event.currentTarget.value)}
              error={errors['domain']}
              w={260}
            />
            <Button
              type="submit"
              mt={25}
              loading={check.isPending}
              leftSection={<IconShieldSearch size={16} aria-hidden />}
            >
              Check
            </Button>
          </Group>
        </form>
      </Panel>
      {check.error !== null && Object.keys(errors).length === 0 && (
        <Failure title="The vendor was not checked">{messageOf(check.error)}</Failure>
      )}
      {check.data && <Answer check={check.data} />}
    </Page>
  );
}
