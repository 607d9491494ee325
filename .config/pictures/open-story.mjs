// A story of a served book in a page of its own: the same data, clock, zone, language and font wherever it is opened.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright';
import { SAFE_ARGS, findChromium, pinnedChromium } from '../scripts/find-browser.mjs';

/** What stories play in; widths are tried afterwards. */
const playedAt = { width: 1280, height: 720 };

/** Letters that Inter lacks come from the browser's package too, never from the machine. Chromium reads where from before it starts. */
function pinnedFonts(chromiumPath) {
  const folder = dirname(chromiumPath);
  const file = join(folder, 'pictures-fonts.conf');
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`);
  return { FONTCONFIG_FILE: file };
}

/** Resolves to a Playwright browser: the pinned one where there is a build of it. */
export async function openBrowser() {
  const pinned = await pinnedChromium();
  return chromium.launch({
    executablePath: pinned ?? (await findChromium()).path,
    // Letters laid out and smoothed without asking the machine how it likes them.
    args: [...SAFE_ARGS, '--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb'],
    env: { ...process.env, ...(pinned === undefined ? {} : pinnedFonts(pinned)) },
  });
}

/**
 * A context of pages that all look alike.
 * @param {import('playwright').Browser} browser
 * @returns {Promise<import('playwright').BrowserContext>}
 */
export async function openContext(browser, media = {}) {
  const context = await browser.newContext({
    viewport: playedAt, deviceScaleFactor: 1, locale: 'en-US', timezoneId: 'Europe/Berlin', colorScheme: 'light', reducedMotion: 'reduce', ...media,
  });
  // No story finds what another has kept.
  await context.addInitScript(() => localStorage.clear());
  return context;
}

/**
 * Opens a story and resolves when it was played to its end; `fixed` are the theme and language that it sets itself.
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 * @param {{ readonly id: string }} story
 * @returns {Promise<{ readonly page: import('playwright').Page, readonly fixed: Readonly<Record<string, string>>, readonly faults: string[] }>}
 */
export async function openStory(context, url, { id }) {
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A browser asks every server for a favicon.
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) faults.push(message.text());
  });
  await page.clock.setFixedTime(new Date('2025-07-01T09:00:00Z'));
  await page.goto(`${url}iframe.html?id=${id}&viewMode=story&globals=a11y.manual:!true`);
  await page.waitForFunction((story) => {
    const render = globalThis.__STORYBOOK_PREVIEW__?.currentRender;
    return render?.id === story && ['finished', 'errored', 'aborted'].includes(render.phase ?? '');
  }, id, { timeout: 60_000, polling: 30 });
  await page.mouse.move(0, 0);
  const fixed = await page.evaluate(() => globalThis.__STORYBOOK_PREVIEW__.currentRender.story.storyGlobals ?? {});
  return { page, fixed, faults };
}

/** As the toolbar does it. */
export const dress = (page, { theme, language }) => page.evaluate((asked) => {
  for (const place of [document.documentElement, ...document.querySelectorAll('.room')]) {
    place.lang = asked.language;
    place.style.colorScheme = asked.theme;
  }
}, { theme, language });
