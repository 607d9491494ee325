/**
 * All eleven KPIs over deals, as many leads and three times as many activities, beside DuckDB-WASM with the same aggregates.
 * Usage: npm run bench -- eleven [--rows 1000000]
 */
import { join } from 'node:path';
import { measurePage } from './browser.mjs';
import { wholeCompanyFiles } from './company-files.mjs';
import { buildCore, costs } from './cost-in-node.mjs';
import { filters } from './questions.mjs';
import { format, interceptOf, median, table } from './report-table.mjs';
import { serve } from './serve.mjs';
import { argument, buildPages, cache, here, pages, tellMachine, verdict } from './setting.mjs';

const rows = argument('rows', 1_000_000);
const fewRows = rows / 100;

const names = await wholeCompanyFiles(cache, rows);
const fewNames = await wholeCompanyFiles(cache, fewRows);
tellMachine();
await buildPages(['kennzahl', 'duckdb', 'blank']);
const server = await serve([pages, cache]);
const urlsOf = (of) => Object.fromEntries(Object.entries(of).map(([name, file]) => [name, `${server.url}/${file}`]));
const asked = ['first answers after load', 'first filter by segment', 'changed segment filter', 'changed filter by segment and source'];
const askAll = async (page) => {
  const times = {};
  for (const name of asked) {
    times[name] = [];
    for (const filter of filters[name]) times[name].push((await page.evaluate((one) => window.bench.compute(one), filter)).ms);
  }
  return times;
};
const blank = await measurePage(`${server.url}/blank.html`, async () => null);
const run = (peer, of) => measurePage(`${server.url}/${peer}.html`, async (page, memory) => {
  const { ms } = await page.evaluate((urls) => window.bench.loadAll(urls), urlsOf(of));
  const loadedMb = await memory.peakMb();
  return { load: ms, loadedMb, ...(await askAll(page)) };
});
const own = await run('kennzahl', names);
const few = await run('kennzahl', fewNames);
const theirs = await run('duckdb', names);

const shown = (measured, name) => (name === 'load' ? measured.answer.load : median(measured.answer[name]));
table(`All eleven KPIs in one answer: ${rows} deals, ${rows} leads, ${3 * rows} activities`,
  ['', `kennzahl, ${fewRows}: ms`, 'kennzahl ms', 'times', 'DuckDB-WASM ms', 'DuckDB / kennzahl'],
  ['load', ...asked].map((name) => {
    const [little, much, other] = [few, own, theirs].map((measured) => shown(measured, name));
    return [name, format(little, 1), format(much, 1), format(much / little, 1), format(other, 1), format(other / much, 2)];
  }));
table('Memory of the page (resident, over a blank page)', ['when', 'kennzahl MB', 'DuckDB-WASM MB'], [
  ['peak while loading', ...[own, theirs].map(({ answer }) => format(answer.loadedMb - blank.peakMb))],
  ['peak after all questions', ...[own, theirs].map(({ peakMb }) => format(peakMb - blank.peakMb))],
  ['held after all questions', ...[own, theirs].map(({ heldMb }) => format(heldMb - blank.heldMb))],
]);
server.close();

// CPU time in this process: what a KPI costs whatever the rows, and what kept cells save.
const core = await buildCore(join(here, '../../src'), join(cache, 'core'));
const pathsOf = (of) => Object.fromEntries(Object.entries(of).map(([name, file]) => [name, join(cache, file)]));
const bySegment = [{}, ...filters['first filter by segment'], ...filters['changed segment filter']];
const often = [...bySegment, ...Array.from({ length: 6 }, () => filters['changed segment filter']).flat().map(({ segment }, i) => ({ segment, source: [`s${i}`, 'Website', 'Content'] }))];
const sizes = [fewRows / 10, fewRows, fewRows * 10];
const bySize = [];
for (const size of sizes) bySize.push(await costs(core, pathsOf(await wholeCompanyFiles(cache, size)), often));
const fixedOf = (id) => interceptOf(sizes, bySize.map((of) => of.get(id).changed));
const fromCells = await costs(core, pathsOf(names), bySegment);
const byPass = await costs(core, pathsOf(names), bySegment, true);
table('CPU ms per KPI after a changed filter (in Node); fixed = what does not shrink with the rows: where the line through the three times meets no rows',
  ['KPI', ...sizes.map((size) => `${size} rows`), 'fixed'],
  [...fromCells.keys()].map((id) => [id, ...bySize.map((of) => format(of.get(id).changed, 2)), format(fixedOf(id), 2)]));
table('CPU ms per KPI (in Node)', ['KPI', `${rows}: first answer`, 'changed filter', 'the same by a pass over the rows', 'pass / cells'],
  [...fromCells].map(([id, { first, changed }]) => {
    const pass = byPass.get(id).changed;
    return [id, format(first), format(changed, 2), format(pass, 1), format(pass / changed, 1)];
  }));

const sum = (of, field) => [...of.values()].reduce((total, cost) => total + cost[field], 0);
const ratio = shown(theirs, 'changed segment filter') / shown(own, 'changed segment filter');
const [worstFixed] = [...fromCells.keys()].map((id) => ({ id, ms: fixedOf(id) })).sort((a, b) => b.ms - a.ms);
const saved = sum(byPass, 'changed') / sum(fromCells, 'changed');
table('Goals', ['goal', 'measured', 'verdict'], [
  ['all eleven KPIs after a changed segment filter at least 6 times faster than DuckDB-WASM', `${format(ratio, 2)} times`, verdict(ratio >= 6)],
  ['fixed cost of every KPI below 1 ms', `${format(worstFixed.ms, 2)} ms (${worstFixed.id})`, verdict(worstFixed.ms < 1)],
  ['a filter on one dimension from kept cells at least 20 times faster than by a pass over the rows', `${format(saved, 1)} times`, verdict(saved >= 20)],
]);
