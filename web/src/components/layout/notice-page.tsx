import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { LogoMark } from './logo.tsx';

interface Props {
  title: string;
  /** True: the way out loads the product anew. */
  reload?: boolean;
  children: ReactNode;
}

/** A page that has nothing but this to say. */
export function NoticePage({ title, reload = false, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Vigil`;
  }, [title]);
  return (
    <Center mih="60dvh" p="md">
      <Stack align="center" gap="sm" maw={440}>
        <LogoMark size={40} />
        <Title order={1} ta="center">
          {title}
        </Title>
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
