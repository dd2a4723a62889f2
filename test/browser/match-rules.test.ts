/** A reviewer calls a match false, sees the rule that came of it, and takes it back. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MatchRule, TrackingDetail } from '../../web/src/lib/api/types.ts';
import { openBrowserPage, type BrowserPage } from '../support/product/browser-page.ts';
import { startWithTracking, type WatchedVendor } from '../support/product/watched-vendor.ts';

let watched: WatchedVendor;
let browser: BrowserPage;

beforeAll(async () => {
  watched = await startWithTracking();
  browser = await openBrowserPage(watched.product.url);
  await browser.signIn(watched.product.tenant.keys.security_reviewer);
  await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
}, 300_000);

afterAll(async () => {
  await browser.close();
}, 60_000);

/** Pictures for people, where somebody asks for them; what is shown fits the window, wide and narrow. */
async function look(name: string): Promise<void> {
  const folder = process.env['VIGIL_PICTURES'];
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  for (const width of [1440, 400]) {
    await browser.page.setViewportSize({ width, height: 900 });
    if (folder !== undefined)
      await browser.page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
    expect(await browser.overhang()).toBe(0);
  }
  await browser.page.setViewportSize({ width: 1440, height: 900 });
}

const asked = async <T>(path: string) => {
  const { product } = watched;
  return (await product.call(product.tenant.keys.viewer, 'GET', path)).body as T;
};
const rules = () => asked<MatchRule[]>('/security-monitoring/match-rules');

test('the form says beforehand which rule a false positive makes, and the timeline that it was made', async () => {
  const { page } = browser;
  await browser.open(watched.path);
  await page.getByRole('tab', { name: 'Resolve at once' }).click();
  await page.getByRole('combobox', { name: 'Resolution' }).click();
  await page.getByRole('option', { name: 'False positive' }).click();
  await page.getByText(/A rule is made of it: where an incident .+, for 365 days\./).waitFor();
  await look('resolve');
  await page
    .getByRole('form', { name: 'Resolve the case' })
    .getByLabel('Notes')
    .fill('Another company of that name');
  await page.getByRole('button', { name: 'Resolve as false positive' }).click();
  await page.getByText('Match rule made').waitFor();
  await look('timeline');
  expect(await rules()).toHaveLength(1);
}, 240_000);

test('the rule is listed, its expiry can be set, and undone it reopens the case', async () => {
  const { page } = browser;
  await browser.open('/match-rules');
  const [rule] = await rules();
  await page.getByText(rule?.says ?? 'a rule').waitFor();
  expect(await browser.barriers()).toEqual([]);
  await look('rules');
  await page.getByRole('button', { name: /^Expiry of the rule/ }).click();
  await page.getByRole('switch', { name: 'The rule expires' }).click({ force: true });
  await look('expiry');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('until it is undone').waitFor();
  expect(await rules()).toMatchObject([{ expires_at: null, state: 'active' }]);
  await page.getByRole('button', { name: /^Undo the rule for/ }).click();
  await page.getByText('1 case resolved as a false positive for this reason is reopened').waitFor();
  await look('undo');
  await page.getByRole('button', { name: 'Undo the rule', exact: true }).click();
  await page.getByText('There is no rule.').waitFor();
  await look('none');
  await browser.open('/configuration');
  await page.getByText('The shipped weights are used.').waitFor();
  await look('configuration');
  const path = watched.path;
  await watched.product.until('the reopening', async () => {
    const { status, phase } = await asked<TrackingDetail>(path);
    return status !== 'resolved' && phase === 'awaiting_qualification';
  });
  await browser.open(path);
  await page.getByText('Match rule undone').waitFor();
  expect(browser.complaints).toEqual([]);
}, 240_000);
