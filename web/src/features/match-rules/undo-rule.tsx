import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { MatchRule } from '../../lib/api/types.ts';
import { Failure } from '../../components/layout/failure.tsx';
import { messageOf } from '../../lib/api/problem.ts';
import { count } from '../../lib/words.ts';
import { useUndoRule } from './api.ts';

/** What undoing does, in figures. */
function consequencesOf({ false_positives, kept_back }: MatchRule): string {
  const reopened =
    false_positives === 0
      ? 'No case is reopened.'
      : `${count(false_positives, 'case')} resolved as a false positive for this reason ${false_positives === 1 ? 'is' : 'are'} reopened, with a new task and alert.`;
  const matched =
    kept_back === 0
      ? 'It has kept nothing from being raised.'
      : `${count(kept_back, 'incident')} that it kept from being raised ${kept_back === 1 ? 'is' : 'are'} matched again now.`;
  return `${reopened} ${matched}`;
}

/** Asks before a rule is undone; null: nothing is asked. */
export function UndoRule({ rule, onClose }: { rule: MatchRule | null; onClose: () => void }) {
  const undo = useUndoRule();
  const confirm = ({ id, vendor }: MatchRule) =>
    undo.mutate(id, {
      onSuccess: () => {
        notifications.show({ message: `The rule for ${vendor.name} is undone.` });
        onClose();
      },
    });
  return (
    <Modal opened={rule !== null} onClose={onClose} title="Undo this rule?" centered>
      <Stack gap="md">
        {undo.error && <Failure title="Not undone">{messageOf(undo.error)}</Failure>}
        {rule && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <b>{rule.vendor.name}</b>: {rule.says} {consequencesOf(rule)}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button loading={undo.isPending} onClick={() => rule && confirm(rule)}>
            Undo the rule
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
