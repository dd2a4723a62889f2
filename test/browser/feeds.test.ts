/** What people see of the feeds' health: words for what is wrong, what to do about it, and every reject with its reason. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Feed } from '../../web/src/lib/api/types.ts';
import { openBrowserPage, type BrowserPage } from '../support/product/browser-page.ts';
import { startProduct, type RunningProduct } from '../support/product/running-product.ts';

let product: RunningProduct;
let browser: BrowserPage;

beforeAll(async () => {
  product = await startProduct();
  const { admin } = product.first.keys;
  const feeds = async () => (await product.call(admin, 'GET', '/feeds')).body as Feed[];
  await product.until('the first cycles', async () => (await feeds()).every(({ healthy }) => healthy));
  product.feeds.setFaults([
    { path: '/hibp', kind: 'unavailable' },
    { path: '/kev', kind: 'malformed_record' },
  ]);
  await product.db.withFeedRole((tx) =>
    tx.sql
      .updateTable('feed_cursors')
      .set({ cursor: {} as never })
      .where('source', '=', 'kev')
      .execute(),
  );
  await product.call(admin, 'POST', '/security-monitoring/scan');
  await product.until('the faults to show', async () => {
    const [, , hibp, kev] = await feeds();
    return hibp?.verdict === 'failing' && (kev?.rejects.total ?? 0) > 0;
  });
  browser = await openBrowserPage(product.url);
}, 300_000);

afterAll(async () => {
  await browser.close();
  await product.stop();
}, 60_000);

const card = (name: string) => browser.page.getByRole('region', { name, exact: true });

async function signIn(role: 'viewer' | 'security_reviewer') {
  await browser.signIn(product.first.keys[role]);
  await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
}

test('the dashboard leads to the feeds, each with its verdict in words and when it runs next', async () => {
  await signIn('security_reviewer');
  await browser.page.getByRole('link', { name: 'How they are' }).click();
  await browser.page.getByRole('heading', { level: 1, name: 'Feeds' }).waitFor();
  await card('CISA KEV').getByText('Healthy', { exact: true }).waitFor();
  await card('CISA KEV').getByText('with your next CVE scan').waitFor();
  await card('CISA KEV')
    .getByText(/records? a day/)
    .first()
    .waitFor();
  await card('NVD')
    .getByText('This product uses the NVD API but is not endorsed or certified by the NVD.')
    .waitFor();
});

test('a feed that fails says why and what to do', async () => {
  const hibp = card('Have I Been Pwned');
  await hibp.getByText('Failing', { exact: true }).waitFor();
  await hibp.getByText(/answered 503\. Failing for/).waitFor();
  await hibp.getByText(/HIBP_BASE_URL/).waitFor();
});

test('every record that was set aside is there with its reason', async () => {
  await card('CISA KEV')
    .getByRole('link', { name: /in 7 days/ })
    .click();
  await browser.page.getByRole('heading', { level: 1, name: 'CISA KEV' }).waitFor();
  const row = card('Set aside').getByRole('row').nth(1);
  await row
    .getByText(/CVE-\d+-\d+/)
    .first()
    .waitFor();
  await row
    .getByText(/dateAdded/)
    .first()
    .waitFor();
});

test('a viewer sees how feeds are, and is told who sees the records', async () => {
  await signIn('viewer');
  await browser.open('/feeds/kev');
  await browser.page.getByText('Security reviewers and administrators see the records here.').waitFor();
});

test('an address of a feed that is none says so', async () => {
  await browser.open('/feeds/none');
  await browser.page.getByRole('heading', { name: 'There is no such feed' }).waitFor();
  expect(browser.complaints).toEqual([]);
});
