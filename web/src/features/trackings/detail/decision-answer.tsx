import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHourglass, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Failure } from '../../../components/layout/failure.tsx';
import { ApiError, messageOf, type Problem } from '../../../lib/api/problem.ts';
import { localTime } from '../../../lib/time.ts';
import { mayHaveArrived } from '../api.ts';

/** Who was first, where the problem names them. */
function decided(problem: Problem): string {
  const { decided_by: by, decided_at: at } = problem;
  if (!by) return problem.detail ?? 'Somebody else has decided this in the meantime.';
  return `${by} decided this${at ? ` on ${localTime(at)}` : ''}. The page now shows that decision.`;
}

/** An answer other than the plain one, read out: at once, or when the reader pauses. */
function Answer(props: {
  urgent: boolean;
  color: string;
  icon: ReactNode;
  title: string;
  children: ReactNode;
}) {
  const { urgent, ...shown } = props;
  return <Alert variant="light" role={urgent ? 'alert' : 'status'} {...shown} />;
}

/** What became of a decision that was not simply applied. */
export function DecisionFailure({ error, again }: { error: Error; again: () => void }) {
  if (mayHaveArrived(error)) return <NotConfirmed again={again} />;
  if (error instanceof ApiError && error.status === 409) {
    return (
      <Answer urgent color="yellow" icon={<IconLock aria-hidden />} title="Already decided">
        {decided(error.problem)}
      </Answer>
    );
  }
  return <Failure title="Not saved">{messageOf(error)}</Failure>;
}

/** The fate of the decision is open; sending it again counts once. */
function NotConfirmed({ again }: { again: () => void }) {
  return (
    <Answer urgent color="orange" icon={<IconHourglass aria-hidden />} title="Not confirmed yet">
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ flex: '1 1 220px' }}>
          Your decision could not be confirmed in time, and may still be applied. Sending it again is safe: it
          counts once.
        </Text>
        <Button size="xs" variant="default" onClick={again}>
          Send again
        </Button>
      </Group>
    </Answer>
  );
}

/** Shown from a 202 until the tracking has changed. */
export function BeingApplied() {
  return (
    <Answer
      urgent={false}
      color="petrol"
      icon={<IconHourglass aria-hidden />}
      title="Accepted, being applied"
    >
      The response has your decision. This page updates by itself once its effects are done.
    </Answer>
  );
}
