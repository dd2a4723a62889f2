import { AreaChart } from '@mantine/charts';
import { Text } from '@mantine/core';
import type { TrendDay } from '../../lib/api/types.ts';
import { Panel } from '../../components/layout/page.tsx';
import { Loaded } from '../../components/layout/states.tsx';
import { useTrends } from './api.ts';

const DAYS = 90;
const SHORT = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });

const SERIES = [
  { name: 'open', label: 'Open', color: 'petrol.5' },
  { name: 'matched', label: 'New matches', color: 'orange.6' },
  { name: 'resolved', label: 'Resolved', color: 'gray.6' },
];

/** The chart in one sentence, for those who cannot see it. */
function summary(days: readonly TrendDay[]): string {
  const matched = days.reduce((sum, day) => sum + day.matched, 0);
  const resolved = days.reduce((sum, day) => sum + day.resolved, 0);
  return `In the last ${DAYS} days ${matched} matches and ${resolved} resolutions; ${days.at(-1)?.open ?? 0} cases are open now.`;
}

/** Open, new and resolved trackings by day. */
export function TrendPanel() {
  const trends = useTrends(DAYS);
  return (
    <Panel title="The last 90 days">
      <Loaded query={trends} label="the trend" rows={5}>
        {(days) => (
          <figure style={{ margin: 0 }}>
            <div aria-hidden="true">
              <AreaChart
                h={230}
                data={days.map((day) => ({ ...day, date: SHORT.format(new Date(day.date)) }))}
                dataKey="date"
                series={SERIES}
                curveType="monotone"
                withDots={false}
                withLegend
                withGradient={false}
                fillOpacity={0.12}
                strokeWidth={1.75}
                gridAxis="y"
                tickLine="none"
                xAxisProps={{ minTickGap: 40 }}
                yAxisProps={{ width: 32, allowDecimals: false }}
                areaChartProps={{ accessibilityLayer: false }}
              />
            </div>
            <Text component="figcaption" size="xs" c="dimmed" mt={6}>
              {summary(days)}
            </Text>
          </figure>
        )}
      </Loaded>
    </Panel>
  );
}
