import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFolder } from '../../.config/pictures/serve-folder.mjs';
import { SAFE_ARGS, findChromium } from '../../.config/scripts/find-browser.mjs';

interface Entry { readonly id: string; readonly title: string; readonly name: string; readonly type: 'story' | 'docs' }

const folder = resolve('storybook-static');
const isBuilt = existsSync(`${folder}/index.json`);
const entries = isBuilt ? Object.values((JSON.parse(readFileSync(`${folder}/index.json`, 'utf8')) as { entries: Record<string, Entry> }).entries) : [];
const stories = entries.filter(({ type }) => type === 'story');
const atOnce = 2;

let browser: Browser;
let context: BrowserContext;
let book: Awaited<ReturnType<typeof serveFolder>>;

/** A page that remembers everything that went wrong in it. */
const listen = async (): Promise<{ readonly page: Page; readonly faults: string[] }> => {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // A browser asks every server for a favicon.
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) faults.push(`console: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    // What a story itself calls back is no fault of the book.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`not loaded: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return { page, faults };
};

interface Book {
  readonly __STORYBOOK_ADDONS_CHANNEL__: { emit(name: string, argument: object): void };
  readonly __STORYBOOK_PREVIEW__?: { readonly currentRender?: { readonly id: string; readonly phase?: string } };
}

/** Resolves when a story is rendered and played to its end. */
const ended = async (page: Page, storyId: string): Promise<void> => {
  await page.waitForFunction((id) => {
    const render = (globalThis as unknown as Book).__STORYBOOK_PREVIEW__?.currentRender;
    return render?.id === id && ['finished', 'errored', 'aborted'].includes(render.phase ?? '');
  }, storyId, { timeout: 60_000, polling: 30 });
};

/** Goes to a story in an open book, with what it shows in place of one that failed. */
const turnTo = async (page: Page, storyId: string): Promise<string | null> => {
  await page.evaluate((id) => (globalThis as unknown as Book).__STORYBOOK_ADDONS_CHANNEL__.emit('setCurrentStory', { storyId: id, viewMode: 'story' }), storyId);
  await ended(page, storyId);
  return await page.evaluate(() => document.body.matches('.sb-show-errordisplay')) ? `shows: ${await page.locator('#error-message').innerText()}` : null;
};

describe('the built Storybook', () => {
  beforeAll(async () => {
    if (!isBuilt) throw new Error('storybook-static is not there: npm run storybook:build');
    book = await serveFolder(folder, '/somewhere/book/');
    browser = await chromium.launch({ executablePath: (await findChromium() as { path: string }).path, args: SAFE_ARGS });
    context = await browser.newContext();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await book?.close();
  });

  it('opens from any folder of a server, with its list of stories and the first of them', async () => {
    const { page, faults } = await listen();
    await page.goto(`${book.url}index.html`);
    await page.getByText('kpi-card', { exact: true }).first().waitFor({ timeout: 30_000 });
    await page.frameLocator('#storybook-preview-iframe').locator('#storybook-root, #storybook-docs').first().waitFor({ state: 'attached' });
    expect(faults).toEqual([]);
    await page.close();
  }, 60_000);

  it('shows its stories, without a fault in the console: every eighth, and every one in the exhaustive run', async () => {
    const found: Record<string, readonly string[]> = {};
    // Each of them was run one by one from its source already; the book has to bring their code.
    const queue = stories.filter((_, i) => Boolean(process.env['KENNZAHL_EXHAUSTIVE']) || i % 8 === 0);
    const work = async (): Promise<void> => {
      const { page, faults } = await listen();
      const [first] = stories as [Entry];
      await page.goto(`${book.url}iframe.html?id=${first.id}&viewMode=story`);
      await ended(page, first.id);
      for (let story = queue.shift(); story !== undefined; story = queue.shift()) {
        const end = await turnTo(page, story.id);
        const all = [...(end === null ? [] : [end]), ...faults.splice(0)];
        if (all.length > 0) found[story.id] = all;
      }
      await page.close();
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    expect(stories.length).toBeGreaterThan(50);
    expect(found).toEqual({});
  }, 170_000);

  it('follows the colours that a user forces, and leaves none of the kit’s own in a picture', async () => {
    const { page } = await listen();
    await page.emulateMedia({ forcedColors: 'active' });
    await page.goto(`${book.url}iframe.html?id=widgets-pipeline-funnel--reference&viewMode=story`);
    await page.locator('pipeline-funnel svg.scene').first().waitFor({ timeout: 30_000 });
    const { paints, system } = await page.evaluate(() => {
      const widget = document.querySelector('pipeline-funnel');
      const probe = document.createElement('span');
      document.body.append(probe);
      const plain = (colour: string): string => {
        probe.style.color = colour;
        return getComputedStyle(probe).color;
      };
      const shapes = [...widget?.shadowRoot?.querySelectorAll('svg.scene rect') ?? []];
      return { paints: [...new Set(shapes.map((shape) => getComputedStyle(shape).fill))], system: ['Highlight', 'CanvasText', 'Canvas'].map(plain) };
    });
    // Full strength is the user's own colour, the rest a paler shade of it.
    expect(paints.some((paint) => system.includes(paint)), `${paints.join(' | ')} of ${system.join(' | ')}`).toBe(true);
    expect(paints.filter((paint) => paint === 'rgb(40, 88, 205)' || paint === 'rgb(111, 140, 219)' || paint === 'rgb(134, 141, 153)')).toEqual([]);
    await page.close();
  }, 60_000);
});
