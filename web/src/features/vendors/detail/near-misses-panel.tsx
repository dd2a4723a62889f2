import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { DataTable } from '../../../components/data/data-table.tsx';
import { NEAR_MISS_COLUMNS_OF_VENDOR } from '../../../components/domain/near-miss-table.tsx';
import { Panel } from '../../../components/layout/page.tsx';
import { Failed, Loading } from '../../../components/layout/states.tsx';
import { useVendorNearMisses } from '../api.ts';

/** As many as a reader looks through; a vendor with more has a name that says nothing. */
const ENOUGH = 25;

/** What nearly concerned the vendor in the last 30 days; the window is read on until there is enough. */
export function NearMissesPanel({ vendorId }: { vendorId: string }) {
  const { rows, loading, error, retry, hasMore, loadingMore, loadMore } = useVendorNearMisses(vendorId);
  const goesOn = hasMore && rows.length < ENOUGH;
  useEffect(() => {
    if (goesOn && !loadingMore) loadMore();
  }, [goesOn, loadingMore, loadMore]);
  const sorted = rows.toSorted((a, b) => b.confidence - a.confidence).slice(0, ENOUGH);
  return (
    <Panel title="Near misses of the last 30 days">
      {error !== null && <Failed error={error} retry={retry} />}
      {sorted.length > 0 && (
        <DataTable
          framed={false}
          label="Near misses of the last 30 days"
          rows={sorted}
          columns={NEAR_MISS_COLUMNS_OF_VENDOR}
          rowKey={(row) => row.id}
        />
      )}
      {(loading || goesOn) && error === null && <Loading label="Loading near misses" rows={1} />}
      {sorted.length === 0 && !loading && !goesOn && error === null && (
        <Text size="sm" c="dimmed">
          No incident came near the threshold without reaching it.
        </Text>
      )}
    </Panel>
  );
}
