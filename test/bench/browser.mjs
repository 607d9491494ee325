import { readFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { SAFE_ARGS, findChromium } from '../../.config/scripts/find-browser.mjs';

/** Resident memory of a process in MB as the kernel counts it: VmHWM = highest so far, VmRSS = now. */
const residentMb = (pid, field) => {
  const line = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return line === null ? 0 : Number(line[1]) / 1024;
};

const largestRenderer = async (browser, field) => {
  const client = await browser.target().createCDPSession();
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').reduce((most, { id }) => Math.max(most, residentMb(id, field)), 0);
};

/** Memory of the page with what nobody needs collected, in the page and in its workers. */
const heldMb = async (browser, page) => {
  for (const context of [page, ...page.workers()]) await context.evaluate(() => globalThis.gc?.()).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 500));
  return largestRenderer(browser, 'VmRSS');
};

/**
 * Opens a page in a browser of its own, runs `task(page, memory)` and tells what the page cost. Long tasks are those of the
 * main thread from when the page was ready. `memory.peakMb()` may be asked in between.
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
    const answer = await task(page, { peakMb: () => largestRenderer(browser, 'VmHWM') });
    const longTasks = await page.evaluate(() => window.longTasks);
    return { answer, longTasks, peakMb: await largestRenderer(browser, 'VmHWM'), heldMb: await heldMb(browser, page) };
  } finally {
    await browser.close();
  }
};

/** Tasks of the page's main thread while something runs, the longest first: ms by the clock and of computing; the clock also counts what else the machine does. */
export const tasksWhile = async (page, run) => {
  await page.tracing.start({ categories: ['toplevel', 'devtools.timeline'] });
  const answer = await run();
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const threads = new Map(traceEvents.filter(({ name }) => name === 'thread_name').map(({ pid, tid, args }) => [`${pid} ${tid}`, args.name]));
  const tasks = traceEvents.filter(({ name, pid, tid }) => name.endsWith('RunTask') && threads.get(`${pid} ${tid}`) === 'CrRendererMain')
    .map(({ dur = 0, tdur = 0 }) => ({ wallMs: dur / 1000, cpuMs: tdur / 1000 }));
  return { answer, tasks: tasks.sort((a, b) => b.cpuMs - a.cpuMs) };
};
