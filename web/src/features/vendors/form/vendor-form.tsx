import {
  ActionIcon,
  Alert,
  Button,
  Fieldset,
  Grid,
  Group,
  Select,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import type { FormOf } from '../../../lib/form.ts';
import { IconAlertTriangle, IconPlus, IconTrash } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Vendor } from '../../../../../api/types.ts';
import { fieldErrors, messageOf } from '../../../lib/problem.ts';
import { SEVERITIES_DOWN, type Severity } from '../../../lib/vocabulary.ts';
import { options } from '../../../lib/words.ts';
import { useOwners } from '../api.ts';

/** What the form holds; empty text stands for "not given". */
export interface VendorValues {
  name: string;
  legal_name: string;
  website: string;
  criticality: Severity;
  owner_id: string | null;
  aliases: string[];
  domains: string[];
  products: { name: string; version: string; cpe: string }[];
  contacts: { name: string; email: string; role: string }[];
}

type Form = FormOf<VendorValues>;

/** The values of a vendor, or of none yet. */
export function valuesOf(vendor?: Vendor): VendorValues {
  return {
    name: vendor?.name ?? '',
    legal_name: vendor?.legal_name ?? '',
    website: vendor?.website ?? '',
    criticality: vendor?.criticality ?? 'medium',
    owner_id: vendor?.owner_id ?? null,
    aliases: vendor?.aliases ?? [],
    domains: vendor?.domains ?? [],
    products: (vendor?.products ?? []).map(({ name, version, cpe }) => ({
      name,
      version: version ?? '',
      cpe: cpe ?? '',
    })),
    contacts: (vendor?.contacts ?? []).map(({ name, email, role }) => ({ name, email, role: role ?? '' })),
  };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The body that the API takes. */
export function bodyOf(values: VendorValues) {
  return {
    ...values,
    name: values.name.trim(),
    legal_name: orNull(values.legal_name),
    website: orNull(values.website),
    products: values.products.map(({ name, version, cpe }) => ({
      name,
      version: orNull(version),
      cpe: orNull(cpe),
    })),
    contacts: values.contacts.map(({ name, email, role }) => ({ name, email, role: orNull(role) })),
  };
}

interface Props {
  initial: VendorValues;
  pending: boolean;
  error: Error | null;
  submitLabel: string;
  cancelTo: string;
  onSubmit: (body: ReturnType<typeof bodyOf>, setErrors: (error: unknown) => void) => void;
}

/** Everything the register keeps of a vendor. */
export function VendorForm({ initial, pending, error, submitLabel, cancelTo, onSubmit }: Props) {
  const form = useForm<VendorValues>({
    initialValues: initial,
    validate: { name: (name) => (name.trim() === '' ? 'A vendor needs a name.' : null) },
  });
  return (
    <form
      aria-label="Vendor"
      onSubmit={form.onSubmit((values) =>
        onSubmit(bodyOf(values), (problem) => form.setErrors(fieldErrors(problem))),
      )}
    >
      <Stack gap="lg" maw={860}>
        {error && (
          <Alert
            color="red"
            variant="light"
            role="alert"
            icon={<IconAlertTriangle aria-hidden />}
            title="Not saved"
          >
            {messageOf(error)}
          </Alert>
        )}
        <Identity form={form} />
        <Recognition form={form} />
        <Products form={form} />
        <Contacts form={form} />
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

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={36} aria-label={label} onClick={onClick}>
      <IconTrash size={17} aria-hidden />
    </ActionIcon>
  );
}

function Products({ form }: { form: Form }) {
  return (
    <Fieldset legend="Products you use">
      <Stack gap="sm">
        {form.values.products.map((product, index) => (
          <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
            <Group gap="xs" style={{ flex: 1 }} align="flex-start">
              <TextInput
                aria-label={`Product ${index + 1}: name`}
                placeholder="Name"
                style={{ flex: '2 1 150px' }}
                {...form.getInputProps(`products.${index}.name`)}
              />
              <TextInput
                aria-label={`Product ${index + 1}: version`}
                placeholder="Version"
                style={{ flex: '1 1 90px' }}
                {...form.getInputProps(`products.${index}.version`)}
              />
              <TextInput
                aria-label={`Product ${index + 1}: CPE`}
                placeholder="CPE, if known"
                style={{ flex: '3 1 180px' }}
                {...form.getInputProps(`products.${index}.cpe`)}
              />
            </Group>
            <Remove
              label={`Remove product ${product.name}`}
              onClick={() => form.removeListItem('products', index)}
            />
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => form.insertListItem('products', { name: '', version: '', cpe: '' })}
          >
            Add product
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

function Contacts({ form }: { form: Form }) {
  return (
    <Fieldset legend="Contacts">
      <Stack gap="sm">
        {form.values.contacts.map((contact, index) => (
          <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
            <Group gap="xs" style={{ flex: 1 }} align="flex-start">
              <TextInput
                aria-label={`Contact ${index + 1}: name`}
                placeholder="Name"
                style={{ flex: '2 1 140px' }}
                {...form.getInputProps(`contacts.${index}.name`)}
              />
              <TextInput
                aria-label={`Contact ${index + 1}: e-mail`}
                placeholder="E-mail"
                type="email"
                style={{ flex: '3 1 180px' }}
                {...form.getInputProps(`contacts.${index}.email`)}
              />
              <TextInput
                aria-label={`Contact ${index + 1}: role`}
                placeholder="Role"
                style={{ flex: '1 1 100px' }}
                {...form.getInputProps(`contacts.${index}.role`)}
              />
            </Group>
            <Remove
              label={`Remove contact ${contact.name}`}
              onClick={() => form.removeListItem('contacts', index)}
            />
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => form.insertListItem('contacts', { name: '', email: '', role: '' })}
          >
            Add contact
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
