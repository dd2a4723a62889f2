import { Code, Fieldset, Grid, Text, TextInput } from '@mantine/core';
import type { FormOf } from '../../lib/form.ts';
import type { FeedValues } from './feed-values.ts';
import { FIELDS } from './kinds.ts';
import { PagingFields } from './paging-fields.tsx';

/** Where a JSON document keeps its entries, and an entry its fields. */
export function MappingFields({ form }: { form: FormOf<FeedValues> }) {
  return (
    <Fieldset legend="Mapping">
      <Text size="sm" c="dimmed" mb="md">
        Keys are joined by dots, <Code>[0]</Code> is a place in a list, <Code>[]</Code> is all of it:{' '}
        <Code>products[].name</Code>. A key with other characters goes in quotes:{' '}
        <Code>[&quot;base score&quot;]</Code>.
      </Text>
      <Grid gap="md">
        <Grid.Col span={12}>
          <TextInput
            label="List of entries"
            description="From the root on. Empty, if the document itself is the list."
            placeholder="data.items"
            {...form.getInputProps('mapping.items')}
          />
        </Grid.Col>
        <PagingFields form={form} />
        {/* The fields of an entry begin on a line of their own. */}
        <Grid.Col span={12} p={0} />
        {FIELDS.map(({ field, label, placeholder, help }) => (
          <Grid.Col key={field} span={{ base: 12, sm: 6, md: 4 }}>
            <TextInput
              label={label}
              description={help}
              placeholder={placeholder}
              {...form.getInputProps(`mapping.fields.${field}`)}
            />
          </Grid.Col>
        ))}
      </Grid>
    </Fieldset>
  );
}
