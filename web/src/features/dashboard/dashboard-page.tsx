import { Grid, Stack } from '@mantine/core';
import { Page } from '../../components/layout/page.tsx';
import { Loaded } from '../../components/layout/states.tsx';
import { useMe } from '../../lib/permissions.ts';
import { useMetrics } from './api.ts';
import { Figures } from './figures.tsx';
import { FreshnessPanel } from './freshness-panel.tsx';
import { Funnel } from './funnel.tsx';
import { MyTasks, NewestTrackings } from './lists.tsx';
import { TrendPanel } from './trend-panel.tsx';

/** How the tenant's vendors stand, and what waits. */
export function DashboardPage() {
  const metrics = useMetrics();
  const { tenant } = useMe();
  return (
    <Page title="Dashboard" lead={`How the vendors of ${tenant.name} stand.`}>
      <Loaded query={metrics} label="the figures" rows={2}>
        {(data) => <Figures metrics={data} />}
      </Loaded>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="lg">
            <NewestTrackings />
            <TrendPanel />
            {metrics.data && <Funnel funnel={metrics.data.funnel} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="lg">
            <MyTasks />
            <FreshnessPanel />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
