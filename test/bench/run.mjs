/**
 * Speed and memory beside the alternatives, as ratios within one run (absolute times drift with the machine).
 * Usage: npm run bench [-- --rows 1000000 --rounds 3]
 */
import { measurePage, tasksWhile } from './browser.mjs';
import { companyFiles } from './company-files.mjs';
import { factsFilter, filters } from './questions.mjs';
import { format, largest, median, table } from './report-table.mjs';
import { serve } from './serve.mjs';
import { argument, buildPages, cache, pages, tellMachine, verdict } from './setting.mjs';

const rows = argument('rows', 1_000_000);
const fewRows = rows / 100;
const rounds = argument('rounds', 3);
const peers = ['floor', 'kennzahl', 'udsv', 'papaparse'];

const company = await companyFiles(cache, rows);
const smallCompany = await companyFiles(cache, fewRows);
tellMachine();
await buildPages([...peers, 'duckdb', 'blank']);
const server = await serve([pages, cache]);
const urlsOf = ({ names }) => Object.fromEntries(Object.entries(names).map(([name, file]) => [name, `${server.url}/${file}`]));
const files = urlsOf(company);

const blank = await measurePage(`${server.url}/blank.html`, async () => null);
const longTasks = { 'loading the deals': [], 'loading all, answering all': [] };

// 1. CSV to tables, every peer once a round.
const loads = Object.fromEntries(peers.map((peer) => [peer, []]));
for (let round = 0; round < rounds; round++) {
  for (const peer of peers) {
    const run = await measurePage(`${server.url}/${peer}.html`, (page) => page.evaluate((url) => window.bench.load(url), files.deals));
    loads[peer].push({ ms: run.answer.ms, mb: run.peakMb - blank.peakMb, rows: run.answer.rows });
    if (peer === 'kennzahl') longTasks['loading the deals'].push(...run.longTasks);
  }
}
const loadMs = (peer) => median(loads[peer].map(({ ms }) => ms));
const ratioToUdsv = median(loads.kennzahl.map(({ ms }, round) => loads.udsv[round].ms / ms));
table(`CSV from a loopback server to queryable tables: ${rows} deals, 15 fields, ${format(company.bytes / 1e6)} MB, median of ${rounds} interleaved rounds`,
  ['peer', 'ms', 'times kennzahl', 'MB/s', 'peak MB over blank', 'rows'],
  peers.map((peer) => [peer, format(loadMs(peer)), format(loadMs(peer) / loadMs('kennzahl'), 2), format(company.bytes / 1e3 / loadMs(peer)), format(median(loads[peer].map(({ mb }) => mb))), loads[peer][0].rows]));

// 2. Five KPIs under changing filters: both engines are asked the same, one after the other.
const engines = ['kennzahl', 'duckdb'];
const loadAll = async (page, of) => page.evaluate((f) => window.bench.loadAll(f), of);
const ask = async (page, filter) => (await page.evaluate((f) => window.bench.compute(f), filter)).ms;
const times = Object.fromEntries(engines.map((engine) => [engine, {}]));
let afterFirst = 0;
const ours = await measurePage(`${server.url}/kennzahl.html`, async (kennzahl, memory) => {
  const theirs = await measurePage(`${server.url}/duckdb.html`, async (duckdb) => {
    const open = { kennzahl, duckdb };
    for (const engine of engines) await loadAll(open[engine], files);
    for (const [name, list] of Object.entries(filters)) {
      for (const engine of engines) times[engine][name] = [];
      for (const filter of list) for (const engine of engines) times[engine][name].push(await ask(open[engine], filter));
      if (afterFirst === 0) afterFirst = await memory.peakMb();
    }
    return duckdb.evaluate((filter) => window.bench.facts(filter), factsFilter);
  });
  return { theirs, facts: await kennzahl.evaluate((filter) => window.bench.facts(filter), factsFilter) };
});
longTasks['loading all, answering all'].push(...ours.longTasks);
const { theirs } = ours.answer;
table(`Five KPIs (value, interval, comparison with the period before, segments' cells, caveats) under a filter never asked before: ${rows} deals, medians`,
  ['filter', 'kennzahl ms', 'DuckDB-WASM ms', 'DuckDB / kennzahl', 'questions'],
  Object.keys(filters).map((name) => {
    const [own, other] = engines.map((engine) => median(times[engine][name]));
    return [name, format(own, 1), format(other, 1), format(other / own, 2), filters[name].length];
  }));
table('The same facts from both', ['engine', 'won', 'mean days', 'open deals', 'open value', 'new customers', 'mean customer value'],
  [['kennzahl', ours.answer.facts], ['duckdb', theirs.answer]].map(([engine, f]) => [engine, f.won, format(f.mean, 9), f.open, format(f.value, 2), f.customers, format(f.clv, 6)]));

// 3. Rows as a host hands them over: its own objects are there before, only taking them is measured.
const plain = await measurePage(`${server.url}/kennzahl.html`, async (page, memory) => {
  await page.evaluate((count) => window.bench.makeRows(count), rows);
  const beforeMb = await memory.peakMb();
  const { answer, tasks } = await tasksWhile(page, () => page.evaluate(() => window.bench.loadRows()));
  return { ...answer, tasks, addedMb: (await memory.peakMb()) - beforeMb };
});
const [busiest] = plain.answer.tasks;
table(`Plain rows to tables: ${rows} objects of 15 fields`, ['rows', 'ms', 'peak MB over the rows themselves', 'longest task on the main thread: ms', 'of computing'],
  [[plain.answer.rows, format(plain.answer.ms), format(plain.answer.addedMb), format(plain.answer.tasks.reduce((most, { wallMs }) => Math.max(most, wallMs), 0)), format(busiest?.cpuMs, 1)]]);

// 4. Memory of the whole page, and how time and memory grow.
const small = await measurePage(`${server.url}/kennzahl.html`, async (page) => {
  await loadAll(page, urlsOf(smallCompany));
  const asked = {};
  for (const [name, list] of Object.entries(filters)) {
    asked[name] = [];
    for (const filter of list) asked[name].push(await ask(page, filter));
  }
  return { times: asked, ms: (await page.evaluate((url) => window.bench.load(url), urlsOf(smallCompany).deals)).ms };
});
const perRow = (field) => ((ours[field] - small[field]) * 1024 * 1024) / (rows - fewRows);
table('Memory of the page (resident, over a blank page)', ['when', 'MB'], [
  ['peak, deals alone loaded', format(median(loads.kennzahl.map(({ mb }) => mb)))],
  ['peak, deals, revenue, spend and the first five answers', format(afterFirst - blank.peakMb)],
  ['peak, after all questions', format(ours.peakMb - blank.peakMb)],
  ['held after all questions', format(ours.heldMb - blank.heldMb)],
  ['DuckDB-WASM, peak', format(theirs.peakMb - blank.peakMb)],
  ['bytes held per deal', format(perRow('heldMb'))],
]);
const changed = 'changed segment filter';
table(`Growth from ${fewRows} to ${rows} deals (100 times the rows)`, ['what', `${fewRows}: ms`, `${rows}: ms`, 'times'], [
  ['CSV to tables', small.answer.ms, loadMs('kennzahl')],
  ...['first answers after load', 'first filter by segment', changed].map((name) => [name, median(small.answer.times[name]), median(times.kennzahl[name])]),
].map(([name, few, many]) => [name, format(few, 1), format(many, 1), format(many / few, 1)]));
table('Tasks over 50 ms on the main thread', ['while', 'number', 'longest ms'], Object.entries(longTasks).map(([name, list]) => [name, list.length, format(largest(list))]));

const filterRatio = median(times.kennzahl[changed].map((ms, i) => times.duckdb[changed][i] / ms));
const peakOverBlank = afterFirst - blank.peakMb;
const allLong = Object.values(longTasks).flat();
table('Goals', ['goal', 'measured', 'verdict'], [
  ['CSV to tables at least 2 times faster than uDSV plus the same columns', `${format(ratioToUdsv, 2)} times`, verdict(ratioToUdsv >= 2)],
  ['peak memory of the page under 250 MB above a blank page', `${format(peakOverBlank)} MB`, verdict(peakOverBlank < 250)],
  ['five KPIs with a changed segment filter at least 5 times faster than DuckDB-WASM', `${format(filterRatio, 2)} times`, verdict(filterRatio >= 5)],
  ['no task over 50 ms on the main thread', `${allLong.length} tasks, longest ${format(largest(allLong))} ms`, verdict(allLong.length === 0)],
  ['no task of over 50 ms of computing on the main thread while plain rows are taken', `longest ${format(busiest?.cpuMs, 1)} ms`, verdict((busiest?.cpuMs ?? 0) <= 50)],
  ['memory under 250 MB above a blank page while filtering, too', `${format(ours.peakMb - blank.peakMb)} MB`, verdict(ours.peakMb - blank.peakMb < 250)],
]);
server.close();
