// All stories of one element in one look, side by side on one page: so that a person sees all of them quickly.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { escaped } from './escaped.mjs';
import { lookName } from './shoot.mjs';

const columns = { 150: 8, 300: 5, 800: 2 };
/** A browser cuts pictures that are taller. */
const tallest = 15_000;

/** The element of a story: the last part of its title. */
export const elementOf = ({ title }) => title.split('/').at(-1).toLowerCase().replace(/\W+/gu, '-');

/** Collects pictures; `write` lays them out and resolves to the files. */
export function createSheets(folder) {
  const sheets = new Map();
  return {
    add({ story, asked, picture }) {
      const name = `${elementOf(story)}--${lookName(asked)}`;
      const sheet = sheets.get(name) ?? { name, look: asked, cells: [] };
      sheet.cells.push({ id: story.id, caption: story.name, picture });
      sheets.set(name, sheet);
    },
    async write(browser, stories) {
      mkdirSync(folder, { recursive: true });
      const order = new Map(stories.map(({ id }, i) => [id, i]));
      const page = await browser.newPage();
      const files = [];
      for (const { name, look, cells } of [...sheets.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
        cells.sort((a, b) => order.get(a.id) - order.get(b.id));
        const cellWidth = look.width + 32;
        const count = columns[look.width] ?? Math.max(1, Math.floor(1700 / cellWidth));
        await page.setViewportSize({ width: count * (cellWidth + 12) + 12, height: 400 });
        await page.setContent(`<style>
          body { margin: 0; padding: 12px 0 12px 12px; font: 12px system-ui, sans-serif; background: #9aa1ad }
          main { columns: ${count}; column-gap: 12px; padding-right: 12px }
          figure { margin: 0 0 12px; break-inside: avoid } figcaption { font-weight: 600 } img { display: block; max-width: 100% }
        </style><main>${cells.map(({ caption, picture }) => `<figure><figcaption>${escaped(caption)}</figcaption><img src="data:image/png;base64,${picture.toString('base64')}"></figure>`).join('')}</main>`);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        for (let top = 0, part = 1; top < height; top += tallest, part++) {
          const file = join(folder, `${name}${height > tallest ? `-${part}` : ''}.png`);
          writeFileSync(file, await page.screenshot({ fullPage: true, clip: { x: 0, y: top, width: count * (cellWidth + 12) + 12, height: Math.min(tallest, height - top) } }));
          files.push(file);
        }
      }
      await page.close();
      return files;
    },
  };
}
