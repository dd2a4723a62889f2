import { Button, Grid, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useParams } from 'react-router';
import type { IncidentDetail } from '../../../lib/api/types.ts';
import { DataTable } from '../../../components/data/data-table.tsx';
import { ExploitTags } from '../../../components/domain/exploit-tags.tsx';
import { IncidentFacts } from '../../../components/domain/incident-facts.tsx';
import { Page, Panel } from '../../../components/layout/page.tsx';
import { PlainText } from '../../../components/data/plain-text.tsx';
import { LoadedPage } from '../../../components/layout/loaded-page.tsx';
import { Empty } from '../../../components/layout/states.tsx';
import { SeverityTag, StateTag } from '../../../components/data/tag.tsx';
import { TRACKING_COLUMNS } from '../../../components/domain/tracking-table.tsx';
import { useCan } from '../../../lib/permissions.ts';
import { tellFailure } from '../../../lib/tell-failure.ts';
import { useIncident, useMatchVendors } from '../api.ts';
import { StatusForm } from './status-form.tsx';
import { WhyPanel } from './why-panel.tsx';

/** One incident: what the sources say, whom it concerns, how this tenant stands to it. */
export function IncidentPage() {
  const { incidentId = '' } = useParams();
  const incident = useIncident(incidentId);
  return (
    <LoadedPage query={incident} what="incident">
      {(data) => <Content incident={data} />}
    </LoadedPage>
  );
}

function MatchAgain({ id }: { id: string }) {
  const match = useMatchVendors(id);
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={match.isPending}
      onClick={() =>
        match.mutate(undefined, {
          onSuccess: () => notifications.show({ message: 'Matching has started. New cases appear here.' }),
          onError: tellFailure('Not started'),
        })
      }
    >
      Match vendors
    </Button>
  );
}

function Content({ incident }: { incident: IncidentDetail }) {
  const can = useCan('edit_incidents');
  return (
    <Page
      title={incident.title}
      back={{ to: '/incidents', label: 'Incidents' }}
      lead={
        <Group gap={8} mt={6}>
          <SeverityTag severity={incident.severity} />
          <ExploitTags kev={incident.kev} epss={incident.epss} />
          <StateTag state={incident.status} />
        </Group>
      }
      actions={can && <MatchAgain id={incident.id} />}
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack gap="lg">
            <Panel title="What happened">
              <Stack gap="md">
                {incident.description !== '' && <PlainText text={incident.description} fold={240} />}
                <IncidentFacts incident={incident} />
              </Stack>
            </Panel>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Panel title="Your view of it">
            <StatusForm key={incident.updated_at} incident={incident} />
          </Panel>
        </Grid.Col>
        <Grid.Col span={12}>
          <Panel title="Vendors concerned">
            {incident.trackings.length === 0 ? (
              <Empty>
                {incident.held_for_score
                  ? 'It waits for a score and is then matched.'
                  : 'None of your vendors, as far as the sources say.'}
              </Empty>
            ) : (
              <DataTable
                framed={false}
                label="Cases of this incident"
                rows={incident.trackings}
                columns={TRACKING_COLUMNS}
                rowKey={(row) => row.id}
              />
            )}
          </Panel>
        </Grid.Col>
        <Grid.Col span={12}>
          <WhyPanel incidentId={incident.id} />
        </Grid.Col>
      </Grid>
    </Page>
  );
}
