/**
 * A page of twenty widgets with small data, beside the same SVG written by innerHTML and d3, and the like in other libraries.
 * Usage: npm run bench -- page [--rounds 5]
 *
 * Highcharts may not be used commercially without a licence, so it is not among what is installed here. Where someone who may
 * use it has run `npm i --no-save highcharts` in test/bench, it is measured with the others.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openPage } from './fresh-page.mjs';
import { format, largest, median, table } from './report-table.mjs';
import { writeSameSvg } from './same-svg.mjs';
import { serve } from './serve.mjs';
import { argument, buildPages, cache, here, pages, tellMachine, verdict } from './setting.mjs';

const rounds = argument('rounds', 5);
const widgetCount = 20;
const libraries = ['chartjs', 'echarts', ...(existsSync(join(here, 'node_modules/highcharts')) ? ['highcharts'] : [])];
const peers = ['widgets', 'plain', ...libraries];

tellMachine();
await buildPages(peers);
const server = await serve([pages, cache]);
const urlOf = (peer) => `${server.url}/${peer}.html`;

const same = await openPage(urlOf('widgets'), async ({ page }) => {
  await page.evaluate(() => window.bench.settled());
  return writeSameSvg(page);
});
process.stdout.write(`The plain page writes ${same.widgets} widgets with ${same.paths} paths, ${same.joined} of them by d3 from points\n`);

/** Bytes of script memory that a widget keeps once everything it shares with others is there. */
const heapOfWidget = async ({ page, heapBytes }) => {
  const more = async () => {
    await page.evaluate(() => window.bench.again());
    await page.evaluate(() => window.bench.settled());
  };
  await more();
  const before = await heapBytes();
  for (let i = 0; i < 2; i++) await more();
  return ((await heapBytes()) - before) / (2 * widgetCount);
};
const measured = Object.fromEntries(peers.map((peer) => [peer, []]));
for (let round = 0; round < rounds; round++) {
  for (const peer of peers) {
    measured[peer].push(await openPage(urlOf(peer), async (opened) => {
      const { paintedMs } = opened;
      const cpuMs = await opened.rendererCpuMs();
      await opened.page.evaluate(() => window.bench.settled());
      return { paintedMs, cpuMs, againMs: await opened.page.evaluate(() => window.bench.again()), heap: await heapOfWidget(opened) };
    }));
  }
}
const traced = Object.fromEntries(peers.map((peer) => [peer, []]));
for (const peer of peers) for (let round = 0; round < Math.min(rounds, 3); round++) traced[peer].push(await openPage(urlOf(peer), ({ tasks }) => tasks, { isTraced: true }));
const longest = (peer, field) => median(traced[peer].map((tasks) => largest(tasks.map((task) => task[field]))));
const of = (peer, field) => median(measured[peer].map((one) => one[field]));
/** Of each round its own ratio: what slows the machine slows both. */
const times = (peer, field) => median(measured.widgets.map((one, round) => one[field] / measured[peer][round][field]));

table(`A page of ${widgetCount} widgets: eight cards, six curves, six funnels; medians of ${rounds} interleaved rounds, each in a browser of its own`,
  ['page', 'asked for to painted: ms', 'kennzahl / it', 'CPU ms of the page', 'kennzahl / it', 'twenty more: ms', 'kennzahl / it', 'longest task: ms', 'of computing', 'heap kB a widget'],
  peers.map((peer) => [peer === 'widgets' ? 'kennzahl' : peer, format(of(peer, 'paintedMs')), format(times(peer, 'paintedMs'), 2), format(of(peer, 'cpuMs')), format(times(peer, 'cpuMs'), 2),
    format(of(peer, 'againMs')), format(times(peer, 'againMs'), 2), format(longest(peer, 'wallMs')), format(longest(peer, 'cpuMs')), format(of(peer, 'heap') / 1024, 1)]));
const slowest = largest(libraries.map((peer) => times(peer, 'paintedMs')));
table('Goals', ['goal', 'measured', 'verdict'], [
  ['painted within 1.5 times the same SVG by innerHTML and d3', `${format(times('plain', 'paintedMs'), 2)} times`, verdict(times('plain', 'paintedMs') <= 1.5)],
  [`painted sooner than with ${libraries.join(', ')}`, `${format(slowest, 2)} times the fastest`, verdict(slowest < 1)],
  ['no task of over 50 ms of computing', `longest ${format(longest('widgets', 'cpuMs'))} ms`, verdict(longest('widgets', 'cpuMs') <= 50)],
  ['at most 60 kB of script heap a widget', `${format(of('widgets', 'heap') / 1024, 1)} kB`, verdict(of('widgets', 'heap') / 1024 <= 60)],
]);
server.close();
