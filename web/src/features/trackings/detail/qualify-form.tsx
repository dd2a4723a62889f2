import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { QualifyRisk, TrackingDetail } from '../../../lib/api/types.ts';
import { focusFirstError } from '../../../lib/first-error.ts';
import type { FormOf } from '../../../lib/form.ts';
import { SEVERITIES, type Severity } from '../../../lib/vocabulary.ts';
import { options } from '../../../lib/words.ts';

interface Props {
  tracking: TrackingDetail;
  /** A completed judgement is to be replaced. */
  correcting: boolean;
  pending: boolean;
  onDecide: (body: QualifyRisk) => void;
}

type Standing = 'in_progress' | 'completed';

interface Judgement {
  risk_level: Severity;
  impact_analysis: string;
  /** One a line. */
  recommended_actions: string;
}

const bodyOf = ({ risk_level, impact_analysis, recommended_actions }: Judgement) => ({
  risk_level,
  impact_analysis: impact_analysis.trim(),
  recommended_actions: recommended_actions
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
});

/** The reviewer's judgement: how grave, why, and what to do. */
export function QualifyForm({ tracking, correcting, pending, onDecide }: Props) {
  const [standing, setStanding] = useState<Standing>('completed');
  const form = useForm<Judgement>({
    initialValues: {
      risk_level: tracking.risk_level ?? tracking.incident.severity,
      impact_analysis: tracking.impact_analysis ?? '',
      recommended_actions: tracking.recommended_actions.join('\n'),
    },
    validate: {
      impact_analysis: (text) =>
        text.trim() === '' ? 'Say in a sentence what this means for your company.' : null,
    },
  });
  const send = (status: Standing) =>
    form.onSubmit((values) => {
      setStanding(status);
      onDecide({ ...bodyOf(values), status, ...(correcting && { correction: true }) });
    }, focusFirstError)();
  return (
    <form
      aria-label={correcting ? 'Correct the qualification' : 'Qualify the risk'}
      onSubmit={(event) => {
        event.preventDefault();
        send('completed');
      }}
    >
      <Stack gap="md">
        <JudgementFields form={form} />
        <Group justify="flex-end" gap="xs">
          {!correcting && (
            <Button
              variant="default"
              loading={pending && standing === 'in_progress'}
              disabled={pending}
              onClick={() => send('in_progress')}
            >
              Save as in progress
            </Button>
          )}
          <Button type="submit" loading={pending && standing === 'completed'} disabled={pending}>
            {correcting ? 'Correct the qualification' : 'Complete qualification'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function JudgementFields({ form }: { form: FormOf<Judgement> }) {
  return (
    <>
      <div>
        <Text size="sm" fw={500} mb={4} id="risk-level">
          Risk level for your company
        </Text>
        <SegmentedControl
          aria-labelledby="risk-level"
          data={options(SEVERITIES)}
          value={form.values.risk_level}
          onChange={(value) => form.setFieldValue('risk_level', value as Severity)}
          fullWidth
        />
      </div>
      <Textarea
        label="Impact analysis"
        description="Where you use this vendor, what data and systems are touched, how likely harm is."
        autosize
        minRows={3}
        maxRows={12}
        maxLength={20_000}
        withAsterisk
        {...form.getInputProps('impact_analysis')}
      />
      <Textarea
        label="Recommended actions"
        description="One a line."
        placeholder={'Patch to the fixed version\nRotate shared credentials'}
        autosize
        minRows={2}
        maxRows={8}
        {...form.getInputProps('recommended_actions')}
      />
    </>
  );
}
