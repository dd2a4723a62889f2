import { Button, Center, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiError, messageOf } from '../../lib/api/problem.ts';
import { Failure } from './failure.tsx';
import { LogoMark } from './logo.tsx';

/** Grey lines where content will be. */
export function Loading({ label, rows = 3 }: { label: string; rows?: number }) {
  return (
    <Stack gap="sm" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={34} radius="sm" />
      ))}
    </Stack>
  );
}

/** Nothing to show, and why. */
export function Empty({ children }: { children: ReactNode }) {
  return (
    <Center py="xl">
      <Stack align="center" gap="xs" maw={420}>
        <LogoMark size={36} />
        <Text c="dimmed" ta="center" size="sm" component="div">
          {children}
        </Text>
      </Stack>
    </Center>
  );
}

/** What went wrong, the number under which the log has it, and the way to try again. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const request = error instanceof ApiError ? error.problem.request_id : undefined;
  return (
    <Failure title="This could not be loaded">
      <Group justify="space-between" align="end">
        <div>
          <Text size="sm">{messageOf(error)}</Text>
          {request !== undefined && (
            <Text size="xs" c="dimmed" mt={4}>
              Request {request}
            </Text>
          )}
        </div>
        {retry && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={retry}
          >
            Try again
          </Button>
        )}
      </Group>
    </Failure>
  );
}

/** What of a query the states need. */
export interface QueryState<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** One query's states around its content. */
export function Loaded<T>(props: {
  query: QueryState<T>;
  label: string;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  const { query, label, rows, children } = props;
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading label={`Loading ${label}`} {...(rows === undefined ? {} : { rows })} />;
}
