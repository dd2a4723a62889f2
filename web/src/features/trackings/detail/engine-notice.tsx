import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TrackingDetail } from '../../../lib/api/types.ts';
import { useCan } from '../../../lib/permissions.ts';
import { tellFailure } from '../../../lib/tell-failure.ts';
import { useRestart } from '../api.ts';

/** Says that nothing works on an open case, and lets admins start it again at once. */
export function EngineNotice({ tracking }: { tracking: TrackingDetail }) {
  const canRestart = useCan('configure');
  const restart = useRestart(tracking.vendor_id, tracking.id);
  if (tracking.engine !== 'not_running') return null;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title="Engine: not running"
    >
      <Group justify="space-between" align="center" gap="md">
        <Text size="sm" maw={640}>
          The workflow of this case has ended in the engine, so no reminder and no alert goes out. Vigil
          starts it again within the hour; a decision starts it at once.
        </Text>
        {canRestart && (
          <Button
            variant="default"
            loading={restart.isPending}
            onClick={() => restart.mutate(undefined, { onError: tellFailure('It was not started again') })}
          >
            Start it again now
          </Button>
        )}
      </Group>
    </Alert>
  );
}
