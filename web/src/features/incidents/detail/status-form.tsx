import { Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import type { IncidentDetail } from '../../../lib/api/types.ts';
import { Facts } from '../../../components/data/facts.tsx';
import { StateTag } from '../../../components/data/tag.tsx';
import { useCan } from '../../../lib/permissions.ts';
import { fieldErrors, messageOf } from '../../../lib/api/problem.ts';
import { INCIDENT_STATUSES } from '../../../lib/vocabulary.ts';
import { options } from '../../../lib/words.ts';
import { usePatchIncident } from '../api.ts';

/** Status and notes of this tenant; other tenants have their own. */
export function StatusForm({ incident }: { incident: IncidentDetail }) {
  const patch = usePatchIncident(incident.id);
  const can = useCan('edit_incidents');
  const form = useForm({
    initialValues: { status: incident.status, resolution_notes: incident.resolution_notes ?? '' },
  });
  if (!can) {
    return (
      <Facts
        rows={[
          ['Status', <StateTag key="s" state={incident.status} />],
          ['Notes', incident.resolution_notes],
        ]}
      />
    );
  }
  return (
    <form
      aria-label="Status and notes"
      onSubmit={form.onSubmit(({ status, resolution_notes }) =>
        patch.mutate(
          { status, resolution_notes: resolution_notes.trim() === '' ? null : resolution_notes.trim() },
          {
            onSuccess: () => notifications.show({ message: 'Saved.' }),
            onError: (error) => form.setErrors(fieldErrors(error)),
          },
        ),
      )}
    >
      <Stack gap="md">
        <Select
          label="Status"
          data={options(INCIDENT_STATUSES)}
          allowDeselect={false}
          {...form.getInputProps('status')}
        />
        <Textarea
          label="Notes"
          autosize
          minRows={3}
          maxRows={10}
          {...form.getInputProps('resolution_notes')}
        />
        {patch.error && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {messageOf(patch.error)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={patch.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
