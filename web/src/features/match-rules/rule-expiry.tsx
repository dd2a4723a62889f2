import { Button, Group, Modal, Stack, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { MatchRule } from '../../lib/api/types.ts';
import { fieldErrors, messageOf } from '../../lib/api/problem.ts';
import { Failure } from '../../components/layout/failure.tsx';
import { useSetExpiry } from './api.ts';

const DAY = 86_400_000;

/** A day as date fields hold it, in the reader's zone. */
const asDay = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** The end of that day, in the reader's zone. */
const endOf = (day: string): string => new Date(`${day}T23:59:59`).toISOString();

function ExpiryForm({ rule, onClose }: { rule: MatchRule; onClose: () => void }) {
  const save = useSetExpiry();
  const [ends, setEnds] = useState(rule.expires_at !== null);
  const [day, setDay] = useState(() => asDay(new Date(rule.expires_at ?? Date.now() + 365 * DAY)));
  const [today] = useState(() => asDay(new Date()));
  const fault = fieldErrors(save.error)['expires_at'];
  return (
    <form
      aria-label="Expiry of the rule"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { id: rule.id, expires_at: ends ? endOf(day) : null },
          {
            onSuccess: () => {
              notifications.show({ message: 'The expiry is changed.' });
              onClose();
            },
          },
        );
      }}
    >
      <Stack gap="md">
        {save.error && fault === undefined && <Failure title="Not changed">{messageOf(save.error)}</Failure>}
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <b>{rule.vendor.name}</b>: {rule.says} Once a rule has expired, new incidents for this reason are
          raised again; what it suppressed stays suppressed.
        </Text>
        <Switch
          label="The rule expires"
          checked={ends}
          onChange={({ currentTarget: { checked } }) => setEnds(checked)}
        />
        {ends && (
          <TextInput
            type="date"
            label="Last day"
            value={day}
            required
            min={today}
            error={fault}
            onChange={({ currentTarget: { value } }) => setDay(value)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Until when a rule counts; null: nothing is asked. */
export function RuleExpiry({ rule, onClose }: { rule: MatchRule | null; onClose: () => void }) {
  return (
    <Modal opened={rule !== null} onClose={onClose} title="Until when does it count?" centered>
      {rule && <ExpiryForm key={rule.id} rule={rule} onClose={onClose} />}
    </Modal>
  );
}
