import { createBrowserRouter, type RouteObject } from 'react-router';
import { lazy, type ComponentType } from 'react';
import type { Permission } from '../lib/permissions.ts';
import { Allowed } from './allowed.tsx';
import { Gate } from './gate.tsx';
import { NotFound, PageError } from './page-error.tsx';

/** A page whose code is loaded when it is first opened; the frame shows meanwhile. `needs` keeps it to those who may. */
function page(path: string, load: () => Promise<ComponentType>, needs?: Permission): RouteObject {
  const Page = lazy(async () => ({ default: await load() }));
  return {
    path,
    element: needs === undefined ? <Page /> : <Allowed needs={needs} page={<Page />} />,
    ErrorBoundary: PageError,
  };
}

const PAGES: RouteObject[] = [
  page('/', async () => (await import('../features/dashboard/dashboard-page.tsx')).DashboardPage),
  page(
    'trackings',
    async () => (await import('../features/trackings/list/trackings-page.tsx')).TrackingsPage,
  ),
  page(
    'vendors/:vendorId/security/:trackingId',
    async () => (await import('../features/trackings/detail/tracking-page.tsx')).TrackingPage,
  ),
  page('vendors', async () => (await import('../features/vendors/list/vendors-page.tsx')).VendorsPage),
  page(
    'vendors/new',
    async () => (await import('../features/vendors/form/new-vendor-page.tsx')).NewVendorPage,
    'edit_vendors',
  ),
  page(
    'vendors/import',
    async () => (await import('../features/vendors/import/import-page.tsx')).ImportPage,
    'edit_vendors',
  ),
  page(
    'vendors/check',
    async () => (await import('../features/vendors/check/check-page.tsx')).CheckVendorPage,
  ),
  page(
    'vendors/:vendorId',
    async () => (await import('../features/vendors/detail/vendor-page.tsx')).VendorPage,
  ),
  page(
    'vendors/:vendorId/edit',
    async () => (await import('../features/vendors/form/edit-vendor-page.tsx')).EditVendorPage,
    'edit_vendors',
  ),
  page(
    'incidents',
    async () => (await import('../features/incidents/list/incidents-page.tsx')).IncidentsPage,
  ),
  page(
    'incidents/new',
    async () => (await import('../features/incidents/form/new-incident-page.tsx')).NewIncidentPage,
    'edit_incidents',
  ),
  page(
    'incidents/:incidentId',
    async () => (await import('../features/incidents/detail/incident-page.tsx')).IncidentPage,
  ),
  page('coverage', async () => (await import('../features/coverage/coverage-page.tsx')).CoveragePage),
  page('tasks', async () => (await import('../features/tasks/tasks-page.tsx')).TasksPage),
  page('inbox', async () => (await import('../features/inbox/inbox-page.tsx')).InboxPage),
  page('feeds', async () => (await import('../features/feeds/feeds-page.tsx')).FeedsPage),
  page('feeds/:feedId', async () => (await import('../features/feeds/feed-page.tsx')).FeedPage),
  page('scans', async () => (await import('../features/scans/scans-page.tsx')).ScansPage),
  page('custom-feeds', async () => (await import('../features/custom-feeds/feeds-page.tsx')).CustomFeedsPage),
  page(
    'custom-feeds/new',
    async () => (await import('../features/custom-feeds/new-feed-page.tsx')).NewFeedPage,
  ),
  page('custom-feeds/:feedId', async () => (await import('../features/custom-feeds/feed-page.tsx')).FeedPage),
  page('match-rules', async () => (await import('../features/match-rules/rules-page.tsx')).MatchRulesPage),
  page(
    'configuration',
    async () => (await import('../features/configuration/configuration-page.tsx')).ConfigurationPage,
  ),
  page('audit', async () => (await import('../features/audit/audit-page.tsx')).AuditPage),
  { path: '*', Component: NotFound },
];

/** Every address of the product. `/vendors/{id}/security/{tracking id}` is what tasks and mails link to. */
export function createRouter() {
  return createBrowserRouter([{ path: '/', Component: Gate, ErrorBoundary: PageError, children: PAGES }]);
}
