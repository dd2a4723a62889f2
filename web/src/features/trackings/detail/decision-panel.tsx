import { Alert, Divider, Stack, Tabs, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconInfoCircle } from '@tabler/icons-react';
import type { TrackingDetail } from '../../../lib/api/types.ts';
import { Panel } from '../../../components/layout/page.tsx';
import { useCan } from '../../../lib/permissions.ts';
import { useDecision, type Decided, type Decision } from '../api.ts';
import { BeingApplied, DecisionFailure } from './decision-answer.tsx';
import { QualifyForm } from './qualify-form.tsx';
import { ReopenForm } from './reopen-form.tsx';
import { ResolveForm } from './resolve-form.tsx';
import { Qualification, Resolution } from './standing-decisions.tsx';

const TITLES: Record<TrackingDetail['phase'], string> = {
  responding: 'Your decision',
  awaiting_qualification: 'Qualify the risk',
  awaiting_resolution: 'Resolve',
  resolved: 'Resolved',
};

const WAITING: Record<TrackingDetail['phase'], string> = {
  responding: 'The response is starting. A decision made now is kept and applied.',
  awaiting_qualification: 'The response waits for a reviewer to judge the risk.',
  awaiting_resolution: 'The risk is qualified. The response waits for it to be resolved.',
  resolved: 'Nothing is left to do here.',
};

/** Says what was recorded. */
function announce(decision: Decision, data: Decided): void {
  if (!('phase' in data)) return;
  const message = {
    'qualify-risk':
      data.risk_qualification_status === 'completed'
        ? 'The qualification is recorded.'
        : 'Saved as in progress.',
    resolve: 'The case is resolved.',
    reopen: 'The case is open again.',
  }[decision.action];
  notifications.show({ color: 'petrol', message });
}

interface Props {
  tracking: TrackingDetail;
  /** True while an accepted decision is being applied. */
  applying: boolean;
  onAccepted: () => void;
}

/** What is to be decided now, and what was decided. */
export function DecisionPanel({ tracking, applying, onAccepted }: Props) {
  const decision = useDecision(tracking.vendor_id, tracking.id);
  const can = useCan('decide');
  const decide = (next: Decision): void =>
    decision.mutate(next, {
      onSuccess: (decided) => {
        if (!('phase' in decided)) onAccepted();
        announce(next, decided);
      },
    });
  const { phase } = tracking;
  const pending = decision.isPending || applying;
  return (
    <Panel title={TITLES[phase]} id="decision">
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {WAITING[phase]}
        </Text>
        {tracking.closure_proposed_at !== null && phase !== 'resolved' && (
          <Alert
            color="yellow"
            variant="light"
            icon={<IconInfoCircle aria-hidden />}
            title="Closure proposed"
          >
            The source has withdrawn this incident. Resolve the case if you agree.
          </Alert>
        )}
        {applying && <BeingApplied />}
        {decision.error && (
          <DecisionFailure error={decision.error} again={() => decide(decision.variables)} />
        )}
        <Resolution tracking={tracking} />
        <Qualification tracking={tracking} />
        {can && (
          <>
            {tracking.risk_level !== null && <Divider />}
            <Forms tracking={tracking} pending={pending} decide={decide} />
          </>
        )}
        {!can && phase !== 'resolved' && (
          <Text size="sm">A security reviewer or an administrator decides here. You may read along.</Text>
        )}
      </Stack>
    </Panel>
  );
}

function Forms(props: { tracking: TrackingDetail; pending: boolean; decide: (decision: Decision) => void }) {
  const { tracking, pending, decide } = props;
  const resolve = (
    <ResolveForm
      tracking={tracking}
      pending={pending}
      onDecide={(body) => decide({ action: 'resolve', body })}
    />
  );
  if (tracking.phase === 'resolved') {
    return (
      <ReopenForm
        tracking={tracking}
        pending={pending}
        onDecide={(body) => decide({ action: 'reopen', body })}
      />
    );
  }
  const qualified = tracking.phase === 'awaiting_resolution';
  return (
    <Tabs key={tracking.phase} defaultValue={qualified ? 'resolve' : 'qualify'} keepMounted>
      <Tabs.List mb="md">
        {qualified && <Tabs.Tab value="resolve">Resolve</Tabs.Tab>}
        <Tabs.Tab value="qualify">{qualified ? 'Correct the qualification' : 'Qualify'}</Tabs.Tab>
        {!qualified && <Tabs.Tab value="resolve">Resolve at once</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="qualify">
        <QualifyForm
          key={`${tracking.response_no}/${tracking.qualified_at ?? ''}`}
          tracking={tracking}
          correcting={qualified}
          pending={pending}
          onDecide={(body) => decide({ action: 'qualify-risk', body })}
        />
      </Tabs.Panel>
      <Tabs.Panel value="resolve">{resolve}</Tabs.Panel>
    </Tabs>
  );
}
