// Pictures of stories in any look: theme, language and width.
import { dress, openBrowser, openContext, openStory } from './open-story.mjs';

/** Two shots one after the other that are the same: nothing comes any more. */
const mostShots = 12;
const margin = 16;
const pagesAtOnce = 2;

export const lookName = ({ theme, language, width }) => `${theme}-${language}-${width}`;

/** The looks that a story has, each with the first look asked that leads to it: what a story sets itself is not asked of it. */
export function looksOf(looks, fixed) {
  const found = new Map();
  for (const asked of looks) {
    const look = { theme: asked.theme === 'forced' ? 'forced' : fixed.theme ?? asked.theme, language: fixed.language ?? asked.language, width: asked.width };
    if (!found.has(lookName(look))) found.set(lookName(look), { look, asked });
  }
  return [...found.values()];
}

/** How far down the story goes, with what hangs out of it: a tooltip, a menu. */
const heightOf = (page) => page.evaluate(() => {
  let bottom = 0;
  const walk = (element) => {
    bottom = Math.max(bottom, element.getBoundingClientRect().bottom);
    for (const child of [...element.children, ...element.shadowRoot?.children ?? []]) walk(child);
  };
  const room = document.querySelector('.sb-show-errordisplay .sb-errordisplay') ?? document.querySelector('#storybook-root');
  walk(room);
  return Math.ceil(bottom + window.scrollY);
});

async function stillPicture(page) {
  let last = await page.screenshot({ animations: 'disabled' });
  for (let i = 1; i < mostShots; i++) {
    const next = await page.screenshot({ animations: 'disabled' });
    if (next.equals(last)) return { picture: next, isStill: true };
    last = next;
  }
  return { picture: last, isStill: false };
}

/**
 * One picture of an open story.
 * @param {import('playwright').Page} page
 * @param {{ readonly theme: string, readonly language: string, readonly width: number }} look
 * @returns {Promise<{ readonly picture: Buffer, readonly isStill: boolean }>}
 */
export async function shoot(page, look) {
  const width = look.width + 2 * margin;
  const isForced = look.theme === 'forced';
  await page.emulateMedia({ forcedColors: isForced ? 'active' : 'none' });
  await dress(page, isForced ? { ...look, theme: 'light' } : look);
  await page.setViewportSize({ width, height: 720 });
  // Layout, the observers of its sizes, and what they draw.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))));
  await page.setViewportSize({ width, height: Math.min(await heightOf(page) + margin, 8000) });
  return stillPicture(page);
}

async function shootStory(context, url, story, looks, take) {
  const { page, fixed, faults } = await openStory(context, url, story);
  try {
    for (const { look, asked } of looksOf(looks, fixed)) {
      const { picture, isStill } = await shoot(page, look);
      if (!isStill) faults.push(`never stands still in ${lookName(look)}`);
      await take({ story, look, asked, picture });
    }
    return faults;
  } finally {
    await page.close();
  }
}

/**
 * Shoots stories of a served book and hands each picture over: `take({ story, look, asked, picture })`.
 * Resolves to what went wrong, as sentences.
 */
export async function shootAll({ url, stories, looks, take }) {
  const faults = [];
  const queue = [...stories];
  const work = async () => {
    // A browser of its own: where one dies, the other goes on, and the story gets a second try in a new one.
    let browser = await openBrowser();
    let context = await openContext(browser);
    for (let story = queue.shift(); story !== undefined; story = queue.shift()) {
      for (let attempt = 1; attempt <= 2; attempt++) {
        try {
          const found = await shootStory(context, url, story, looks, take);
          faults.push(...found.map((fault) => `${story.id}: ${fault.split('\n')[0]}`));
          break;
        } catch (error) {
          if (attempt === 2) faults.push(`${story.id}: ${error.message.split('\n')[0]}`);
          if (!browser.isConnected()) {
            browser = await openBrowser();
            context = await openContext(browser);
          }
        }
      }
    }
    await browser.close();
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, work));
  return faults;
}
