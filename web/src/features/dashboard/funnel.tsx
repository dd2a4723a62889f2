import { Group, Stack, Text } from '@mantine/core';
import type { Metrics } from '../../lib/api/types.ts';
import { Panel } from '../../components/layout/page.tsx';
import { Meter } from '../../components/data/meter.tsx';

const STEPS = [
  ['ingested', 'Incidents taken in'],
  ['considered', 'Considered for you'],
  ['matched', 'Matched to a vendor'],
  ['qualified', 'Qualified'],
  ['resolved', 'Resolved'],
] as const;

/** From everything the feeds brought down to what was settled. The bars are logarithmic: the steps differ by orders. */
export function Funnel({ funnel }: { funnel: Metrics['funnel'] }) {
  const top = Math.log10(1 + Math.max(...STEPS.map(([key]) => funnel[key]), 1));
  return (
    <Panel title="From feed to resolution">
      <Stack gap={10}>
        {STEPS.map(([key, label]) => (
          <div key={key}>
            <Group justify="space-between">
              <Text size="sm">{label}</Text>
              <Text size="sm" fw={600} className="figures">
                {funnel[key].toLocaleString()}
              </Text>
            </Group>
            <Meter
              label={label}
              share={Math.log10(1 + funnel[key]) / top}
              text={funnel[key].toLocaleString()}
              tone="accent"
              wide
            />
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
