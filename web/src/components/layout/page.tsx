import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';

interface PageProps {
  /** Of the browser's tab and the heading. */
  title: string;
  /** Where this page belongs, one level up. */
  back?: { to: string; label: string };
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its heading, what can be done on it, its content. */
export function Page({ title, back, lead, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Vigil`;
  }, [title]);
  return (
    <Stack gap="lg">
      <div>
        {back && (
          <Anchor
            component={Link}
            to={back.to}
            size="sm"
            mb={6}
            display="inline-flex"
            style={{ alignItems: 'center', gap: 2 }}
          >
            <IconChevronLeft size={15} aria-hidden />
            {back.label}
          </Anchor>
        )}
        <Group justify="space-between" align="flex-start" gap="sm">
          <div style={{ minWidth: 0, flex: '1 1 320px' }}>
            <Title order={1} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {lead !== undefined && (
              <Text c="dimmed" size="sm" mt={4} component="div" maw="75ch">
                {lead}
              </Text>
            )}
          </div>
          {actions !== undefined && <Group gap="xs">{actions}</Group>}
        </Group>
      </div>
      {children}
    </Stack>
  );
}

interface PanelProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  id?: string;
}

/** One subject of a page on its own surface. */
export function Panel({ title, aside, children, id }: PanelProps) {
  return (
    <Paper component="section" aria-label={title} {...(id === undefined ? {} : { id })}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2}>{title}</Title>
        {aside}
      </Group>
      {children}
    </Paper>
  );
}
