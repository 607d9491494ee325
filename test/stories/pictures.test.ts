import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { compare } from '../../.config/pictures/compare.mjs';
import { openBrowser, openContext, openStory } from '../../.config/pictures/open-story.mjs';
import { serveFolder } from '../../.config/pictures/serve-folder.mjs';
import { shoot } from '../../.config/pictures/shoot.mjs';

const folder = resolve('storybook-static');
const story = { id: 'widgets-close-ratio-chart--ready' };
const look = { theme: 'dark', language: 'de', width: 300 };

it('a story looks the same in two browsers, to the pixel; with one word changed it does not', async () => {
  if (!existsSync(`${folder}/index.json`)) throw new Error('storybook-static is not there: npm run storybook:build');
  const book = await serveFolder(folder, '/');
  const pictures: Buffer[] = [];
  for (const change of [false, false, true]) {
    const browser = await openBrowser();
    const { page, faults } = await openStory(await openContext(browser), book.url, story);
    if (change) await page.evaluate(() => document.querySelector('close-ratio-chart')?.setAttribute('heading', 'Close rate'));
    const { picture, isStill } = await shoot(page, look);
    expect([faults, isStill]).toEqual([[], true]);
    pictures.push(picture);
    await browser.close();
  }
  await book.close();
  const [first, again, other] = pictures as [Buffer, Buffer, Buffer];
  expect(compare(first, again)).toEqual({ changed: 0, difference: null });
  expect(compare(first, other).changed).toBeGreaterThan(20);
}, 120_000);
