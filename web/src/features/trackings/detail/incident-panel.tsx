import { Anchor, Group, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { IncidentFacts } from '../../../components/domain/incident-facts.tsx';
import { Panel } from '../../../components/layout/page.tsx';
import { PlainText } from '../../../components/data/plain-text.tsx';
import { Loaded } from '../../../components/layout/states.tsx';
import { SeverityTag } from '../../../components/data/tag.tsx';
import { useIncidentOf } from '../api.ts';

/** What happened, as the sources tell it. */
export function IncidentPanel({ incidentId }: { incidentId: string }) {
  const incident = useIncidentOf(incidentId);
  return (
    <Panel
      title="Incident"
      aside={
        <Anchor component={Link} to={`/incidents/${incidentId}`} size="sm">
          Open the incident
        </Anchor>
      }
    >
      <Loaded query={incident} label="the incident">
        {(data) => (
          <Stack gap="md">
            <Group gap={6}>
              <SeverityTag severity={data.severity} />
            </Group>
            {data.description !== '' && <PlainText text={data.description} />}
            <IncidentFacts incident={data} />
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
