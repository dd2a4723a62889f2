import { Button, Fieldset, Grid, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from 'react-router';
import { Failure } from '../../../components/layout/failure.tsx';
import { focusFirstError } from '../../../lib/first-error.ts';
import type { FormOf } from '../../../lib/form.ts';
import { fieldErrors, messageOf } from '../../../lib/api/problem.ts';
import { SEVERITIES_DOWN } from '../../../lib/vocabulary.ts';
import { options } from '../../../lib/words.ts';
import { useOwners } from '../api.ts';
import { ListFields } from './list-fields.tsx';
import { bodyOf, type VendorValues } from './vendor-values.ts';

type Form = FormOf<VendorValues>;

interface Props {
  initial: VendorValues;
  pending: boolean;
  error: Error | null;
  submitLabel: string;
  cancelTo: string;
  onSubmit: (body: ReturnType<typeof bodyOf>, setErrors: (error: unknown) => void) => void;
}

const PRODUCTS = {
  list: 'products',
  legend: 'Products you use',
  one: 'product',
  blank: { name: '', version: '', cpe: '' },
  fields: [
    { key: 'name', label: 'name', placeholder: 'Name', flex: '2 1 200px' },
    { key: 'version', label: 'version', placeholder: 'Version', flex: '1 1 80px' },
    { key: 'cpe', label: 'CPE', placeholder: 'CPE, if known', flex: '3 1 150px' },
  ],
} as const;

const CONTACTS = {
  list: 'contacts',
  legend: 'Contacts',
  one: 'contact',
  blank: { name: '', email: '', role: '' },
  fields: [
    { key: 'name', label: 'name', placeholder: 'Name', flex: '2 1 140px' },
    { key: 'email', label: 'e-mail', placeholder: 'E-mail', flex: '3 1 180px', type: 'email' },
    { key: 'role', label: 'role', placeholder: 'Role', flex: '1 1 100px' },
  ],
} as const;

/** Everything the register keeps of a vendor. */
export function VendorForm({ initial, pending, error, submitLabel, cancelTo, onSubmit }: Props) {
  const form = useForm<VendorValues>({
    initialValues: initial,
    validate: { name: (name) => (name.trim() === '' ? 'A vendor needs a name.' : null) },
  });
  return (
    <form
      aria-label="Vendor"
      onSubmit={form.onSubmit(
        (values) =>
          onSubmit(bodyOf(values), (problem) => {
            form.setErrors(fieldErrors(problem));
            focusFirstError();
          }),
        focusFirstError,
      )}
    >
      <Stack gap="lg" maw={860}>
        {error && <Failure title="Not saved">{messageOf(error)}</Failure>}
        <Identity form={form} />
        <Recognition form={form} />
        <ListFields form={form} {...PRODUCTS} />
        <ListFields form={form} {...CONTACTS} />
        <Group justify="flex-end" gap="xs">
          <Button component={Link} to={cancelTo} variant="default">
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Identity({ form }: { form: Form }) {
  const owners = useOwners();
  const half = { base: 12, sm: 6 };
  return (
    <Fieldset legend="Vendor">
      <Grid gap="md">
        <Grid.Col span={half}>
          <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
        </Grid.Col>
        <Grid.Col span={half}>
          <TextInput label="Legal name" {...form.getInputProps('legal_name')} />
        </Grid.Col>
        <Grid.Col span={half}>
          <TextInput label="Website" {...form.getInputProps('website')} />
        </Grid.Col>
        <Grid.Col span={half}>
          <Select
            label="Criticality"
            description="How much your company depends on it."
            data={options(SEVERITIES_DOWN)}
            allowDeselect={false}
            {...form.getInputProps('criticality')}
          />
        </Grid.Col>
        <Grid.Col span={half}>
          <Select
            label="Owner"
            description="Gets the tasks of this vendor if a security reviewer."
            placeholder="Nobody"
            data={(owners.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
            clearable
            {...form.getInputProps('owner_id')}
          />
        </Grid.Col>
      </Grid>
    </Fieldset>
  );
}

function Recognition({ form }: { form: Form }) {
  return (
    <Fieldset legend="How it is recognised">
      <Stack gap="md">
        <TagsInput
          label="Aliases"
          description="Other names it goes by, brands, former names. Enter after each."
          splitChars={[';']}
          {...form.getInputProps('aliases')}
        />
        <TagsInput
          label="Domains"
          description="The domains it runs; pasted addresses will do. Enter after each."
          splitChars={[',', ' ']}
          {...form.getInputProps('domains')}
        />
      </Stack>
    </Fieldset>
  );
}
