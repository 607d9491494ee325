import { createRequire } from 'node:module';
import { dress, openBrowser, openContext, openStory } from './open-story.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const pagesAtOnce = 2;
/** Colours that a user forces come over those of a light page. */
const media = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
};

async function violationsIn(page, { fixed, mode }) {
  await page.emulateMedia(media[mode]);
  await dress(page, { theme: mode === 'forced' ? 'light' : fixed.theme ?? media[mode].colorScheme, language: fixed.language ?? 'en' });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))));
  // A story is a part of a page: it need not have a landmark of its own.
  const found = await page.evaluate(() => globalThis.axe.run('#storybook-root', { rules: { region: { enabled: false } }, resultTypes: ['violations'] }));
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')}: ${failureSummary.replace(/\s+/gu, ' ')}`));
}

/** Tells every violation as a sentence; resolves to how many there are. A story that could not be opened is one. */
export async function findViolations({ url, stories, modes, told }) {
  let count = 0;
  const tell = (sentence) => {
    count += 1;
    told(sentence);
  };
  const queue = [...stories];
  const work = async () => {
    const browser = await openBrowser();
    const context = await openContext(browser);
    for (let story = queue.shift(); story !== undefined; story = queue.shift()) {
      try {
        const { page, fixed } = await openStory(context, url, story);
        await page.addScriptTag({ path: axe });
        for (const mode of modes) for (const violation of await violationsIn(page, { fixed, mode })) tell(`${story.id}, ${mode}: ${violation}`);
        await page.close();
      } catch (error) {
        tell(`${story.id}: ${error.message.split('\n')[0]}`);
      }
    }
    await browser.close();
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, work));
  return count;
}
