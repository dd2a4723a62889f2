/** Why an incident concerns a vendor or not, what nearly does, and a match that became doubtful, as pages show it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openBrowserPage, type BrowserPage } from '../support/product/browser-page.ts';
import { CVE, VENDOR } from '../support/product/shared-product.ts';
import { startWithTracking, type WatchedVendor } from '../support/product/watched-vendor.ts';

const NEARLY = 'Zyxquil Networks';

let watched: WatchedVendor;
let browser: BrowserPage;
let vendorId: string;
let incidentId: string;
let threshold: string;

beforeAll(async () => {
  watched = await startWithTracking();
  browser = await openBrowserPage(watched.product.url);
  const { admin, viewer } = watched.product.tenant.keys;
  const vendor = await watched.product.call(admin, 'POST', '/vendors', { name: NEARLY });
  vendorId = vendor.body.id;
  const incident = await watched.product.call(admin, 'POST', '/security-incidents', {
    incident_type: 'security_alert',
    title: 'Attacks through a router',
    description: `A flaw in Rocket allows attacks through ${NEARLY}.`,
    severity: 'high',
  });
  incidentId = incident.body.id;
  // Whatever weights the matcher has: it is somewhat below the threshold.
  const pair = { vendor_id: vendorId, incident_id: incidentId };
  const { body } = await watched.product.call(viewer, 'POST', '/security-monitoring/explain', pair);
  const config = '/security-monitoring/config';
  const before = (await watched.product.call(admin, 'GET', config)).body;
  const matching_rules = {
    min_match_confidence: Math.min(0.9, Math.round((body.confidence / 0.75) * 100) / 100),
  };
  await watched.product.call(admin, 'PUT', config, { ...before, matching_rules });
  threshold = `${Math.round(matching_rules.min_match_confidence * 100)} %`;
  await browser.signIn(viewer);
  await browser.page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
}, 300_000);

afterAll(async () => {
  await browser.close();
}, 60_000);

const section = (name: string) => browser.page.getByRole('region', { name, exact: true });
const why = () => section('Why, or why not?');

test("a viewer goes from an incident's near miss to its explanation, term by term", async () => {
  await browser.open(`/incidents/${incidentId}`);
  await section('Near misses').getByRole('link', { name: NEARLY }).click();
  await why().getByText('Below the threshold', { exact: true }).waitFor();
  const said = await why()
    .getByRole('meter', { name: 'Confidence and threshold' })
    .getAttribute('aria-valuetext');
  expect(said).toMatch(new RegExp(`^\\d\\d(\\.\\d)? %, threshold ${threshold}$`));
  const terms = why().getByRole('list', { name: 'What speaks for and against it' });
  expect(await terms.innerText()).toMatch(
    new RegExp(`${NEARLY}.*\\+\\d\\.\\d.*Where every pair begins.*−\\d\\.\\d`, 's'),
  );
  expect(await browser.page.evaluate(() => window.location.search)).toBe(`?vendor=${vendorId}`);
  expect(await browser.barriers()).toEqual([]);
});

test('any other vendor of the register can be picked, and is found by its name', async () => {
  await why().getByRole('combobox', { name: 'Vendor' }).or(why().getByLabel('Vendor')).first().fill('Gridm');
  await browser.page.getByRole('option', { name: VENDOR }).click();
  await why().getByText('Not named', { exact: true }).waitFor();
  await why()
    .getByText(`Nothing in the incident names "${VENDOR}", its products or its web sites.`)
    .waitFor();
});

test("a vendor's page lists what nearly concerned it", async () => {
  await browser.open(`/vendors/${vendorId}`);
  const panel = section('Near misses of the last 30 days');
  await panel.getByRole('link', { name: 'Attacks through a router' }).waitFor();
  await browser.open(`/vendors/${watched.vendorId}`);
  await panel.getByText('No incident came near the threshold without reaching it.').waitFor();
});

test("a case's page leads to the explanation, and back", async () => {
  await browser.open(watched.path);
  await browser.page.getByRole('link', { name: 'Explain it term by term' }).click();
  await browser.page.getByRole('heading', { level: 1, name: new RegExp(CVE) }).waitFor();
  await why().getByText('Match', { exact: true }).waitFor();
  await why().getByRole('link', { name: 'Open its case' }).click();
  await section('Why it matched').waitFor();
});

test('a match of which the register no longer says anything is shown as doubtful, and since when', async () => {
  const { product } = watched;
  const { admin } = product.tenant.keys;
  const renamed = { name: 'Ledgers of Kent', aliases: [], products: [], domains: [] };
  await product.call(admin, 'PATCH', `/vendors/${watched.vendorId}`, renamed);
  await product.call(admin, 'POST', `/security-incidents/${watched.incidentId}/match-vendors`);
  await product.until('the match to be doubted', async () => {
    const { body } = await product.call(
      admin,
      'GET',
      `/vendors/${watched.vendorId}/security/${watched.trackingId}`,
    );
    return body.doubtful_since !== null;
  });
  await browser.open(watched.path);
  await section('Why it matched').getByText('By what the sources and the register say now').waitFor();
  expect(await browser.barriers()).toEqual([]);
  const timeline = await section('Timeline').innerText();
  expect(timeline).toMatch(/Confidence fell from \d+ % to 0 %/);
  expect(timeline).toContain(`Below the threshold of ${threshold}: the match is doubtful.`);
  expect(timeline).toContain('Strongest evidence: Same name “Gridmason” before, nothing now');
  await browser.open('/trackings');
  await browser.page.getByRole('table').getByText('Doubtful', { exact: true }).waitFor();
  expect(browser.complaints).toEqual([]);
});
