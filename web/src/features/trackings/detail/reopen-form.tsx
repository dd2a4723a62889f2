import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';

interface Props {
  pending: boolean;
  onDecide: (body: { reason: string }) => void;
}

/** A resolved tracking responds again: new task, new alert. */
export function ReopenForm({ pending, onDecide }: Props) {
  const [opened, setOpened] = useState(false);
  const [reason, setReason] = useState('');
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
        onDecide({ reason: reason.trim() });
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
