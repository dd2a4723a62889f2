import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { CustomFeed } from '../../lib/api/types.ts';
import { Failure } from '../../components/layout/failure.tsx';
import { messageOf } from '../../lib/api/problem.ts';
import { useDeleteFeed } from './api.ts';

/** Asks before a feed ends; null: nothing is asked. */
export function DeleteFeed({ feed, onClose }: { feed: CustomFeed | null; onClose: () => void }) {
  const remove = useDeleteFeed();
  const end = ({ id, name }: CustomFeed) =>
    remove.mutate(id, {
      onSuccess: () => {
        notifications.show({ message: `${name} is deleted.` });
        onClose();
      },
    });
  return (
    <Modal opened={feed !== null} onClose={onClose} title={`Delete ${feed?.name ?? ''}?`} centered>
      <Stack gap="md">
        {remove.error && <Failure title="Not deleted">{messageOf(remove.error)}</Failure>}
        <Text size="sm">
          It is not read any more, and its address and stored header are gone. The incidents that it brought
          and their cases stay.
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => feed && end(feed)}>
            Delete
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
