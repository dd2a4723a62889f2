/** A real browser for the tests of the pages. */
import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from '../../src/dev/tools/find-browser.ts';

/** A headless Chrome or Chromium; close it at the end. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({ ...(await findBrowser(process.env)), headless: true });
}
