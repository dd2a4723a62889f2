import { Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { options } from '../../lib/words.ts';
import styles from './filters.module.css';

/** The row of filters above a list. */
export function Filters({ children }: { children: ReactNode }) {
  return (
    <Group gap="xs" role="search" aria-label="Filters" className={styles['filters'] ?? ''}>
      {children}
    </Group>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  names: readonly string[] | readonly { value: string; label: string }[];
  onChange: (value: string | null) => void;
  width?: number;
}

/** One choice of a list, or any. */
export function Choice({ label, value, names, onChange, width = 170 }: ChoiceProps) {
  const data = names.map((name) => (typeof name === 'string' ? (options([name])[0] ?? name) : name));
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={data}
      value={value === '' ? null : value}
      onChange={onChange}
      clearable
      searchable={data.length > 12}
      w={width}
    />
  );
}

/** A day, or none. */
export function Day({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      leftSection={
        <Text size="xs" c="dimmed" aria-hidden>
          {label}
        </Text>
      }
      leftSectionWidth={48}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Text to look for; asks once the typing pauses. */
export function SearchBox({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  const tell = useDebouncedCallback(onChange, 300);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      type="search"
      value={text}
      leftSection={<IconSearch size={16} aria-hidden />}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      className={styles['search'] ?? ''}
    />
  );
}
