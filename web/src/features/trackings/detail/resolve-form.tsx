import { Alert, Button, Group, Select, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconInfoCircle } from '@tabler/icons-react';
import type { Resolve, TrackingDetail } from '../../../lib/api/types.ts';
import { focusFirstError } from '../../../lib/first-error.ts';
import { RESOLUTION_TYPES } from '../../../lib/vocabulary.ts';
import { options } from '../../../lib/words.ts';
import { lightTones } from '../../../theme/palette.ts';
import { RuleToBe } from './rule-to-be.tsx';

type ResolutionType = Resolve['resolution_type'];

const CONSEQUENCES: Record<ResolutionType, string> = {
  remediated:
    'The cause is gone. The task is completed, an open assessment is withdrawn and an open process cancelled.',
  mitigated:
    'The cause stays but can do no harm. The task is completed, an open assessment is withdrawn and an open process cancelled.',
  risk_accepted:
    'The risk stays, knowingly. The task is completed, an open assessment is withdrawn and an open process cancelled.',
  duplicate:
    'Another case covers this. The task is completed, an open assessment is withdrawn and an open process cancelled.',
  false_positive:
    'This match is wrong. The task is cancelled, the assessment withdrawn, the process cancelled, and everybody who was alerted is told so.',
};

interface Props {
  tracking: TrackingDetail;
  pending: boolean;
  onDecide: (body: Resolve) => void;
}

/** How the tracking ends, with what that will do said beforehand. */
export function ResolveForm({ tracking, pending, onDecide }: Props) {
  const form = useForm<{ resolution_type: ResolutionType | null; resolution_notes: string }>({
    initialValues: { resolution_type: null, resolution_notes: '' },
    validate: {
      resolution_type: (type) => (type === null ? 'Choose how this ends.' : null),
      resolution_notes: (text) => (text.trim() === '' ? 'Say in a sentence why.' : null),
    },
  });
  const type = form.values.resolution_type;
  return (
    <form
      aria-label="Resolve the case"
      onSubmit={form.onSubmit(({ resolution_type, resolution_notes }) => {
        if (resolution_type !== null)
          onDecide({ resolution_type, resolution_notes: resolution_notes.trim() });
      }, focusFirstError)}
    >
      <Stack gap="md">
        <Select
          label="Resolution"
          placeholder="Choose one"
          data={options(RESOLUTION_TYPES)}
          withAsterisk
          allowDeselect={false}
          {...form.getInputProps('resolution_type')}
        />
        {type !== null && <Consequences type={type} tracking={tracking} />}
        <Textarea
          label="Notes"
          description="What was done, and how you know."
          autosize
          minRows={3}
          maxRows={12}
          maxLength={20_000}
          withAsterisk
          {...form.getInputProps('resolution_notes')}
        />
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={pending}
            color={type === 'false_positive' ? lightTones.high.ink : 'petrol'}
          >
            {type === 'false_positive' ? 'Resolve as false positive' : 'Resolve'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What the chosen end will do. */
function Consequences({ type, tracking }: { type: ResolutionType; tracking: TrackingDetail }) {
  return (
    <Alert
      variant="light"
      color={type === 'false_positive' ? 'orange' : 'petrol'}
      icon={<IconInfoCircle aria-hidden />}
      role="status"
    >
      {CONSEQUENCES[type]}
      {type === 'false_positive' && <RuleToBe tracking={tracking} />}
      {tracking.risk_qualification_status === 'pending' &&
        type !== 'false_positive' &&
        ' The risk has not been qualified yet.'}
    </Alert>
  );
}
