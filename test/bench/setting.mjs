import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export const here = dirname(fileURLToPath(import.meta.url));
/** Generated data and built pages. */
export const cache = join(here, 'node_modules/.cache/kennzahl-bench');
export const pages = join(cache, 'pages');

/** `--name text` of the command line; null: it is not there. */
export const word = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : process.argv[at + 1];
};

/** `--name 3` of the command line. */
export const argument = (name, fallback) => Number(word(name) ?? fallback);

export const verdict = (reached) => (reached ? 'reached' : 'MISSED');

/** What the times were measured on: only ratios of one run mean the same elsewhere. */
export const tellMachine = () => {
  const [oneMinute] = loadavg();
  process.stdout.write(`\n${cpus().length} × ${cpus()[0].model}, Node ${process.versions.node}, load ${oneMinute.toFixed(1)} before the run\n`);
};

export const buildPages = (names) => build({
  root: join(here, 'pages'), base: './', logLevel: 'error', configFile: false, worker: { format: 'es' },
  build: { outDir: pages, emptyOutDir: true, target: 'es2022', rollupOptions: { input: names.map((name) => join(here, 'pages', `${name}.html`)) } },
});
