import { ActionIcon, Button, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { FormOf } from '../../../lib/form.ts';
import type { VendorValues } from './vendor-values.ts';

interface Field {
  key: string;
  /** Read out with the number of the line. */
  label: string;
  placeholder: string;
  /** Share of the line and the least width. */
  flex: string;
  type?: 'email';
}

interface Props {
  form: FormOf<VendorValues>;
  list: 'products' | 'contacts';
  legend: string;
  /** One of the list, in lower case. */
  one: string;
  fields: readonly Field[];
  /** A new line. */
  blank: VendorValues[Props['list']][number];
}

/** A list of the vendor, a line each, with as many lines as somebody adds. */
export function ListFields({ form, list, legend, one, fields, blank }: Props) {
  const One = one.charAt(0).toUpperCase() + one.slice(1);
  // Where the keyboard goes: into a line just added; from one just removed to the button that adds.
  const [added, setAdded] = useState<number | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  return (
    <Fieldset legend={legend}>
      <Stack gap="sm">
        {form.values[list].map(({ name }, index) => (
          <Group key={index} gap="xs" align="flex-start" wrap="nowrap">
            <Group gap="xs" style={{ flex: 1 }} align="flex-start">
              {fields.map(({ key, label, placeholder, flex, type }, at) => (
                <TextInput
                  key={key}
                  aria-label={`${One} ${index + 1}: ${label}`}
                  placeholder={placeholder}
                  style={{ flex }}
                  autoFocus={index === added && at === 0}
                  {...(type === undefined ? {} : { type })}
                  {...form.getInputProps(`${list}.${index}.${key}`)}
                />
              ))}
            </Group>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={`Remove ${one} ${name || index + 1}`}
              onClick={() => {
                form.removeListItem(list, index);
                setAdded(null);
                add.current?.focus();
              }}
            >
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            ref={add}
            onClick={() => {
              setAdded(form.values[list].length);
              form.insertListItem(list, blank);
            }}
          >
            Add {one}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
