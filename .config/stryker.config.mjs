import { env } from 'node:process';

/** The layer whose numbers are tried: KENNZAHL_LAYER. */
const layer = (env.KENNZAHL_LAYER ??= 'stats');

/** Mutants of one layer and what its tests say to them; `npm run mutation` runs it for each and judges the report. */
export default {
  packageManager: 'npm',
  plugins: ['runner', 'error-texts', 'sample'].map((name) => `./.config/mutation/${name}.mjs`),
  testRunner: 'in-process',
  ignorers: ['error-texts'],
  checkers: ['sample'],
  // Lists of names and texts are held by their own tests; a mutant in them says nothing about a number.
  mutate: [`src/${layer}/*.ts`, '!src/stats/index.ts', '!src/kpi/*caveat-texts.ts', '!src/kpi/registry.ts'],
  // Also the sandbox's copy: dist is where nothing looks for sources, and in node_modules the runner finds no tests.
  ignorePatterns: ['dist', 'storybook-static', 'stories', 'test/browser', 'test/bench', '.github'],
  tempDirName: 'dist/.mutation',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Endless loops are broken off by the runner itself; this only catches a process that hangs.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 30,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false, skipFull: true },
  jsonReporter: { fileName: `node_modules/.cache/kennzahl/mutation-${layer}.json` },
  thresholds: { high: 95, low: 90, break: null },
};
