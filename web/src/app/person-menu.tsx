import { Menu, UnstyledButton, VisuallyHidden, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { useSignOut } from '../features/session/api.ts';
import { useMe } from '../lib/permissions.ts';
import { words } from '../lib/words.ts';
import styles from './shell.module.css';

const SCHEMES = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
] as const;

function initialsOf(name: string): string {
  const parts = name.split(/[\s._@-]+/).filter((part) => part !== '');
  return ((parts[0]?.[0] ?? '') + (parts[1]?.[0] ?? '')).toUpperCase();
}

/** Who is signed in where, the colour scheme, and the way out. */
export function PersonMenu() {
  const me = useMe();
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="top-start" width={230} shadow="md">
      <Menu.Target>
        <UnstyledButton className={styles['person']}>
          <span className={styles['initials']} aria-hidden="true">
            {initialsOf(me.name)}
          </span>
          <span style={{ minWidth: 0 }}>
            <span className={styles['who']}>{me.name}</span>
            <span className={styles['tenant']}>{me.tenant.name}</span>
            <VisuallyHidden>Account menu</VisuallyHidden>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.roles.map(words).join(', ')}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>Colours</Menu.Label>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} aria-hidden />}
            onClick={() => setColorScheme(value)}
            rightSection={colorScheme === value ? '✓' : null}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
