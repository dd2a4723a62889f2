import { Button, Group, Popover, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRadar2 } from '@tabler/icons-react';
import { useState } from 'react';
import { messageOf } from '../../../lib/api/problem.ts';
import { useScanCve } from '../api.ts';

const CVE = /^CVE-\d{4}-\d{4,}$/i;

/** Looks one CVE up at the sources, now. */
export function ScanCve() {
  const [opened, setOpened] = useState(false);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={300}
      trapFocus
      shadow="md"
      withRoles={false}
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconRadar2 size={16} aria-hidden />}
          aria-expanded={opened}
          onClick={() => setOpened((open) => !open)}
        >
          Scan one CVE
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Scan one CVE">
        <ScanForm onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ScanForm({ onDone }: { onDone: () => void }) {
  const [written, setWritten] = useState('');
  const scan = useScanCve();
  const id = written.trim().toUpperCase();
  const fine = CVE.test(id);
  const submit = (): void =>
    scan.mutate(id, {
      onSuccess: () => {
        notifications.show({ message: `${id} is being fetched and matched to your vendors.` });
        onDone();
      },
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (fine) submit();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="CVE id"
          placeholder="CVE-2024-12345"
          value={written}
          onChange={(event) => setWritten(event.currentTarget.value)}
          error={
            scan.error ? messageOf(scan.error) : written.length > 14 && !fine ? 'As in CVE-2024-12345' : null
          }
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" size="xs" disabled={!fine} loading={scan.isPending}>
            Scan
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
