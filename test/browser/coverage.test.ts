/** Settings tried before they are saved, and what the register lacks, as pages show and take it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openBrowserPage, type BrowserPage } from '../support/product/browser-page.ts';
import { VENDOR } from '../support/product/shared-product.ts';
import { startWithTracking, type WatchedVendor } from '../support/product/watched-vendor.ts';

const BARE = 'Quarrelbee';

let watched: WatchedVendor;
let browser: BrowserPage;
let bareId: string;

beforeAll(async () => {
  watched = await startWithTracking();
  browser = await openBrowserPage(watched.product.url);
  const { product } = watched;
  const { admin } = product.tenant.keys;
  const vendor = await product.call(admin, 'POST', '/vendors', { name: BARE, criticality: 'critical' });
  bareId = vendor.body.id;
  await product.call(admin, 'POST', '/security-incidents', {
    incident_type: 'security_alert',
    title: 'A flaw in Glimhive',
    severity: 'high',
    affected_products: [{ vendor: BARE, product: 'Glimhive' }],
  });
  await product.until('the case', async () => {
    const list = await product.call(admin, 'GET', `/vendors/${bareId}/security`);
    return list.body[0];
  });
  await browser.signIn(admin);
  await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
}, 300_000);

afterAll(async () => {
  await browser.close();
}, 60_000);

const section = (name: string) => browser.page.getByRole('region', { name, exact: true });

describe('an admin', () => {
  test('sees what a change of the settings would gain and lose before saving it', async () => {
    await browser.open('/configuration');
    const preview = browser.page.getByRole('button', { name: 'Preview' });
    expect(await preview.isDisabled()).toBe(true);
    await browser.page.getByLabel('By name', { exact: true }).click({ force: true });
    await preview.click();
    const dialog = browser.page.getByRole('dialog', { name: 'What these settings would match' });
    const lost = dialog.getByRole('table', { name: 'Lost' });
    await lost.getByText(VENDOR, { exact: true }).waitFor();
    expect(await lost.getByText('Not raised then:').first().innerText()).toContain(
      'is below the threshold 0.50.',
    );
    await dialog.getByText('No case is resolved yet').waitFor();
    expect(await browser.barriers()).toEqual([]);
    await browser.page.setViewportSize({ width: 400, height: 900 });
    expect(await browser.barriers()).toEqual([]);
    expect(await browser.overhang()).toBe(0);
    await browser.page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('button', { name: 'Close' }).click();
    const { body } = await watched.product.call(
      watched.product.tenant.keys.admin,
      'GET',
      '/security-monitoring/config',
    );
    expect(body.matching_rules.match_by_name).not.toBe(false);
  });

  test('is told what is wrong with settings that cannot be tried', async () => {
    await browser.open('/configuration');
    await browser.page.getByLabel('Confidence at least', { exact: true }).fill('7');
    await browser.page.getByRole('button', { name: 'Preview' }).click();
    await browser.page.getByRole('alert').getByText('Min match confidence').waitFor();
    await browser.page.getByRole('button', { name: 'Close' }).click();
  });

  test('finds the vendors that are hardly recognised, why, and adds with a click what incidents say', async () => {
    await browser.open('/coverage');
    const gaps = section('Coverage gaps');
    const row = gaps.getByRole('row').filter({ hasText: BARE });
    await row.getByText('Weakly covered').waitFor();
    expect(await row.innerText()).toMatch(/It has no web site.*It has no products.*Add its domain/s);
    await section('Suggestions')
      .getByRole('button', { name: `Add Glimhive to ${BARE}` })
      .click();
    await browser.page.getByText(`Glimhive is added to ${BARE}.`).waitFor();
    await section('Suggestions')
      .getByRole('button', { name: `Add Glimhive to ${BARE}` })
      .waitFor({ state: 'detached' });
    await row.getByText('It has no products', { exact: false }).waitFor({ state: 'detached' });
    const { body } = await watched.product.call(
      watched.product.tenant.keys.viewer,
      'GET',
      `/vendors/${bareId}`,
    );
    expect(body.products).toMatchObject([{ name: 'Glimhive' }]);
  });
});

test("a vendor's page says by what it is recognised; a viewer is offered nothing to add", async () => {
  await browser.signIn(watched.product.tenant.keys.viewer);
  await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await browser.open(`/vendors/${bareId}`);
  const pieces = section('Coverage').getByRole('list', { name: 'By what it is recognised' });
  expect(await pieces.innerText()).toMatch(/\d+ % Name “Quarrelbee”/);
  // What was added with a click is among it.
  expect(await pieces.innerText()).toContain('Glimhive');
  expect(await browser.page.getByRole('button', { name: /^Add / }).count()).toBe(0);
  expect(await browser.barriers()).toEqual([]);
  // The settings that could not be tried were refused.
  expect(browser.complaints.filter((text) => !text.includes('status of 400'))).toEqual([]);
});
