/** Finds a Chrome or Chromium for the browser tests and for reports as PDF. */
import type { Environment } from '../../config/parse.ts';
import { findOnPath, isRunnable } from './run-command.ts';

const ON_PATH = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];
const IN_PLACE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export interface BrowserProgram {
  executablePath: string;
  args: string[];
}

/** `CHROME_PATH`, else a browser of this machine, else the one that npm brought along. Throws when there is none. */
export async function findBrowser(env: Environment): Promise<BrowserProgram> {
  // As root Chrome refuses its sandbox; it only ever sees pages of our own server.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const given = env['CHROME_PATH'];
  if (given) {
    if (isRunnable(given)) return { executablePath: given, args };
    throw new Error(`CHROME_PATH must be a Chrome or Chromium that can be run: ${given} is not.`);
  }
  const found = findOnPath(ON_PATH, env) ?? IN_PLACE.find(isRunnable);
  if (found !== undefined) return { executablePath: found, args };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No browser was found: install Chrome or Chromium, or set CHROME_PATH.');
  }
  const { default: chromium } = await import('@sparticuz/chromium');
  // Not its own arguments: they switch the same-origin policy off, and make one process of the browser and its pages.
  return { executablePath: await chromium.executablePath(), args };
}
