/** Every main page, as people with a screen reader or a narrow window get it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openBrowserPage, type BrowserPage } from '../support/product/browser-page.ts';
import { startWithTracking, type WatchedVendor } from '../support/product/watched-vendor.ts';

const PAGES: [string, (watched: WatchedVendor) => string][] = [
  ['dashboard', () => '/'],
  ['trackings', () => '/trackings'],
  ['tracking', ({ path }) => path],
  ['vendors', () => '/vendors'],
  ['vendor', ({ vendorId }) => `/vendors/${vendorId}`],
  ['new vendor', () => '/vendors/new'],
  ['import', () => '/vendors/import'],
  ['incidents', () => '/incidents'],
  ['incident', ({ incidentId }) => `/incidents/${incidentId}`],
  ['new incident', () => '/incidents/new'],
  ['coverage', () => '/coverage'],
  ['tasks', () => '/tasks?whose=all'],
  ['inbox', () => '/inbox?view=messages'],
  ['alerts', () => '/inbox?view=alerts'],
  ['feeds', () => '/feeds'],
  ['feed', () => '/feeds/nvd'],
  ['scans', () => '/scans'],
  ['match rules', () => '/match-rules'],
  ['configuration', () => '/configuration'],
  ['audit log', () => '/audit'],
];

/** Looks at all of them in one colour scheme and width; `browser` is there once the tests run. */
export function lookAtPages(colorScheme: 'light' | 'dark', width: number): { browser: () => BrowserPage } {
  let watched: WatchedVendor;
  let browser: BrowserPage;

  beforeAll(async () => {
    watched = await startWithTracking();
    browser = await openBrowserPage(watched.product.url);
    await browser.page.emulateMedia({ colorScheme });
    await browser.page.setViewportSize({ width, height: 900 });
  }, 300_000);

  afterAll(() => browser.close(), 60_000);

  test('the sign-in page has no serious barrier', async () => {
    await browser.open('/');
    expect(await browser.barriers()).toEqual([]);
    await browser.signIn(watched.product.tenant.keys.admin);
    await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  });

  test.each(PAGES)('the page %s has no serious barrier and fits the window', async (_name, path) => {
    await browser.open(path(watched));
    expect(await browser.barriers()).toEqual([]);
    expect(await browser.overhang()).toBe(0);
  });

  return { browser: () => browser };
}
