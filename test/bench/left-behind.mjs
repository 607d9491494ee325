/**
 * What elements leave behind after they have gone: script memory and elements that something still holds.
 * Usage: npm run bench -- left-behind [--times 10000]
 */
import { openPage } from './fresh-page.mjs';
import { format, table } from './report-table.mjs';
import { serve } from './serve.mjs';
import { argument, buildPages, pages, tellMachine, verdict } from './setting.mjs';

const times = argument('times', 10_000);
/** All that is kept once for all elements is there by then. */
const warmUp = 500;
/** Elements that a page keeps on purpose, to see that they are found. */
const leaked = Math.min(1_000, times);
const mebibyte = 1024 * 1024;

tellMachine();
await buildPages(['left-behind']);
const server = await serve([pages]);

/** Objects of the kit's elements that are not collected, whether on the page or not. */
const aliveElements = async (cdp) => {
  const { result: prototype } = await cdp.send('Runtime.evaluate', { expression: 'window.elementPrototype' });
  const { objects } = await cdp.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId, objectGroup: 'alive' });
  const { result } = await cdp.send('Runtime.callFunctionOn', { objectId: objects.objectId, functionDeclaration: 'function () { return this.length; }', returnByValue: true });
  await cdp.send('Runtime.releaseObjectGroup', { objectGroup: 'alive' });
  return result.value;
};

const leftBy = (count, isLeaking) => openPage(`${server.url}/left-behind.html`, async ({ page, cdp, heapBytes }) => {
  await page.evaluate((n) => window.bench.cycle(n), warmUp);
  const before = { bytes: await heapBytes(), elements: await aliveElements(cdp) };
  const start = performance.now();
  await page.evaluate((n, leaks) => window.bench.cycle(n, leaks), count, isLeaking);
  const ms = performance.now() - start;
  // What an element does when it has left for good ends in later tasks.
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 500); }));
  const bytes = await heapBytes();
  return { bytes: bytes - before.bytes, elements: (await aliveElements(cdp)) - before.elements, ms };
}, { height: 800 });

const own = await leftBy(times, false);
const control = await leftBy(leaked, true);
table('Connected and disconnected, inside a sales-data with rows', ['', 'times', 'left: MiB', 'elements', 's'], [
  ['kennzahl', times, format(own.bytes / mebibyte, 2), own.elements, format(own.ms / 1000, 1)],
  ['a page that keeps them', leaked, format(control.bytes / mebibyte, 2), control.elements, format(control.ms / 1000, 1)],
]);
table('Goals', ['goal', 'measured', 'verdict'], [
  [`${times} connects and disconnects leave at most 1 MiB`, `${format(own.bytes / mebibyte, 2)} MiB`, verdict(own.bytes <= mebibyte)],
  ['no element is left', String(own.elements), verdict(own.elements <= 0)],
  ['elements that a page keeps are found', `${control.elements} of ${leaked}`, verdict(control.elements >= leaked && control.bytes > mebibyte)],
]);
server.close();
