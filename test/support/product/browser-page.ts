/** A page of the product in a real browser, and what every test of the pages does with it. */
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from 'playwright-core';
import { sharedAddresses } from './shared-product.ts';

export interface BrowserPage {
  page: Page;
  /** What the browser complained about since the start: errors of scripts, refused resources, failed requests. */
  complaints: string[];
  /** Signs in with an API key, whoever was signed in before. */
  signIn(key: string): Promise<void>;
  /** Opens an address of the product and waits until it has loaded what it shows. */
  open(path: string): Promise<void>;
  /** What axe finds serious or critical, a line each. */
  barriers(): Promise<string[]>;
  /** Pixels by which the page is wider than its window, once it is laid out. */
  overhang(): Promise<number>;
  close(): Promise<void>;
}

const GRAVE = ['serious', 'critical'];
// Asking who is signed in is how the page finds out that nobody is.
const EXPECTED = /status of 401/;

/** A window of the run's browser on the product at `url`, signed in to nothing. */
export async function openBrowserPage(url: string): Promise<BrowserPage> {
  const { browser: address } = await sharedAddresses();
  const browser = await chromium.connect(address);
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  const open = async (path: string) => {
    await page.goto(url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForFunction(
      () => document.querySelector('[role="status"][aria-label^="Loading"]') === null,
    );
  };
  return {
    page,
    complaints,
    open,
    signIn: async (key) => {
      await context.clearCookies();
      await open('/');
      await page.getByLabel('API key', { exact: false }).first().fill(key);
      await page.getByRole('button', { name: 'Sign in' }).click();
    },
    barriers: () => barriersOf(page),
    overhang: () => overhangOf(page),
    close: async () => {
      await context.close();
      await browser.close();
    },
  };
}

async function barriersOf(page: Page): Promise<string[]> {
  // Legacy: nothing of the product is in frames, for which it would open a page at each call.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** A window that was just made narrower is laid out a moment later. */
async function overhangOf(page: Page): Promise<number> {
  const fits = () => document.documentElement.scrollWidth <= window.innerWidth;
  await page.waitForFunction(fits, undefined, { timeout: 5_000 }).catch(() => undefined);
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}
