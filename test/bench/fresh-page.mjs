import puppeteer from 'puppeteer-core';
import { SAFE_ARGS, findChromium } from '../../.config/scripts/find-browser.mjs';
import { tasksWhile } from './browser.mjs';

/**
 * Opens a page in a browser of its own, waits until it says `window.ready`, and gives it to `use` with what can be asked about it.
 * `isTraced`: `tasks` holds those of the main thread while the page opened; costs some time, so nothing else is measured then.
 */
export const openPage = async (url, use, { isTraced = false, height = 2400 } = {}) => {
  const browser = await puppeteer.launch({ executablePath: (await findChromium()).path, headless: true, args: SAFE_ARGS, defaultViewport: { width: 1280, height } });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => process.stderr.write(`page error: ${error.message}\n`));
    const open = async () => {
      await page.goto(url, { waitUntil: 'load' });
      await page.waitForFunction('window.ready === true', { timeout: 60_000 });
    };
    const tasks = isTraced ? (await tasksWhile(page, open)).tasks : (await open(), []);
    const cdp = await page.createCDPSession();
    const whole = await browser.target().createCDPSession();
    const collected = async () => {
      for (let i = 0; i < 4; i++) {
        await cdp.send('HeapProfiler.collectGarbage');
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    };
    return await use({
      page, cdp, tasks, paintedMs: await page.evaluate(() => window.paintedMs), collected,
      /** Script memory of the page itself, without its workers, after what nobody needs was collected. */
      heapBytes: async () => {
        await collected();
        return (await cdp.send('Runtime.getHeapUsage')).usedSize;
      },
      /** CPU time of the page's process so far, its workers included. */
      rendererCpuMs: async () => {
        const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
        return 1000 * processInfo.filter(({ type }) => type === 'renderer').reduce((most, { cpuTime }) => Math.max(most, cpuTime), 0);
      },
    });
  } finally {
    await browser.close();
  }
};
