import { Button, Group, List, Modal, Select, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { MonitoringConfigPut } from '../../../lib/api/types.ts';
import { Failure } from '../../../components/layout/failure.tsx';
import { Failed, Loading } from '../../../components/layout/states.tsx';
import { fieldErrors } from '../../../lib/api/problem.ts';
import { words } from '../../../lib/words.ts';
import { PreviewResult } from './preview-result.tsx';
import { usePreview } from './use-preview.ts';

const DAYS = [
  { value: '7', label: 'the last 7 days' },
  { value: '30', label: 'the last 30 days' },
  { value: '90', label: 'the last 90 days' },
];

type Tried = MonitoringConfigPut;

function Content({ config, days }: { config: Tried; days: number }) {
  const preview = usePreview({ config, days, without_rules: [] }, true);
  const wrong = Object.entries(fieldErrors(preview.error));
  if (wrong.length > 0)
    return (
      <Failure title="This cannot be tried">
        <List size="sm">
          {wrong.map(([path, message]) => (
            <List.Item key={path}>
              {words(path.split('.').at(-1) ?? path)}: {message}
            </List.Item>
          ))}
        </List>
      </Failure>
    );
  if (preview.error) return <Failed error={preview.error} retry={() => void preview.refetch()} />;
  if (!preview.data) return <Loading label="Loading what would match" rows={6} />;
  return <PreviewResult preview={preview.data} />;
}

/** Shows what the settings as they stand in the form would match, before they are saved. */
export function PreviewButton({ config, disabled }: { config: () => Tried; disabled: boolean }) {
  const [tried, setTried] = useState<Tried | null>(null);
  const [days, setDays] = useState('30');
  const isNarrow = useMediaQuery('(max-width: 48em)');
  return (
    <>
      <Button variant="default" disabled={disabled} onClick={() => setTried(config())}>
        Preview
      </Button>
      <Modal
        opened={tried !== null}
        onClose={() => setTried(null)}
        title="What these settings would match"
        size={1080}
        fullScreen={isNarrow}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack gap="md">
          <Group gap="xs">
            <Text size="sm">Tried on the stored incidents of</Text>
            <Select
              aria-label="Days"
              data={DAYS}
              value={days}
              onChange={(value) => setDays(value ?? '30')}
              allowDeselect={false}
              w={180}
            />
            <Text size="sm" c="dimmed">
              Nothing is changed.
            </Text>
          </Group>
          {tried && <Content config={tried} days={Number(days)} />}
        </Stack>
      </Modal>
    </>
  );
}
