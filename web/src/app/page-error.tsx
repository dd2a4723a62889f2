import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { LogoMark } from '../components/logo.tsx';

function Notice({ title, children, reload }: { title: string; children: ReactNode; reload: boolean }) {
  useEffect(() => {
    document.title = `${title} · Vigil`;
  }, [title]);
  return (
    <Center mih="60dvh" p="md">
      <Stack align="center" gap="sm" maw={440}>
        <LogoMark size={40} />
        <Title order={1}>{title}</Title>
        <Text c="dimmed" ta="center" size="sm">
          {children}
        </Text>
        <Button component={Link} to="/" reloadDocument={reload} variant="default">
          To the dashboard
        </Button>
      </Stack>
    </Center>
  );
}

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Notice title="There is no such page" reload={false}>
      The address may be mistyped, or what it named is gone.
    </Notice>
  );
}

/** A page that broke, or whose program part is gone since a new version was installed. */
export function PageError() {
  return (
    <Notice title="This page could not be shown" reload>
      Loading it again usually helps. If it does not, tell your administrator which page it was.
    </Notice>
  );
}
