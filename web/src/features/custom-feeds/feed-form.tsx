import { Button, Fieldset, Grid, Group, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlayerPlay } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { CustomFeed } from '../../lib/api/types.ts';
import { Failure } from '../../components/layout/failure.tsx';
import { focusFirstError } from '../../lib/first-error.ts';
import type { FormOf } from '../../lib/form.ts';
import { fieldErrors, messageOf } from '../../lib/api/problem.ts';
import { SEVERITIES_DOWN } from '../../lib/vocabulary.ts';
import { options } from '../../lib/words.ts';
import { usePreview, useSaveFeed } from './api.ts';
import { bodyOf, type FeedValues } from './feed-values.ts';
import { KIND_OPTIONS, KINDS, type Kind } from './kinds.ts';
import { MappingFields } from './mapping-fields.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { SecretFields } from './secret-fields.tsx';

type Form = FormOf<FeedValues>;

interface Props {
  initial: FeedValues;
  /** The feed that is changed; null: a new one. */
  id: string | null;
  onSaved: (feed: CustomFeed) => void;
}

const TYPES = ['security_alert', 'vulnerability_disclosure'] as const;
const half = { base: 12, sm: 6 };

/** Where a feed is and how it is read, with a test that keeps nothing. */
export function FeedForm({ initial, id, onSaved }: Props) {
  const save = useSaveFeed(id);
  const preview = usePreview(id);
  const form = useForm<FeedValues>({
    initialValues: initial,
    validate: {
      name: (name) => (name.trim() === '' ? 'A feed needs a name.' : null),
      url: (url) => (url.trim() === '' ? 'A feed needs an address.' : null),
    },
  });
  const onError = (error: unknown) => {
    form.setErrors(fieldErrors(error));
    focusFirstError();
  };
  const test = () => {
    const url = form.validateField('url');
    if (url.hasError) {
      focusFirstError();
      return;
    }
    const body = bodyOf(form.values);
    preview.mutate({ ...body, name: body.name === '' ? 'Preview' : body.name }, { onError });
  };
  const failed = save.error ?? preview.error;
  return (
    <form
      aria-label="Custom feed"
      onSubmit={form.onSubmit(
        (values) => save.mutate(bodyOf(values), { onSuccess: onSaved, onError }),
        focusFirstError,
      )}
    >
      <Stack gap="lg" maw={860}>
        {failed && <Failure title={save.error ? 'Not saved' : 'Not tested'}>{messageOf(failed)}</Failure>}
        <Where form={form} isNew={id === null} kept={initial.secret === 'keep'} />
        {form.values.kind === 'json' && <MappingFields form={form} />}
        <How form={form} />
        <Actions isNew={id === null} testing={preview.isPending} saving={save.isPending} onTest={test} />
        {preview.data && (
          <PreviewPanel
            preview={preview.data}
            kind={form.values.kind}
            paged={form.values.kind === 'json' && form.values.mapping.paging.by !== 'none'}
          />
        )}
      </Stack>
    </form>
  );
}

interface ActionsProps {
  isNew: boolean;
  testing: boolean;
  saving: boolean;
  onTest: () => void;
}

function Actions({ isNew, testing, saving, onTest }: ActionsProps) {
  return (
    <Group justify="space-between" gap="xs">
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={testing}
        onClick={onTest}
      >
        Test
      </Button>
      <Group gap="xs">
        <Button component={Link} to="/custom-feeds" variant="default">
          Cancel
        </Button>
        <Button type="submit" loading={saving}>
          {isNew ? 'Add feed' : 'Save'}
        </Button>
      </Group>
    </Group>
  );
}

function Where({ form, isNew, kept }: { form: Form; isNew: boolean; kept: boolean }) {
  const kind = KINDS[form.values.kind];
  return (
    <Fieldset legend="Where it is">
      <Grid gap="md">
        <Grid.Col span={half}>
          <TextInput label="Name" withAsterisk maxLength={100} {...form.getInputProps('name')} />
        </Grid.Col>
        <Grid.Col span={half}>
          <Select
            label="Kind"
            data={KIND_OPTIONS}
            allowDeselect={false}
            disabled={!isNew}
            {...form.getInputProps('kind')}
            onChange={(value) => {
              form.setFieldValue('kind', value as Kind);
              const type = value === 'csaf' ? 'vulnerability_disclosure' : 'security_alert';
              form.setFieldValue('incident_type', type);
            }}
          />
        </Grid.Col>
        <Grid.Col span={12}>
          <TextInput
            label="Address"
            description={`${kind.address} It must be on the public internet.`}
            withAsterisk
            type="url"
            placeholder={kind.placeholder}
            {...form.getInputProps('url')}
          />
        </Grid.Col>
        <SecretFields form={form} kept={kept} />
      </Grid>
    </Fieldset>
  );
}

function How({ form }: { form: Form }) {
  return (
    <Fieldset legend="What its entries become">
      <Grid gap="md">
        <Grid.Col span={half}>
          <Select
            label="Type of incident"
            data={options(TYPES)}
            allowDeselect={false}
            {...form.getInputProps('incident_type')}
          />
        </Grid.Col>
        <Grid.Col span={half}>
          <Select
            label="Severity where none is given"
            placeholder="Medium, as not known"
            data={options(SEVERITIES_DOWN)}
            clearable
            {...form.getInputProps('default_severity')}
            value={form.values.default_severity === '' ? null : form.values.default_severity}
            onChange={(value) => form.setFieldValue('default_severity', (value as string | null) ?? '')}
          />
        </Grid.Col>
        <Grid.Col span={half}>
          <TextInput
            label="Vendor"
            description="If all of it is about one vendor, its name."
            {...form.getInputProps('vendor')}
          />
        </Grid.Col>
        <Grid.Col span={half}>
          <NumberInput
            label="Days back"
            description="Entries that were older when the feed was added are left out."
            min={1}
            max={36_500}
            allowDecimal={false}
            {...form.getInputProps('days_back')}
          />
        </Grid.Col>
        <Grid.Col span={12}>
          <Switch
            label="Read by every scan of feeds"
            {...form.getInputProps('enabled', { type: 'checkbox' })}
          />
        </Grid.Col>
      </Grid>
    </Fieldset>
  );
}
