import {
  Button,
  Fieldset,
  Grid,
  Group,
  NumberInput,
  Select,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import type { FormOf } from '../../../lib/form.ts';
import { notifications } from '@mantine/notifications';
import { Link, useNavigate } from 'react-router';
import type { IncidentCreate } from '../../../lib/api/types.ts';
import { Failure } from '../../../components/layout/failure.tsx';
import { Page } from '../../../components/layout/page.tsx';
import { focusFirstError } from '../../../lib/first-error.ts';
import { fieldErrors, messageOf } from '../../../lib/api/problem.ts';
import { INCIDENT_TYPES, SEVERITIES_DOWN, type Severity } from '../../../lib/vocabulary.ts';
import { options } from '../../../lib/words.ts';
import { useCreateIncident } from '../api.ts';

interface Values {
  incident_type: IncidentCreate['incident_type'];
  title: string;
  severity: Severity;
  external_id: string;
  description: string;
  cvss_score: number | string;
  source_url: string;
  published_date: string;
  vendors: string[];
  products: string[];
  domains: string[];
}

type Form = FormOf<Values>;

const INITIAL: Values = {
  incident_type: 'security_alert',
  title: '',
  severity: 'high',
  external_id: '',
  description: '',
  cvss_score: '',
  source_url: '',
  published_date: '',
  vendors: [],
  products: [],
  domains: [],
};

/** Vendors named without a product, and each product with each vendor named. */
function affectedOf({ vendors, products }: Values) {
  if (products.length === 0) return vendors.map((vendor) => ({ vendor, product: null }));
  const makers = vendors.length === 0 ? [null] : vendors;
  return makers.flatMap((vendor) => products.map((product) => ({ vendor, product })));
}

function bodyOf(values: Values): IncidentCreate {
  const affected = affectedOf(values);
  const { cvss_score } = values;
  return {
    incident_type: values.incident_type,
    title: values.title.trim(),
    severity: values.severity,
    description: values.description.trim(),
    ...(values.external_id.trim() === '' ? {} : { external_id: values.external_id.trim() }),
    ...(typeof cvss_score === 'number' ? { cvss_score } : {}),
    ...(values.source_url.trim() === '' ? {} : { source_url: values.source_url.trim() }),
    ...(values.published_date === '' ? {} : { published_date: values.published_date }),
    ...(affected.length === 0 ? {} : { affected_products: affected }),
    ...(values.domains.length === 0 ? {} : { domains: values.domains }),
  };
}

/** Errors of the body's lists are shown at the fields that they come from. */
function errorsOf(error: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldErrors(error)).map(([path, message]) => [
      path.startsWith('affected_products')
        ? path.endsWith('vendor')
          ? 'vendors'
          : 'products'
        : path.replace(/\.\d+$/, ''),
      message,
    ]),
  );
}

/** Enters an incident that no feed knows. */
export function NewIncidentPage() {
  const create = useCreateIncident();
  const navigate = useNavigate();
  const form = useForm<Values>({
    initialValues: INITIAL,
    validate: { title: (title) => (title.trim() === '' ? 'Say in a line what happened.' : null) },
  });
  return (
    <Page
      title="Enter incident"
      back={{ to: '/incidents', label: 'Incidents' }}
      lead="For what you learnt yourselves: a mail from a vendor, a notice, a press report. It is matched to your vendors at once and stays with your company."
    >
      <form
        aria-label="Incident"
        onSubmit={form.onSubmit(
          (values) =>
            create.mutate(bodyOf(values), {
              onSuccess: (incident) => {
                notifications.show({
                  message: 'The incident is entered and is being matched to your vendors.',
                });
                void navigate(`/incidents/${incident.id}`);
              },
              onError: (error) => {
                form.setErrors(errorsOf(error));
                focusFirstError();
              },
            }),
          focusFirstError,
        )}
      >
        <Stack gap="lg" maw={860}>
          {create.error && <Failure title="Not entered">{messageOf(create.error)}</Failure>}
          <What form={form} />
          <Whom form={form} />
          <Group justify="flex-end" gap="xs">
            <Button component={Link} to="/incidents" variant="default">
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Enter incident
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}

const half = { base: 12, sm: 6 };

function What({ form }: { form: Form }) {
  return (
    <Fieldset legend="What happened">
      <Grid gap="md">
        <Grid.Col span={12}>
          <TextInput label="Title" withAsterisk maxLength={500} {...form.getInputProps('title')} />
        </Grid.Col>
        <Grid.Col span={half}>
          <Select
            label="Type"
            data={options(INCIDENT_TYPES)}
            allowDeselect={false}
            {...form.getInputProps('incident_type')}
          />
        </Grid.Col>
        <Grid.Col span={half}>
          <Select
            label="Severity"
            data={options(SEVERITIES_DOWN)}
            allowDeselect={false}
            {...form.getInputProps('severity')}
          />
        </Grid.Col>
        <Grid.Col span={12}>
          <Textarea
            label="Description"
            autosize
            minRows={3}
            maxRows={12}
            {...form.getInputProps('description')}
          />
        </Grid.Col>
        <Source form={form} />
      </Grid>
    </Fieldset>
  );
}

/** Under which name, how grave, where and when it was published. */
function Source({ form }: { form: Form }) {
  return (
    <>
      <Grid.Col span={half}>
        <TextInput
          label="Identifier"
          description="If it has one; otherwise one is made."
          {...form.getInputProps('external_id')}
        />
      </Grid.Col>
      <Grid.Col span={half}>
        <NumberInput
          label="CVSS score"
          description="0 to 10, if there is one."
          min={0}
          max={10}
          step={0.1}
          decimalScale={1}
          {...form.getInputProps('cvss_score')}
        />
      </Grid.Col>
      <Grid.Col span={half}>
        <TextInput
          label="Link to the source"
          type="url"
          placeholder="https://"
          {...form.getInputProps('source_url')}
        />
      </Grid.Col>
      <Grid.Col span={half}>
        <TextInput label="Published on" type="date" {...form.getInputProps('published_date')} />
      </Grid.Col>
    </>
  );
}

function Whom({ form }: { form: Form }) {
  return (
    <Fieldset legend="Whom it concerns">
      <Stack gap="md">
        <TagsInput
          label="Vendors"
          description="Company names as the source writes them. Enter after each."
          {...form.getInputProps('vendors')}
        />
        <TagsInput label="Products" description="Enter after each." {...form.getInputProps('products')} />
        <TagsInput
          label="Domains"
          description="For a data breach: the sites concerned."
          splitChars={[',', ' ']}
          {...form.getInputProps('domains')}
        />
      </Stack>
    </Fieldset>
  );
}
