/** The pages in the light scheme on a wide window, and the way of the keyboard through them. */
import { expect, test } from '@jest/globals';
import { lookAtPages } from './pages.ts';

const { browser } = lookAtPages('light', 1440);

test('the keyboard reaches the content past the menu', async () => {
  const { page } = browser();
  await browser().open('/trackings');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
});
