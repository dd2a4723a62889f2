/** An administrator adds a feed, sees what a test of it says, and ends it again. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CustomFeed } from '../../web/src/lib/api/types.ts';
import { openBrowserPage, type BrowserPage } from '../support/product/browser-page.ts';
import { productOfTenant, type ProductOfTenant } from '../support/product/shared-product.ts';

let product: ProductOfTenant;
let browser: BrowserPage;

beforeAll(async () => {
  product = await productOfTenant();
  browser = await openBrowserPage(product.url);
  await browser.signIn(product.tenant.keys.admin);
  await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
}, 300_000);

afterAll(async () => {
  await browser.close();
}, 60_000);

const feeds = async () =>
  (await product.call(product.tenant.keys.admin, 'GET', '/custom-feeds')).body as CustomFeed[];

/** Pictures for people, where somebody asks for them. */
async function picture(name: string): Promise<void> {
  const folder = process.env['VIGIL_PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const width of [1440, 390]) {
    await browser.page.setViewportSize({ width, height: 900 });
    await browser.page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
  await browser.page.setViewportSize({ width: 1440, height: 900 });
}

async function fitsAndHasNoBarrier(): Promise<void> {
  for (const width of [1440, 390]) {
    await browser.page.setViewportSize({ width, height: 900 });
    expect(await browser.barriers()).toEqual([]);
    expect(await browser.overhang()).toBe(0);
  }
  await browser.page.setViewportSize({ width: 1440, height: 900 });
}

const ENTRY = {
  external_id: 'preview:1',
  title: 'Ledgerline <b>leaks</b> ledgers',
  description: 'Improper authentication lets a remote attacker read ledgers.',
  severity: 'high',
  severity_known: true,
  cvss_score: 8.1,
  source_url: null,
  published_date: '2026-01-02T00:00:00.000Z',
  modified_date: '2026-01-03T00:00:00.000Z',
  affected_products: [{ vendor: 'Gridmason', product: 'Ledgerline', versions: 1 }],
  domains: [],
  cves: ['CVE-2026-10001'],
  withdrawn: false,
  too_old: false,
};

test('an address inside is refused at its field', async () => {
  const { page } = browser;
  await browser.open('/custom-feeds');
  await page.getByText('There is no feed of your own yet').waitFor();
  await picture('empty');
  await page.getByRole('link', { name: 'Add feed' }).click();
  await page.getByLabel('Name').fill('Intranet');
  await page.getByLabel('Address').fill('http://169.254.169.254/latest/meta-data/');
  await page.getByRole('button', { name: 'Test' }).click();
  await page.getByText('169.254.169.254 is a link-local address').first().waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'url');
  expect(await feeds()).toEqual([]);
});

test('a test shows the entries as text, and saving adds the feed', async () => {
  const { page } = browser;
  // No address on this machine may be fetched by the product: what its API would answer is put in its place.
  await page.route('**/api/v1/custom-feeds/preview', (route) =>
    route.fulfill({
      json: {
        error: null,
        total: 3,
        read: 3,
        pages: 3,
        more: true,
        readable: 2,
        rejected: 1,
        entries: [
          ENTRY,
          {
            ...ENTRY,
            external_id: 'preview:2',
            title: 'Of long ago',
            too_old: true,
            severity: 'medium',
            severity_known: false,
          },
        ],
        rejects: [{ external_id: '3', reason: 'has neither a title nor a description' }],
      },
    }),
  );
  await browser.open('/custom-feeds/new');
  await page.getByLabel('Name').fill('Gridmason advisories');
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'JSON with a mapping' }).click();
  await page.getByLabel('Address').first().fill('https://feeds.gridmason.example/advisories.json');
  await page.getByLabel('List of entries').fill('data.items');
  await page.getByLabel('Title').fill('headline');
  await page.getByRole('combobox', { name: 'Next page' }).click();
  await page.getByRole('option', { name: 'By its number' }).click();
  await page.getByLabel('Parameter').fill('page');
  await page.getByRole('combobox', { name: 'Sign in with' }).click();
  await page.getByRole('option', { name: 'A header' }).click();
  await page.getByLabel('Value').fill('very secret');
  await page.getByRole('button', { name: 'Test' }).click();
  await page.getByText('Ledgerline <b>leaks</b> ledgers').waitFor();
  await page.getByText('3 entries, 2 of them readable; 3 pages read, more follow').waitFor();
  await page.getByText('Left out: too old').first().waitFor();
  await fitsAndHasNoBarrier();
  await picture('form');
  await page.getByRole('button', { name: 'Add feed' }).click();
  await page.getByRole('heading', { level: 1, name: 'Custom feeds' }).waitFor();
  await page.getByRole('link', { name: 'Gridmason advisories' }).waitFor();
  expect(await feeds()).toMatchObject([
    {
      kind: 'json',
      mapping: {
        items: 'data.items',
        fields: { title: 'headline' },
        paging: { by: 'page', parameter: 'page' },
      },
      auth_header_name: 'Authorization',
      enabled: true,
    },
  ]);
});

test('a feed that cannot be reached says so in the list', async () => {
  const { page } = browser;
  await product.until('a try', async () => (await feeds())[0]?.healthy === false);
  await browser.open('/custom-feeds');
  await page.getByText('Failing').first().waitFor();
  await page.getByText('feeds.gridmason.example has no public address').first().waitFor();
  await fitsAndHasNoBarrier();
  await picture('list');
  await page.getByRole('link', { name: 'Gridmason advisories' }).click();
  await page.getByText('Identifiers begin with').waitFor();
  expect(await page.getByRole('combobox', { name: 'Sign in with' }).inputValue()).toBe('The stored header');
  await fitsAndHasNoBarrier();
  await picture('feed');
});

test('a feed is switched off, and deleted after a question', async () => {
  const { page } = browser;
  await browser.open('/custom-feeds');
  await page.getByRole('switch', { name: 'Read Gridmason advisories' }).click({ force: true });
  await page.getByText('Off', { exact: true }).first().waitFor();
  expect(await feeds()).toMatchObject([{ enabled: false }]);
  await page.getByRole('button', { name: 'Delete Gridmason advisories' }).click();
  await page.getByText('The incidents that it brought and their cases stay.').waitFor();
  await picture('delete');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('There is no feed of your own yet').waitFor();
  expect(await feeds()).toEqual([]);
  expect(browser.complaints.filter((line) => !line.includes('status of 400'))).toEqual([]);
});
