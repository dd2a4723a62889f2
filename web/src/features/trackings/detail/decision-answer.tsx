import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconHourglass, IconLock } from '@tabler/icons-react';
import { ApiError, messageOf, type Problem } from '../../../lib/problem.ts';
import { localTime } from '../../../lib/time.ts';
import { mayHaveArrived } from '../api.ts';

/** Who was first, where the problem names them. */
function decided(problem: Problem): string {
  const { decided_by: by, decided_at: at } = problem;
  if (!by) return problem.detail ?? 'Somebody else has decided this in the meantime.';
  return `${by} decided this${at ? ` on ${localTime(at)}` : ''}. The page now shows that decision.`;
}

/** What became of a decision that was not simply applied. */
export function DecisionFailure({ error, again }: { error: Error; again: () => void }) {
  if (mayHaveArrived(error)) return <NotConfirmed again={again} />;
  if (error instanceof ApiError && error.status === 409) {
    return (
      <Alert
        color="yellow"
        variant="light"
        role="alert"
        icon={<IconLock aria-hidden />}
        title="Already decided"
      >
        {decided(error.problem)}
      </Alert>
    );
  }
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title="Not saved"
    >
      {messageOf(error)}
    </Alert>
  );
}

/** The fate of the decision is open; sending it again counts once. */
function NotConfirmed({ again }: { again: () => void }) {
  return (
    <Alert
      color="orange"
      variant="light"
      role="alert"
      icon={<IconHourglass aria-hidden />}
      title="Not confirmed yet"
    >
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ flex: '1 1 220px' }}>
          Your decision could not be confirmed in time, and may still be applied. Sending it again is safe: it
          counts once.
        </Text>
        <Button size="xs" variant="default" onClick={again}>
          Send again
        </Button>
      </Group>
    </Alert>
  );
}

/** Shown from a 202 until the tracking has changed. */
export function BeingApplied() {
  return (
    <Alert
      color="petrol"
      variant="light"
      role="status"
      icon={<IconHourglass aria-hidden />}
      title="Accepted, being applied"
    >
      The response has your decision. This page updates by itself once its effects are done.
    </Alert>
  );
}
