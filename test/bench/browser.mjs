import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { SAFE_ARGS, findChromium } from '../../.config/scripts/find-browser.mjs';

/** Peak resident memory of the renderer in MB, as the kernel counted it. */
const peakMb = (pid) => {
  const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return line === null ? null : Number(line[1]) / 1024;
};

/**
 * Opens a page in a browser of its own, runs `task(page)`, and tells what the page cost.
 * Long tasks are those of the main thread while the task ran.
 */
export const measurePage = async (url, task) => {
  const browser = await puppeteer.launch({ executablePath: (await findChromium()).path, headless: true, args: [...SAFE_ARGS, '--js-flags=--expose-gc'] });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => process.stderr.write(`page error: ${error.message}\n`));
    await page.evaluateOnNewDocument(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.longTasks.push(entry.duration); }).observe({ type: 'longtask' });
    });
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction('window.ready === true', { timeout: 60_000 });
    await page.evaluate(() => { window.longTasks.length = 0; });
    const answer = await task(page);
    const longTasks = await page.evaluate(() => window.longTasks);
    const client = await browser.target().createCDPSession();
    const { processInfo } = await client.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter((process) => process.type === 'renderer').map((process) => peakMb(process.id) ?? 0);
    let peak = 0;
    for (const mb of renderers) if (mb > peak) peak = mb;
    return { answer, longTasks, peakMb: peak };
  } finally {
    await browser.close();
  }
};
