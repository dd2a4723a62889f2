import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import type { MonitoringConfig, MonitoringConfigPut } from '../../lib/api/types.ts';
import { Page } from '../../components/layout/page.tsx';
import { Loaded } from '../../components/layout/states.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { useCan } from '../../lib/permissions.ts';
import { focusFirstError } from '../../lib/first-error.ts';
import { fieldErrors, messageOf } from '../../lib/api/problem.ts';
import { AlertSection } from './alert-section.tsx';
import { useConfig, useSaveConfig } from './api.ts';
import styles from './configuration-page.module.css';
import { MatchingSection } from './matching-section.tsx';
import { MonitoringSection, ThresholdSection } from './monitoring-section.tsx';
import { PreviewButton } from './preview/preview-button.tsx';
import { WeightsCard } from './weights-card.tsx';
import { AssessmentSection, ProcessSection, ResponseSection } from './response-section.tsx';

/** What is watched, what counts, and what follows. */
export function ConfigurationPage() {
  const config = useConfig();
  return (
    <Page
      title="Configuration"
      lead="What is watched, when an incident counts as concerning a vendor, and what follows. Changes apply to the next scan."
    >
      <Loaded query={config} label="the configuration" rows={8}>
        {(data) => <ConfigurationForm config={data} />}
      </Loaded>
    </Page>
  );
}

/** An emptied number field holds '', which stands for no limit here. */
function bodyOf(values: MonitoringConfig): MonitoringConfigPut {
  const budget = values.alert_budget_per_hour as number | string | null;
  const ruleDays = values.match_rule_days as number | string | null;
  return {
    ...values,
    // A stored one that cannot be chosen any more is refused by the API, at its field.
    alert_channels: values.alert_channels as NonNullable<MonitoringConfigPut['alert_channels']>,
    breach_sources: values.breach_sources as NonNullable<MonitoringConfigPut['breach_sources']>,
    alert_budget_per_hour: typeof budget === 'number' ? budget : null,
    match_rule_days: typeof ruleDays === 'number' ? ruleDays : null,
  };
}

function ConfigurationForm({ config }: { config: MonitoringConfig }) {
  const can = useCan('configure');
  const save = useSaveConfig();
  const form = useForm<MonitoringConfig>({ initialValues: config });

  const submit = form.onSubmit((values) =>
    save.mutate(bodyOf(values), {
      onSuccess: (saved) => {
        form.setInitialValues(saved);
        form.reset();
        notifications.show({ message: 'The configuration is saved, and the schedules follow it.' });
      },
      onError: (error) => {
        form.setErrors(fieldErrors(error));
        focusFirstError();
      },
    }),
  );

  return (
    <form aria-label="Configuration" onSubmit={submit} noValidate className={styles['form']}>
      <fieldset disabled={!can} className={styles['plain']}>
        <Stack gap="lg">
          {!can && (
            <Alert color="petrol" variant="light" icon={<IconLock aria-hidden />}>
              Only an administrator changes the configuration.
            </Alert>
          )}
          <MonitoringSection form={form} />
          <ThresholdSection form={form} />
          <MatchingSection form={form} />
          <WeightsCard />
          <ResponseSection form={form} />
          <AlertSection form={form} />
          <AssessmentSection form={form} />
          <ProcessSection form={form} />
        </Stack>
      </fieldset>
      {can && (
        <SaveBar form={form} updatedAt={config.updated_at} saving={save.isPending} error={save.error} />
      )}
    </form>
  );
}

interface SaveBarProps {
  form: ReturnType<typeof useForm<MonitoringConfig>>;
  updatedAt: string;
  saving: boolean;
  error: Error | null;
}

/** What became of the last save, and what to do with the changes. */
function SaveBar({ form, updatedAt, saving, error }: SaveBarProps) {
  const errors = Object.keys(form.errors).length;
  return (
    <Paper className={styles['bar']} p="sm" mt="lg">
      <Group justify="space-between" gap="xs">
        <div>
          {error && errors === 0 && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {messageOf(error)}
            </Text>
          )}
          {errors > 0 && (
            <Group gap={6} role="alert" c="var(--mantine-color-error)">
              <IconAlertTriangle size={16} aria-hidden />
              <Text size="sm">
                Not saved: {errors === 1 ? 'one setting is' : `${errors} settings are`} not valid.
              </Text>
            </Group>
          )}
          {!error && errors === 0 && (
            <Text size="xs" c="dimmed">
              Last changed <Timestamp iso={updatedAt} />
            </Text>
          )}
        </div>
        <Group gap="xs">
          <Button variant="default" disabled={!form.isDirty()} onClick={() => form.reset()}>
            Undo
          </Button>
          <PreviewButton config={() => bodyOf(form.getValues())} disabled={!form.isDirty()} />
          <Button type="submit" loading={saving} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}
