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

/** Each page is opened in both: a narrow dark window and a wide light one. */
const LOOKS = [
  { colorScheme: 'dark', width: 390 },
  { colorScheme: 'light', width: 1440 },
] as const;

let watched: WatchedVendor;
let browser: BrowserPage;

beforeAll(async () => {
  watched = await startWithTracking();
  browser = await openBrowserPage(watched.product.url);
}, 300_000);

afterAll(() => browser.close(), 60_000);

/** What is wrong with a page, in whichever window. */
async function faultsOf(path: string): Promise<object[]> {
  const found: object[] = [];
  for (const look of LOOKS) {
    await browser.page.emulateMedia({ colorScheme: look.colorScheme });
    await browser.page.setViewportSize({ width: look.width, height: 900 });
    await browser.open(path);
    const [overhang, barriers] = [await browser.overhang(), await browser.barriers()];
    if (overhang > 0 || barriers.length > 0) found.push({ ...look, overhang, barriers });
  }
  return found;
}

test('the sign-in page has no serious barrier', async () => {
  expect(await faultsOf('/')).toEqual([]);
  await browser.signIn(watched.product.tenant.keys.admin);
  await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
});

test.each(PAGES)(
  'the page %s has no serious barrier and fits the window, narrow and wide',
  async (_, path) => {
    expect(await faultsOf(path(watched))).toEqual([]);
  },
);

test('the keyboard reaches the content past the menu', async () => {
  const { page } = browser;
  await page.setViewportSize({ width: 1440, height: 900 });
  await browser.open('/trackings');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
});

test('the page, its scripts and the answers of the API come compressed', async () => {
  const { url, tenant } = watched.product;
  const page = await (await fetch(url)).text();
  const script = /<script[^>]* src="([^"]+)"/.exec(page)?.[1] ?? '';
  const encodingOf = async (path: string, headers: Record<string, string>) =>
    (await fetch(url + path, { headers })).headers.get('content-encoding');
  expect(await encodingOf(script, { 'accept-encoding': 'br, gzip' })).toBe('br');
  expect(await encodingOf(script, { 'accept-encoding': 'gzip' })).toBe('gzip');
  const authorization = `Bearer ${tenant.keys.viewer}`;
  expect(await encodingOf('/api/v1/trackings', { authorization, 'accept-encoding': 'br, gzip' })).toBe(
    'gzip',
  );
});

test('no page made the browser complain', () => {
  expect(browser.complaints).toEqual([]);
});
