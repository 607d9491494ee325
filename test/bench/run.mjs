/**
 * Speed and memory beside the alternatives, as ratios within one run (absolute times drift with the machine).
 * Usage: npm run bench [-- --rows 1000000 --rounds 3]
 */
import { createWriteStream, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { measurePage } from './browser.mjs';
import { revenueCsv, spendCsv, writeDeals } from './company-rows.mjs';
import { serve } from './serve.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const argument = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const rows = argument('rows', 1_000_000);
const rounds = argument('rounds', 3);
const cache = join(here, 'node_modules/.cache/kennzahl-bench');
const pages = join(cache, 'pages');

const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
};

const generate = async () => {
  mkdirSync(cache, { recursive: true });
  const deals = join(cache, `deals-${rows}.csv`);
  if (!existsSync(deals)) {
    const stream = createWriteStream(deals);
    const blocks = [];
    writeDeals(rows, (block) => blocks.push(block));
    for (const block of blocks) if (!stream.write(block)) await new Promise((resolve) => stream.once('drain', resolve));
    await new Promise((resolve) => stream.end(resolve));
  }
  writeFileSync(join(cache, 'spend.csv'), spendCsv());
  writeFileSync(join(cache, `revenue-${rows}.csv`), revenueCsv(rows));
  return statSync(deals).size;
};

const peers = ['floor', 'kennzahl', 'udsv', 'papaparse'];

const buildPages = () => build({
  root: join(here, 'pages'), base: './', logLevel: 'warn', configFile: false,
  worker: { format: 'es' },
  esbuild: { target: 'es2022' },
  build: { outDir: pages, emptyOutDir: true, target: 'es2022', rollupOptions: { input: [...peers, 'duckdb', 'blank'].map((name) => join(here, 'pages', `${name}.html`)) } },
});

const format = (value, digits = 0) => (value === undefined || value === null ? '–' : value.toFixed(digits));
const table = (title, header, lines) => {
  process.stdout.write(`\n${title}\n`);
  const all = [header, ...lines];
  const widths = header.map((_, column) => all.reduce((width, line) => Math.max(width, String(line[column]).length), 0));
  for (const line of all) process.stdout.write(`${line.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[column]) : String(cell).padStart(widths[column]))).join('  ')}\n`);
};

const bytes = await generate();
await buildPages();
const server = await serve([pages, cache]);
const files = { deals: `${server.url}/deals-${rows}.csv`, spend: `${server.url}/spend.csv`, revenue: `${server.url}/revenue-${rows}.csv` };

const blank = (await measurePage(`${server.url}/blank.html`, async () => null)).peakMb;
const loads = Object.fromEntries(peers.map((peer) => [peer, []]));
for (let round = 0; round < rounds; round++) {
  for (const peer of peers) {
    const run = await measurePage(`${server.url}/${peer}.html`, (page) => page.evaluate((url) => window.bench.load(url), files.deals));
    loads[peer].push({ ms: run.answer.ms, mb: run.peakMb - blank, longest: run.longTasks.reduce((most, task) => Math.max(most, task), 0), rows: run.answer.rows });
  }
}
const ms = (peer) => median(loads[peer].map((load) => load.ms));
table(`CSV to queryable tables: ${rows} rows, ${format(bytes / 1e6)} MB, median of ${rounds}`, ['peer', 'ms', 'ratio to kennzahl', 'peak MB over blank', 'longest main task ms', 'rows'],
  peers.map((peer) => [peer, format(ms(peer)), format(ms(peer) / ms('kennzahl'), 2), format(median(loads[peer].map((load) => load.mb))), format(median(loads[peer].map((load) => load.longest))), loads[peer][0].rows]));

const segments = ['Small business', 'Mid-market', 'Enterprise'];
const askAll = async (page) => {
  await page.evaluate((f) => window.bench.loadAll?.(f) ?? window.bench.load(f.deals, f.spend, f.revenue), files);
  const facts = await page.evaluate((segment) => window.bench.facts(segment), segments[0]);
  await page.evaluate(() => { window.longTasks.length = 0; });
  const times = [];
  for (let i = 0; i < 3 * rounds; i++) times.push((await page.evaluate((segment) => window.bench.compute(segment), segments[i % segments.length])).ms);
  return { facts, times };
};
const computed = {};
for (const peer of ['kennzahl', 'duckdb']) computed[peer] = await measurePage(`${server.url}/${peer}.html`, askAll);
const warm = (peer) => median(computed[peer].answer.times.slice(segments.length));
table(`Five KPIs after a changed segment filter: ${rows} deals, median of ${3 * rounds - segments.length} warm answers`, ['engine', 'ms', 'ratio to kennzahl', 'longest main task ms'],
  ['kennzahl', 'duckdb'].map((peer) => [peer, format(warm(peer), 1), format(warm(peer) / warm('kennzahl'), 2), format(computed[peer].longTasks.reduce((most, task) => Math.max(most, task), 0))]));
table('The same facts from both (first segment)', ['engine', 'won', 'mean days', 'open deals', 'open value'],
  ['kennzahl', 'duckdb'].map((peer) => { const f = computed[peer].answer.facts; return [peer, f.won, format(f.mean, 9), f.open, format(f.value, 2)]; }));
server.close();
