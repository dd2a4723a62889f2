import { Anchor, Button, Group, Paper, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Message } from '../../lib/api/types.ts';
import { Paged } from '../../components/data/data-table.tsx';
import { Timestamp } from '../../components/data/timestamp.tsx';
import { useMessages, useReadMessage } from './api.ts';
import styles from './messages-list.module.css';

function Entry({ message }: { message: Message }) {
  const read = useReadMessage();
  const unread = message.read_at === null;
  return (
    <li className={`${styles['entry'] ?? ''} ${unread ? (styles['unread'] ?? '') : ''}`}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div style={{ flex: '1 1 260px', minWidth: 0 }}>
          {message.action_url === null ? (
            <Text size="sm" fw={unread ? 650 : 500}>
              {message.title}
            </Text>
          ) : (
            <Anchor
              component={Link}
              to={message.action_url}
              size="sm"
              fw={unread ? 650 : 500}
              onClick={() => unread && read.mutate(message.id)}
            >
              {message.title}
            </Anchor>
          )}
          <Text size="sm" mt={2} style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {message.body}
          </Text>
          <Text size="xs" c="dimmed" mt={4}>
            <Timestamp iso={message.created_at} as="relative" />
          </Text>
        </div>
        {unread && (
          <Button
            size="compact-sm"
            variant="default"
            loading={read.isPending}
            onClick={() => read.mutate(message.id)}
          >
            Mark as read
          </Button>
        )}
      </Group>
    </li>
  );
}

/** The reader's own messages, newest first. */
export function MessagesList({ unread }: { unread: boolean }) {
  const pages = useMessages(unread ? { unread: true } : {});
  return (
    <Paged
      label="Messages"
      pages={pages}
      empty={unread ? 'You have read everything.' : 'No message has come yet.'}
    >
      {(messages) => (
        <Paper p={0}>
          <ul className={styles['list']}>
            {messages.map((message) => (
              <Entry key={message.id} message={message} />
            ))}
          </ul>
        </Paper>
      )}
    </Paged>
  );
}
