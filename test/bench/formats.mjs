/**
 * One million deals in each format from a loopback server to queryable tables, beside what anyone would take for that format.
 * Usage: npm run bench -- formats [--rows 1000000 --rounds 3 --only csv|json|ndjson|arrow]
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { measurePage } from './browser.mjs';
import { companyFiles } from './company-files.mjs';
import { dealsAs } from './deal-formats.mjs';
import { format, median, table } from './report-table.mjs';
import { serve } from './serve.mjs';
import { argument, buildPages, cache, here, pages, tellMachine, verdict, word } from './setting.mjs';

const rows = argument('rows', 1_000_000);
const rounds = argument('rounds', 3);
const only = word('only');
const formats = ['csv', 'json', 'ndjson', 'arrow'].filter((name) => only === null || name === only);
/** Page, and what its parser is called there. */
const peersOf = {
  csv: [['kennzahl'], ['floor'], ['papaparse']],
  json: [['kennzahl'], ['parsers', 'json']],
  ndjson: [['kennzahl'], ['parsers', 'ndjson']],
  arrow: [['kennzahl'], ['parsers', 'arrow']],
};
const label = ([page, parser]) => (parser === undefined ? page : { json: 'JSON.parse + columns', ndjson: 'JSON.parse by piece + columns', arrow: 'flechette' }[parser]);

tellMachine();
await buildPages(['kennzahl', 'floor', 'papaparse', 'parsers', 'blank']);
await build({
  configFile: false, logLevel: 'error', publicDir: false,
  build: { outDir: join(cache, 'formats'), emptyOutDir: true, target: 'es2022', lib: { entry: { arrow: join(here, '../../src/ingest/formats/arrow.ts') }, formats: ['es'] }, rolldownOptions: { output: { codeSplitting: false } } },
});
const server = await serve([pages, cache, join(cache, 'formats')]);
const blank = await measurePage(`${server.url}/blank.html`, async () => null);

const measured = {};
for (const of of formats) {
  const file = of === 'csv' ? (await companyFiles(cache, rows)).names.deals : await dealsAs(cache, rows, of);
  const runs = peersOf[of].map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, [page, parser]] of peersOf[of].entries()) {
      const run = await measurePage(`${server.url}/${page}.html`, (opened) => opened.evaluate((url, how) => window.bench.load(url, how), `${server.url}/${file}`, parser));
      runs[i].push({ ...run.answer, mb: run.peakMb - blank.peakMb });
    }
  }
  measured[of] = { runs, megabytes: statSync(join(cache, file)).size / 1e6 };
}

/** Of each round its own ratio: what slows the machine slows both. */
const times = (of, peer) => median(measured[of].runs[0].map(({ ms }, round) => measured[of].runs[peer][round].ms / ms));
const own = (of, field) => median(measured[of].runs[0].map((run) => run[field]));
table(`${rows} deals with 15 fields to queryable tables, medians of ${rounds} interleaved rounds, each in a browser of its own`,
  ['', 'MB', 'ms', 'times kennzahl', 'peak MB over blank', 'first partial answer: ms', 'rows'],
  formats.flatMap((of) => peersOf[of].map((peer, i) => {
    const runs = measured[of].runs[i];
    return [`${of}: ${label(peer)}`, format(measured[of].megabytes), format(median(runs.map(({ ms }) => ms))), format(times(of, i), 2), format(median(runs.map(({ mb }) => mb))), i === 0 ? format(own(of, 'firstMs')) : '', runs[0].rows];
  })));
const goals = {
  csv: () => [
    ['CSV at least 3 times faster than Papa Parse in pieces', `${format(times('csv', 2), 2)} times`, verdict(times('csv', 2) >= 3)],
    ['CSV at most 1.6 times a loop that only counts separators', `${format(1 / times('csv', 1), 2)} times`, verdict(1 / times('csv', 1) <= 1.6)],
  ],
  json: () => [['JSON at least 1.8 times faster than JSON.parse + columns', `${format(times('json', 1), 2)} times`, verdict(times('json', 1) >= 1.8)]],
  ndjson: () => [['NDJSON at least 1.8 times faster than JSON.parse by piece + columns', `${format(times('ndjson', 1), 2)} times`, verdict(times('ndjson', 1) >= 1.8)]],
  arrow: () => [['Arrow at most 1.2 times flechette alone', `${format(1 / times('arrow', 1), 2)} times`, verdict(1 / times('arrow', 1) <= 1.2)]],
};
const partOf = (of) => median(measured[of].runs[0].map(({ ms, firstMs }) => (firstMs ?? ms) / ms));
table('Goals', ['goal', 'measured', 'verdict'], formats.flatMap((of) => [
  ...goals[of](),
  ...(of === 'arrow' ? [] : [
    [`${of}: peak memory of the page at most 200 MB above a blank page`, `${format(own(of, 'mb'))} MB`, verdict(own(of, 'mb') <= 200)],
    [`${of}: first partial answer within a tenth of the whole time`, `${format(partOf(of), 2)} of it`, verdict(partOf(of) <= 0.1)],
  ]),
]));
server.close();
