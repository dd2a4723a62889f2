import { ActionIcon, Button, Group, MultiSelect, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useId } from 'react';
import { Panel } from '../../components/layout/page.tsx';
import { CHANNELS, ROLES } from '../../lib/vocabulary.ts';
import { options } from '../../lib/words.ts';
import type { MonitoringConfig } from '../../lib/api/types.ts';
import { useTeams, useUsers } from './api.ts';
import type { ConfigForm } from './config-form.ts';
import { NumberSetting, SettingFrame, SwitchSetting } from './setting.tsx';

type Kind = MonitoringConfig['alert_recipients'][number]['recipient_type'];

/** Who is told, and how. */
export function AlertSection({ form }: { form: ConfigForm }) {
  const channels = useId();
  return (
    <Panel title="Alerts">
      <SwitchSetting
        form={form}
        name="auto_send_alerts"
        label="Send alerts"
        help="To the recipients below, over the channels below."
      />
      <SettingFrame
        label="Channels"
        help="In app reaches the inbox; e-mail needs a mail server."
        id={channels}
      >
        <MultiSelect
          id={channels}
          aria-describedby={`${channels}-help`}
          data={options([...new Set<string>([...CHANNELS, ...form.values.alert_channels])])}
          {...form.getInputProps('alert_channels')}
        />
      </SettingFrame>
      <Recipients form={form} />
      <NumberSetting
        form={form}
        name="alert_budget_per_hour"
        label="Most alerts an hour"
        help="Alerts beyond it that are not urgent are queued and sent in one digest an hour to each recipient; messages in the app come at once. Empty: no limit."
        placeholder="No limit"
      />
    </Panel>
  );
}

function useRecipientChoices(kind: Kind): { value: string; label: string }[] {
  const users = useUsers();
  const teams = useTeams();
  if (kind === 'role') return options(ROLES);
  const rows = kind === 'user' ? users.data : teams.data;
  return (rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
}

const KINDS = options(['role', 'user', 'team']);

function RecipientGroup({ form, index, kind }: { form: ConfigForm; index: number; kind: Kind }) {
  const choices = useRecipientChoices(kind);
  const path = `alert_recipients.${index}`;
  const ids = form.getInputProps(`${path}.recipient_ids`);
  // An error of one recipient of the group is shown at the group.
  const inner = Object.entries(form.errors).find(([name]) => name.startsWith(`${path}.recipient_ids`))?.[1];
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Group gap="xs" style={{ flex: 1 }} align="flex-start">
        <Select
          aria-label={`Recipients ${index + 1}: kind`}
          data={KINDS}
          value={kind}
          allowDeselect={false}
          w={110}
          onChange={(value) => form.setFieldValue(path, { recipient_type: value as Kind, recipient_ids: [] })}
        />
        <MultiSelect
          aria-label={`Recipients ${index + 1}`}
          placeholder="Choose"
          data={choices}
          searchable
          style={{ flex: '1 1 220px' }}
          {...ids}
          error={inner ?? null}
        />
      </Group>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={`Remove recipients ${index + 1}`}
        onClick={() => form.removeListItem('alert_recipients', index)}
      >
        <IconTrash size={17} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

function Recipients({ form }: { form: ConfigForm }) {
  const id = useId();
  return (
    <SettingFrame
      label="Recipients"
      help="Whoever is in several groups is told once per channel. A data breach goes to everyone with a security or compliance role."
      id={id}
      stacked
    >
      <Stack gap="xs" id={id}>
        {form.values.alert_recipients.length === 0 && (
          <Text size="sm" c="dimmed">
            None named: everybody with the role Security reviewer.
          </Text>
        )}
        {form.values.alert_recipients.map((group, index) => (
          <RecipientGroup key={index} form={form} index={index} kind={group.recipient_type} />
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() =>
              form.insertListItem('alert_recipients', { recipient_type: 'role', recipient_ids: [] })
            }
          >
            Add recipients
          </Button>
        </Group>
      </Stack>
    </SettingFrame>
  );
}
