import { Grid, List, Stack, Text } from '@mantine/core';
import type { VendorCoverage } from '../../../lib/api/types.ts';
import { Panel } from '../../../components/layout/page.tsx';
import { Causes, Reachable, CoverageTag } from '../../../components/domain/coverage.tsx';
import { Loaded } from '../../../components/layout/states.tsx';
import { SuggestionTable } from '../../../components/domain/suggestion-table.tsx';
import { confidenceText } from '../../../lib/words.ts';
import { useVendorCoverage } from '../api.ts';

const KINDS: Record<VendorCoverage['pieces'][number]['kind'], string> = {
  name: 'Name',
  alias: 'Other name',
  brand: 'Brand',
  product: 'Product',
  domain: 'Domain',
};

/** More of them tell a reader nothing new. */
const MOST_SHOWN = 12;

function Pieces({ pieces }: Pick<VendorCoverage, 'pieces'>) {
  return (
    <List size="sm" spacing={2} aria-label="By what it is recognised" listStyleType="none">
      {pieces.slice(0, MOST_SHOWN).map(({ kind, value, confidence }) => (
        <List.Item key={`${kind} ${value}`} style={{ overflowWrap: 'anywhere' }}>
          <span className="figures">{confidenceText(confidence)}</span> {KINDS[kind]} “{value}”
        </List.Item>
      ))}
      {pieces.length > MOST_SHOWN && (
        <List.Item>
          <Text size="sm" c="dimmed" span>
            and {pieces.length - MOST_SHOWN} more
          </Text>
        </List.Item>
      )}
    </List>
  );
}

/** By what a vendor is recognised, what is missing, and what stored incidents would add. */
export function CoveragePanel({ vendorId }: { vendorId: string }) {
  const coverage = useVendorCoverage(vendorId);
  return (
    <Panel title="Coverage" aside={coverage.data?.sight && <CoverageTag sight={coverage.data.sight.sight} />}>
      <Loaded query={coverage} label="the coverage" rows={2}>
        {({ sight, threshold, suggestions }) => (
          <Stack gap="md">
            {sight && (
              <Grid gap="lg">
                <Grid.Col span={{ base: 12, sm: 6 }}>
                  <Text size="sm" fw={600} mb={4}>
                    If a source names it so
                  </Text>
                  <Pieces pieces={sight.pieces} />
                </Grid.Col>
                <Grid.Col span={{ base: 12, sm: 6 }}>
                  <Text size="sm" fw={600} mb={4}>
                    At best
                  </Text>
                  <Reachable coverage={sight} threshold={threshold} />
                </Grid.Col>
                <Grid.Col span={12}>
                  <Causes causes={sight.causes} />
                </Grid.Col>
              </Grid>
            )}
            {suggestions.length > 0 && <SuggestionTable rows={suggestions} withVendor={false} />}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
