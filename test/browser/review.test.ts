/** What a reviewer, a viewer and an administrator get from the pages, on the running product. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openBrowserPage, type BrowserPage } from '../support/product/browser-page.ts';
import { CVE, VENDOR } from '../support/product/shared-product.ts';
import { startWithTracking, type WatchedVendor } from '../support/product/watched-vendor.ts';

let watched: WatchedVendor;
let browser: BrowserPage;

beforeAll(async () => {
  watched = await startWithTracking();
  browser = await openBrowserPage(watched.product.url);
}, 300_000);

afterAll(async () => {
  await browser.close();
}, 60_000);

const keys = () => watched.product.tenant.keys;
const text = (words: string | RegExp) => browser.page.getByText(words).first().waitFor();
const section = (name: string) => browser.page.getByRole('region', { name, exact: true });

describe('signing in', () => {
  test('a wrong key is told why, and nobody is signed in', async () => {
    await browser.signIn('vgl_0123456789abcdef0123456789abcdef');
    const alert = browser.page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/not known, has expired or was revoked/);
    expect(await browser.page.getByRole('navigation').count()).toBe(0);
  });

  test('a good key leads to the dashboard, and is not kept where scripts can read it', async () => {
    await browser.signIn(keys().security_reviewer);
    await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
    await text(new RegExp(CVE));
    const kept = await browser.page.evaluate(() => JSON.stringify(localStorage) + document.cookie);
    expect(kept).not.toContain('vgl_');
  });
});

test('a viewer reads why a case exists, and is offered no decision', async () => {
  await browser.signIn(keys().viewer);
  await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  expect(await browser.page.getByRole('button', { name: 'Scan now' }).count()).toBe(0);
  await browser.open(watched.path);
  await section('Why it matched')
    .getByText('Same name')
    .or(section('Why it matched').getByText('Known alias'))
    .first()
    .waitFor();
  await text('A security reviewer or an administrator decides here.');
  expect(await browser.page.getByRole('button', { name: 'Complete qualification' }).count()).toBe(0);
});

test('a viewer who follows the address of a form is told so before filling it in', async () => {
  for (const path of ['/vendors/new', '/vendors/import', '/incidents/new']) {
    await browser.open(path);
    await browser.page.getByRole('heading', { level: 1, name: 'Your role does not allow this' }).waitFor();
    expect(await browser.page.getByRole('form').count()).toBe(0);
  }
  await browser.open(watched.path);
});

test("a feed's text is shown letter by letter, never as markup", async () => {
  await text(/<img src=x onerror=/);
  expect(await browser.page.title()).toContain(CVE);
});

test('a setting that the API refuses is told at its field, and saved once it is right', async () => {
  await browser.signIn(keys().admin);
  await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await browser.open('/configuration');
  const threshold = browser.page.getByLabel('CVSS score at least');
  await threshold.fill('12');
  await browser.page.getByRole('button', { name: 'Save' }).click();
  await text('Not saved: one setting is not valid.');
  expect(await threshold.getAttribute('aria-invalid')).toBe('true');
  await threshold.fill('6.5');
  await browser.page.getByRole('button', { name: 'Save' }).click();
  await text('The configuration is saved');
  const saved = await watched.product.call(keys().admin, 'GET', '/security-monitoring/config');
  expect(saved.body).toMatchObject({ cve_cvss_threshold: 6.5 });
});

test('an address of nothing says what is not there', async () => {
  await browser.open('/vendors/0190c5a0-0000-7000-8000-000000000000');
  await browser.page.getByRole('heading', { level: 1, name: 'There is no such vendor' }).waitFor();
  // The answer that the page was given, and the browser's only complaint about it.
  expect(browser.complaints.pop()).toMatch(/status of 404/);
});

describe('an administrator', () => {
  const focused = () =>
    browser.page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
    );

  test('enters a vendor by keyboard: into a new line, back from a removed one, to what is wrong', async () => {
    await browser.open('/vendors/new');
    await browser.page.getByRole('button', { name: 'Add product' }).press('Enter');
    expect(await focused()).toBe('Product 1: name');
    await browser.page.keyboard.type('Anvil');
    await browser.page.getByRole('button', { name: 'Remove product Anvil' }).press('Enter');
    expect(await focused()).toBe('Add product');
    await browser.page.getByRole('button', { name: 'Add vendor' }).press('Enter');
    await text('A vendor needs a name.');
    await browser.page.keyboard.type('Typed Ltd');
    expect(await browser.page.getByLabel('Name', { exact: false }).first().inputValue()).toBe('Typed Ltd');
  });

  test('sees what a file would do, row by row, before it does it', async () => {
    await browser.open('/vendors/import');
    const csv =
      'name,products,contacts\nAnvil Works,Anvil [version=2.1],Jane <jane@anvil.example>\nB\u0007d,,\n,,x';
    const file = { name: 'register.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await browser.page.locator('input[type=file]').setInputFiles(file);
    await text('3 rows: 1 new, 0 changed, 0 as they are, 2 cannot be taken.');
    const faults = await browser.page.getByRole('table', { name: 'Rows with errors' }).textContent();
    expect(faults).toMatch(/3Name.*control characters.*4Name.*empty.*4Contacts, no. 1: e-mail/s);
    await browser.page.getByRole('button', { name: 'Import 1 vendor' }).click();
    await text('1 vendor added, 0 changed.');
    const [vendor] = (await watched.product.call(keys().admin, 'GET', '/vendors?q=Anvil%20Works')).body;
    expect(vendor).toMatchObject({
      products: [{ name: 'Anvil', version: '2.1' }],
      contacts: [{ email: 'jane@anvil.example' }],
    });
  });
});

describe('a reviewer', () => {
  beforeAll(async () => {
    await browser.signIn(keys().security_reviewer);
    await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  });

  test('finds the case with its reason in the list', async () => {
    await browser.open('/trackings?q=gridmason');
    const row = browser.page.getByRole('row', { name: new RegExp(CVE) });
    await row.getByText(VENDOR, { exact: true }).waitFor();
    expect(await row.textContent()).toMatch(/Gridmason.*High.*Awaiting qualification/s);
  });

  test('qualifies it, and the timeline shows the judgement', async () => {
    await browser.page.getByRole('link', { name: new RegExp(CVE) }).click();
    const form = browser.page.getByRole('form', { name: 'Qualify the risk' });
    await form.getByText('High', { exact: true }).click();
    await form.getByLabel('Impact analysis').fill('Our ledgers are on it.');
    await form.getByLabel('Recommended actions').fill('Patch\nRotate the keys');
    await form.getByRole('button', { name: 'Complete qualification' }).click();
    await text('The qualification is recorded.');
    await section('Timeline').getByText('Risk qualified').waitFor();
    expect(await section('Resolve').textContent()).toMatch(/Our ledgers are on it.*Rotate the keys/s);
  });

  test('is told what a false positive does before it is one', async () => {
    await browser.page.getByRole('combobox', { name: 'Resolution' }).click();
    await browser.page.getByRole('option', { name: 'False positive' }).click();
    await text(/everybody who was alerted is told so/);
  });

  test('resolves it, and the timeline and the list show that it is over', async () => {
    await browser.page.getByRole('combobox', { name: 'Resolution' }).click();
    await browser.page.getByRole('option', { name: 'Remediated' }).click();
    await browser.page.getByLabel('Notes').fill('Patched to 1.1 and checked.');
    await browser.page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await text('The case is resolved.');
    await section('Timeline').getByText('Resolved', { exact: true }).waitFor();
    await section('Resolved').getByText('Patched to 1.1 and checked.').waitFor();
    await browser.open('/trackings');
    await text('Nothing open.');
  });
});

test('when the session ends, whoever reads is asked to sign in', async () => {
  await browser.signIn(keys().admin);
  await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  await browser.open('/vendors');
  await browser.page.context().clearCookies();
  await browser.page.getByRole('link', { name: 'Incidents' }).first().click();
  await browser.page.getByRole('button', { name: 'Sign in' }).waitFor();
});

test('the browser had nothing to complain about', () => {
  expect(browser.complaints.filter((line) => !/status of 400/.test(line))).toEqual([]);
});
