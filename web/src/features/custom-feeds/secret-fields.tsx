import { Grid, PasswordInput, Select, TextInput } from '@mantine/core';
import type { FormOf } from '../../lib/form.ts';
import type { FeedValues } from './feed-values.ts';

const half = { base: 12, sm: 6 };

/** A header that the feed's server asks for. A stored one is kept, replaced or taken away, and never shown. */
export function SecretFields({ form, kept }: { form: FormOf<FeedValues>; kept: boolean }) {
  const { secret } = form.values;
  return (
    <>
      <Grid.Col span={half}>
        <Select
          label="Sign in with"
          description="Sent to this address’s own server alone."
          data={[
            { value: 'none', label: 'Nothing' },
            ...(kept ? [{ value: 'keep', label: 'The stored header' }] : []),
            { value: 'set', label: kept ? 'A new header' : 'A header' },
          ]}
          allowDeselect={false}
          {...form.getInputProps('secret')}
          error={form.errors['auth_header']}
        />
      </Grid.Col>
      {secret === 'set' && (
        <>
          <Grid.Col span={half}>
            <TextInput
              label="Header"
              description="Such as Authorization or X-Api-Key."
              {...form.getInputProps('auth_header.name')}
            />
          </Grid.Col>
          <Grid.Col span={12}>
            <PasswordInput
              label="Value"
              description="Kept encrypted, and never shown again."
              autoComplete="off"
              {...form.getInputProps('auth_header.value')}
            />
          </Grid.Col>
        </>
      )}
    </>
  );
}
