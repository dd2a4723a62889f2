import { Button, Group, NumberInput, Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRadar2 } from '@tabler/icons-react';
import { useState } from 'react';
import { Panel } from '../../components/layout/page.tsx';
import { fieldErrors } from '../../lib/api/problem.ts';
import { tellFailure } from '../../lib/tell-failure.ts';
import { SCAN_TYPES } from '../../lib/vocabulary.ts';
import { options } from '../../lib/words.ts';
import { useStartScan } from './api.ts';

/** Starts a scan of a type, on request over a longer past. */
export function StartScan() {
  const [type, setType] = useState<(typeof SCAN_TYPES)[number]>('all');
  const [days, setDays] = useState<number | string>('');
  const scan = useStartScan();
  const errors = fieldErrors(scan.error);
  return (
    <Panel title="Scan now">
      <form
        aria-label="Scan now"
        onSubmit={(event) => {
          event.preventDefault();
          scan.mutate(
            { scan_type: type, days_back: typeof days === 'number' ? days : null },
            {
              onSuccess: () => notifications.show({ message: 'The scan has started.' }),
              onError: tellFailure('No scan was started'),
            },
          );
        }}
      >
        <Group align="flex-end" gap="sm">
          <Select
            label="What"
            data={options(SCAN_TYPES)}
            value={type}
            allowDeselect={false}
            onChange={(value) => setType(SCAN_TYPES.find((one) => one === value) ?? 'all')}
            w={180}
          />
          <NumberInput
            label="Days back"
            placeholder="Since the last scan"
            min={1}
            max={36_500}
            allowDecimal={false}
            value={days}
            onChange={setDays}
            error={errors['days_back']}
            w={190}
          />
          <Button type="submit" loading={scan.isPending} leftSection={<IconRadar2 size={16} aria-hidden />}>
            Scan
          </Button>
        </Group>
        <Text size="xs" c="dimmed" mt="xs">
          With days back, every stored incident of that time is considered again, not only what is new.
        </Text>
      </form>
    </Panel>
  );
}
