/**
 * The rows behind a number, a million of them: opened, scrolled through and sorted, and what that costs the page's main thread.
 * Usage: npm run bench -- list [--rows 1000000]
 */
import { measurePage, tasksWhile } from './browser.mjs';
import { companyFiles } from './company-files.mjs';
import { format, largest, table } from './report-table.mjs';
import { serve } from './serve.mjs';
import { argument, buildPages, cache, pages, tellMachine, verdict } from './setting.mjs';

const rows = argument('rows', 1_000_000);
const steps = 20;

const { names } = await companyFiles(cache, rows);
tellMachine();
await buildPages(['list']);
const server = await serve([pages, cache]);

const { answer } = await measurePage(`${server.url}/list.html`, async (page) => {
  await page.evaluate((url) => window.bench.load(url), `${server.url}/${names.deals}`);
  const done = {};
  const measure = async (name, act, given) => {
    const { answer: ms, tasks } = await tasksWhile(page, () => page.evaluate((what, value) => window.bench[what](value), act, given));
    done[name] = { ms, longestMs: largest(tasks.map(({ cpuMs }) => cpuMs)) };
  };
  await measure('opened', 'open');
  const total = await page.evaluate(() => window.bench.total());
  await measure(`scrolled to its end in ${steps} steps, and back`, 'scroll', steps);
  await measure('sorted by time', 'sort', 'created_at');
  await measure('sorted by time, downwards', 'sort', 'created_at');
  await measure('sorted by id', 'sort', 'id');
  return { done, total, plain: await page.evaluate((count) => window.bench.plain(count), total) };
});

const { done, total, plain } = answer;
table(`A list of ${total} rows`, ['', 'ms', 'longest task of computing on the main thread: ms'], Object.entries(done).map(([name, { ms, longestMs }]) => [name, format(ms), format(longestMs, 1)]));
const ratio = (name, own) => own / done[name].ms;
table('Beside a page that sorts as many objects itself', ['by', 'its ms, all of them on the main thread', 'times kennzahl'], [
  ['time', format(plain.createdAt), format(ratio('sorted by time', plain.createdAt), 2)], ['id', format(plain.id), format(ratio('sorted by id', plain.id), 2)],
]);
const longest = largest(Object.values(done).map(({ longestMs }) => longestMs));
table('Goals', ['goal', 'measured', 'verdict'], [
  ['no task of over 50 ms of computing on the main thread, whatever is done with the list', `longest ${format(longest, 1)} ms`, verdict(longest <= 50)],
  ['sorting by time takes no longer than the page itself would', `${format(ratio('sorted by time', plain.createdAt), 2)} times`, verdict(ratio('sorted by time', plain.createdAt) >= 1)],
]);
server.close();
