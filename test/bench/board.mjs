/**
 * A click in the filter of a dashboard of ten widgets over a million deals: how soon all show their figures for it.
 * Usage: npm run bench -- board [--rows 1000000]
 */
import { companyFiles } from './company-files.mjs';
import { openPage } from './fresh-page.mjs';
import { tasksWhile } from './browser.mjs';
import { format, largest, median, table } from './report-table.mjs';
import { serve } from './serve.mjs';
import { argument, buildPages, cache, pages, tellMachine, verdict } from './setting.mjs';

const rows = argument('rows', 1_000_000);
/** Values of the filter's list that are clicked, one after the other: each combination is a new question. */
const clicks = [0, 1, 0, 2, 1, 3];

tellMachine();
const { names } = await companyFiles(cache, rows);
await buildPages(['board']);
const server = await serve([pages, cache]);
const files = Object.fromEntries(Object.entries(names).map(([name, file]) => [name, `${server.url}/${file}`]));
const run = await openPage(`${server.url}/board.html`, async ({ page }) => {
  const there = await page.evaluate((urls) => window.bench.open(urls), files);
  const first = await page.evaluate((index) => window.bench.click(index), 3);
  const times = [];
  for (const index of clicks) times.push(await page.evaluate((one) => window.bench.click(one), index));
  const { tasks } = await tasksWhile(page, async () => {
    for (const index of clicks.toReversed()) await page.evaluate((one) => window.bench.click(one), index);
  });
  return { there, first, times, longest: { wallMs: largest(tasks.map(({ wallMs }) => wallMs)), cpuMs: largest(tasks.map(({ cpuMs }) => cpuMs)) } };
});
const of = (field) => median(run.times.map((one) => one[field]));
table(`A dashboard of ${run.there.widgets} widgets, ${run.there.answered} with a figure, over ${rows} deals: from a click in the filter to the painted page`,
  ['click', 'all figures: ms', 'with every interval: ms'],
  [['the first on a dimension', format(run.first.firstMs), format(run.first.allMs)], [`another value, median of ${clicks.length}`, format(of('firstMs')), format(of('allMs'))]]);
table('Goals', ['goal', 'measured', 'verdict'], [
  ['all widgets repainted within 100 ms of the click', `${format(of('firstMs'))} ms`, verdict(of('firstMs') <= 100)],
  ['main thread never busy for over 50 ms', `longest task ${format(run.longest.wallMs)} ms, ${format(run.longest.cpuMs)} ms of computing`, verdict(run.longest.cpuMs <= 50)],
]);
server.close();
