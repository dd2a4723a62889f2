import { Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { NearMiss } from '../../../lib/api/types.ts';
import { DataTable } from '../../../components/data/data-table.tsx';
import { ExplanationView } from '../../../components/domain/explanation.tsx';
import { NEAR_MISS_COLUMNS_OF_INCIDENT } from '../../../components/domain/near-miss-table.tsx';
import { Panel } from '../../../components/layout/page.tsx';
import { Loaded } from '../../../components/layout/states.tsx';
import { useExplanation, useNearMisses, useVendorSearch } from '../api.ts';

interface PickProps {
  value: string | null;
  /** Of the vendor that is explained, which a search need not have found. */
  name: string | undefined;
  onChange: (vendorId: string | null) => void;
}

/** Any vendor of the register, found by its name. */
function PickVendor({ value, name, onChange }: PickProps) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, 250);
  const found = useVendorSearch(asked === name ? '' : asked);
  const choices = new Map((found.data ?? []).map((vendor) => [vendor.id, vendor.name]));
  if (value !== null && name !== undefined) choices.set(value, name);
  return (
    <Select
      label="Vendor"
      placeholder="Pick a vendor"
      maw={420}
      searchable
      clearable
      nothingFoundMessage={found.isFetching ? 'Looking …' : 'No vendor of that name'}
      // The API has searched; what it found is shown whole.
      filter={({ options }) => options}
      data={[...choices].map(([id, label]) => ({ value: id, label }))}
      value={value}
      onSearchChange={setText}
      onChange={onChange}
    />
  );
}

function Explained({ vendorId, incidentId }: { vendorId: string; incidentId: string }) {
  const explanation = useExplanation(vendorId, incidentId);
  return (
    <Loaded query={explanation} label="the explanation">
      {(data) => <ExplanationView explanation={data} />}
    </Loaded>
  );
}

function NearMisses({ rows }: { rows: readonly NearMiss[] }) {
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        No other vendor comes near the threshold.
      </Text>
    );
  return (
    <DataTable
      framed={false}
      label="Near misses"
      rows={rows}
      columns={NEAR_MISS_COLUMNS_OF_INCIDENT}
      rowKey={(row) => row.id}
    />
  );
}

/** Why the incident concerns a vendor, or why not, for any vendor of the register; the address keeps which one. */
export function WhyPanel({ incidentId }: { incidentId: string }) {
  const [params, setParams] = useSearchParams();
  const vendorId = params.get('vendor');
  const explained = useExplanation(vendorId, incidentId);
  const nearMisses = useNearMisses(incidentId);
  const panel = useRef<HTMLDivElement>(null);
  const isAsked = vendorId !== null;
  // A link to an explanation leads to it, also where the page was open already.
  useEffect(() => {
    if (isAsked && window.location.hash === '#why') panel.current?.scrollIntoView({ block: 'start' });
  }, [isAsked, vendorId]);
  const pick = (id: string | null): void => {
    setParams(id === null ? {} : { vendor: id }, { replace: true, preventScrollReset: true });
  };
  return (
    <div ref={panel} style={{ scrollMarginTop: 80 }}>
      <Stack gap="lg">
        <Panel title="Why, or why not?" id="why">
          <Stack gap="md">
            <PickVendor value={vendorId} name={explained.data?.vendor.name} onChange={pick} />
            {vendorId !== null && <Explained vendorId={vendorId} incidentId={incidentId} />}
          </Stack>
        </Panel>
        <Panel title="Near misses">
          <Loaded query={nearMisses} label="near misses">
            {(rows) => <NearMisses rows={rows} />}
          </Loaded>
        </Panel>
      </Stack>
    </div>
  );
}
