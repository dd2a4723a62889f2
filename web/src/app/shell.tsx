import { AppShell, Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect, useRef } from 'react';
import { Link, Outlet, ScrollRestoration, useLocation } from 'react-router';
import { LogoMark } from '../components/layout/logo.tsx';
import { Loading } from '../components/layout/states.tsx';
import { allows, useMe } from '../lib/permissions.ts';
import { Footer } from './footer.tsx';
import { DESTINATIONS, type Destination } from './navigation.ts';
import { PersonMenu } from './person-menu.tsx';
import styles from './shell.module.css';

/** The destination that an address belongs to. A tracking's address begins with its vendor's. */
function sectionOf(pathname: string): string {
  if (/^\/vendors\/[^/]+\/security\//.test(pathname)) return '/trackings';
  return `/${pathname.split('/')[1] ?? ''}`;
}

function NavItem({ to, label, icon: Icon }: Destination) {
  const active = sectionOf(useLocation().pathname) === to;
  return (
    <li>
      <Link
        to={to}
        aria-current={active ? 'page' : undefined}
        className={`${styles['link'] ?? ''} ${active ? (styles['active'] ?? '') : ''}`}
      >
        <Icon size={18} stroke={1.7} aria-hidden />
        {label}
      </Link>
    </li>
  );
}

function Navigation() {
  const { roles } = useMe();
  return (
    <nav className={styles['nav']} aria-label="Main">
      {DESTINATIONS.map(({ group, items }) => (
        <div key={group}>
          <p className={styles['group']} id={`nav-${group}`}>
            {group}
          </p>
          <ul className={styles['items']} aria-labelledby={`nav-${group}`}>
            {items
              .filter(({ needs }) => needs === undefined || allows(roles, needs))
              .map((item) => (
                <NavItem key={item.to} {...item} />
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Brand() {
  return (
    <Link to="/" className={styles['brand']} aria-label="Vigil, to the dashboard">
      <LogoMark size={27} /> Vigil
    </Link>
  );
}

/** The frame of every signed-in page: rail, content, footer. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  const content = useRef<HTMLDivElement>(null);
  const burger = useRef<HTMLButtonElement>(null);
  const shown = useRef(pathname);

  // A new page closes the menu and takes the focus, so that a screen reader starts at its top.
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    close();
    content.current?.focus({ preventScroll: true });
  }, [pathname, close]);

  return (
    <AppShell
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !opened || event.defaultPrevented) return;
        close();
        burger.current?.focus();
      }}
      header={{ height: { base: 54, md: 0 } }}
      navbar={{ width: 232, breakpoint: 'md', collapsed: { mobile: !opened } }}
    >
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <AppShell.Header className={styles['header'] ?? ''} hiddenFrom="md">
        <Burger
          ref={burger}
          opened={opened}
          onClick={toggle}
          size="sm"
          color="#fff"
          aria-label="Menu"
          aria-expanded={opened}
        />
        <Brand />
      </AppShell.Header>
      <AppShell.Navbar className={styles['rail'] ?? ''}>
        <AppShell.Section visibleFrom="md">
          <Brand />
        </AppShell.Section>
        <Navigation />
        <PersonMenu />
      </AppShell.Navbar>
      <AppShell.Main className={styles['main'] ?? ''}>
        <div className={styles['content']} id="content" tabIndex={-1} ref={content}>
          <Suspense fallback={<Loading label="Loading the page" rows={4} />}>
            <Outlet />
          </Suspense>
        </div>
        <Footer />
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}
