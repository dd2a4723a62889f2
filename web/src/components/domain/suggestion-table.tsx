import { Anchor, Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { RegisterSuggestion } from '../../lib/api/types.ts';
import { api, dataOf } from '../../lib/api/client.ts';
import { useCan } from '../../lib/permissions.ts';
import { tellFailure } from '../../lib/tell-failure.ts';
import { count } from '../../lib/words.ts';
import { DataTable, type Column } from '../data/data-table.tsx';
import { Tag } from '../data/tag.tsx';

const KINDS: Record<RegisterSuggestion['kind'], string> = {
  domain: 'Domain',
  alias: 'Other name',
  product: 'Product',
};

/** Kinds as choices of a filter. */
export const SUGGESTION_OPTIONS = Object.entries(KINDS).map(([value, label]) => ({ value, label }));

/** Adds what is suggested to the vendor; the scans to come match with it. */
function useAccept() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ vendor, kind, value }: RegisterSuggestion) =>
      dataOf(
        api.POST('/vendors/{id}/identifiers', { params: { path: { id: vendor.id } }, body: { kind, value } }),
      ),
    onSuccess: (_, { vendor, value }) => {
      notifications.show({ message: `${value} is added to ${vendor.name}.` });
      return client.invalidateQueries();
    },
    onError: tellFailure('Not added'),
  });
}

function Add({ suggestion }: { suggestion: RegisterSuggestion }) {
  const accept = useAccept();
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={accept.isPending}
      aria-label={`Add ${suggestion.value} to ${suggestion.vendor.name}`}
      onClick={() => accept.mutate(suggestion)}
    >
      Add
    </Button>
  );
}

const VENDOR: Column<RegisterSuggestion> = {
  header: 'Vendor',
  lead: true,
  width: '26%',
  cell: ({ vendor }) => (
    <Anchor component={Link} to={`/vendors/${vendor.id}`} size="sm" fw={600}>
      {vendor.name}
    </Anchor>
  ),
};

const REST: Column<RegisterSuggestion>[] = [
  { header: 'Kind', width: 116, cell: ({ kind }) => <Tag tone="accent">{KINDS[kind]}</Tag> },
  {
    header: 'To be added',
    cell: ({ value }) => (
      <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
    ),
  },
  {
    header: 'Said by',
    width: 200,
    cell: ({ incidents, example }) => (
      <Stack gap={2}>
        <Text size="sm">{count(incidents, 'incident')}</Text>
        <Anchor
          component={Link}
          to={`/incidents/${example.id}`}
          size="xs"
          lineClamp={2}
          title={example.external_id}
          style={{ overflowWrap: 'anywhere' }}
        >
          {example.title}
        </Anchor>
      </Stack>
    ),
  },
];

const ADD: Column<RegisterSuggestion> = {
  header: 'Add',
  quiet: true,
  width: 80,
  cell: (row) => <Add suggestion={row} />,
};

interface Props {
  rows: readonly RegisterSuggestion[];
  /** False where all are about one vendor. */
  withVendor: boolean;
}

/** What stored incidents say of vendors and the register does not, to be taken over with a click. */
export function SuggestionTable({ rows, withVendor }: Props) {
  const can = useCan('edit_vendors');
  return (
    <DataTable
      framed={false}
      label="Suggestions"
      rows={rows}
      columns={[...(withVendor ? [VENDOR] : []), ...REST, ...(can ? [ADD] : [])]}
      rowKey={({ id }) => id}
    />
  );
}
