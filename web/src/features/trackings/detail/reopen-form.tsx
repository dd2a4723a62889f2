import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Reopen, TrackingDetail } from '../../../lib/api/types.ts';

interface Props {
  tracking: TrackingDetail;
  pending: boolean;
  onDecide: (body: Reopen) => void;
}

type Restartable = NonNullable<Reopen['restart']>[number];

/** What the resolution ended, with the question whether it is to begin anew. */
const ended = ({ assessment, process }: TrackingDetail): [Restartable, string][] =>
  [
    ...(assessment?.status === 'withdrawn'
      ? ([['assessment', 'Send the vendor a new assessment; the last one was withdrawn']] as const)
      : []),
    ...(process?.status === 'cancelled'
      ? ([['process', 'Begin the process again; the last one was cancelled']] as const)
      : []),
  ].map(([what, label]) => [what, label]);

/** A resolved tracking responds again: new task, new alert. */
export function ReopenForm({ tracking, pending, onDecide }: Props) {
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');
  const [restart, setRestart] = useState<Restartable[]>([]);
  if (!opened) {
    return (
      <Group justify="flex-end">
        <Button variant="default" onClick={() => setOpened(true)}>
          Reopen
        </Button>
      </Group>
    );
  }
  return (
    <form
      aria-label="Reopen the case"
      onSubmit={(event) => {
        event.preventDefault();
        onDecide({ reason: reason.trim(), ...(restart.length > 0 && { restart }) });
      }}
    >
      <Stack gap="md">
        <Textarea
          label="Why is it open again?"
          description="A new task and a new alert are made. What was decided before stays on the timeline."
          autosize
          minRows={2}
          maxLength={2000}
          required
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {ended(tracking).map(([what, label]) => (
          <Checkbox
            key={what}
            label={label}
            checked={restart.includes(what)}
            onChange={(event) => {
              const others = restart.filter((one) => one !== what);
              setRestart(event.currentTarget.checked ? [...others, what] : others);
            }}
          />
        ))}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setOpened(false)}>
            Cancel
          </Button>
          <Button type="submit" loading={pending} disabled={reason.trim() === ''}>
            Reopen
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
