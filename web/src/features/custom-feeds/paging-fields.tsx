import { Grid, Select, TextInput } from '@mantine/core';
import type { FormOf } from '../../lib/form.ts';
import type { FeedValues } from './feed-values.ts';
import { PAGINGS, type PagingKind } from './kinds.ts';

const third = { base: 12, sm: 6, md: 4 };

/** What the parameter of an address is for, where there is one. */
const PARAMETERS: Partial<Record<PagingKind, { label: string; help: string; placeholder: string }>> = {
  body: {
    label: 'Parameter for it',
    help: 'If what is there is a token. Empty, if it is an address.',
    placeholder: 'cursor',
  },
  page: { label: 'Parameter', help: 'Of the address. Pages are counted from 1.', placeholder: 'page' },
  offset: { label: 'Parameter', help: 'Of the address.', placeholder: 'offset' },
};

/** How one page of a list leads to the next. */
export function PagingFields({ form }: { form: FormOf<FeedValues> }) {
  const { by } = form.values.mapping.paging;
  const parameter = PARAMETERS[by];
  return (
    <>
      <Grid.Col span={third}>
        <Select
          label="Next page"
          description="How a list in pages goes on."
          data={PAGINGS}
          allowDeselect={false}
          {...form.getInputProps('mapping.paging.by')}
          error={form.errors['mapping.paging']}
        />
      </Grid.Col>
      {by === 'body' && (
        <Grid.Col span={third}>
          <TextInput
            label="Place of the next page"
            description="From the root on."
            placeholder="links.next"
            {...form.getInputProps('mapping.paging.path')}
          />
        </Grid.Col>
      )}
      {parameter && (
        <Grid.Col span={third}>
          <TextInput
            label={parameter.label}
            description={parameter.help}
            placeholder={parameter.placeholder}
            {...form.getInputProps('mapping.paging.parameter')}
          />
        </Grid.Col>
      )}
    </>
  );
}
