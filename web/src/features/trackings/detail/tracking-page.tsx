import { Anchor, Grid, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { TrackingDetail } from '../../../lib/api/types.ts';
import { ExploitTags } from '../../../components/domain/exploit-tags.tsx';
import { Page } from '../../../components/layout/page.tsx';
import { LoadedPage } from '../../../components/layout/loaded-page.tsx';
import { SeverityTag, StateTag, Tag } from '../../../components/data/tag.tsx';
import { isDoubtful } from '../../../components/domain/tracking-table.tsx';
import { useTracking } from '../api.ts';
import { AlertsPanel } from './alerts-panel.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { EngineNotice } from './engine-notice.tsx';
import { IncidentPanel } from './incident-panel.tsx';
import { MatchPanel } from './match-panel.tsx';
import { RiskPanel } from './risk-panel.tsx';
import { TimelinePanel } from './timeline-panel.tsx';
import { AssessmentPanel, ProcessPanel, StandingPanel, TaskPanel } from './work-panels.tsx';

/** One tracking: why it exists, what to decide, what was done. Tasks and mails link here. */
export function TrackingPage() {
  const { vendorId = '', trackingId = '' } = useParams();
  return <TrackingById key={trackingId} vendorId={vendorId} trackingId={trackingId} />;
}

function TrackingById({ vendorId, trackingId }: { vendorId: string; trackingId: string }) {
  // The tracking as it was when a decision was accepted: until it changes, that decision is being applied.
  const [acceptedAt, setAcceptedAt] = useState<string | null>(null);
  const query = useTracking(vendorId, trackingId, acceptedAt !== null);
  const applying = acceptedAt !== null && query.data?.updated_at === acceptedAt;
  if (acceptedAt !== null && query.data !== undefined && !applying) setAcceptedAt(null);
  return (
    <LoadedPage query={query} what="tracking" rows={8}>
      {(tracking) => (
        <Content
          tracking={tracking}
          applying={applying}
          onAccepted={() => setAcceptedAt(tracking.updated_at)}
        />
      )}
    </LoadedPage>
  );
}

interface ContentProps {
  tracking: TrackingDetail;
  applying: boolean;
  onAccepted: () => void;
}

function Content({ tracking, applying, onAccepted }: ContentProps) {
  const { vendor, incident, task, assessment, process, alerts } = tracking;
  return (
    <Page
      title={incident.title}
      back={{ to: '/trackings', label: 'Cases' }}
      lead={
        <Group gap={8} mt={6}>
          <Anchor component={Link} to={`/vendors/${vendor.id}`} fw={600} size="sm">
            {vendor.name}
          </Anchor>
          <SeverityTag severity={incident.severity} />
          <ExploitTags kev={incident.kev} epss={incident.epss} />
          <StateTag state={tracking.phase} />
          {isDoubtful(tracking) && <Tag tone="medium">Doubtful match</Tag>}
        </Group>
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="lg">
            <EngineNotice tracking={tracking} />
            <MatchPanel tracking={tracking} />
            <DecisionPanel tracking={tracking} applying={applying} onAccepted={onAccepted} />
            <IncidentPanel incidentId={incident.id} />
            <TimelinePanel events={tracking.timeline} steps={process?.steps ?? []} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="lg">
            <StandingPanel tracking={tracking} />
            <RiskPanel tracking={tracking} />
            {task && <TaskPanel task={task} />}
            {process && <ProcessPanel process={process} />}
            {assessment && <AssessmentPanel assignment={assessment} />}
            {alerts.length > 0 && <AlertsPanel alerts={alerts} />}
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
