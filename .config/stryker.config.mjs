import { env } from 'node:process';

/** Layers whose numbers people rely on; KENNZAHL_LAYER=stats narrows the run to one of them. */
const layer = env.KENNZAHL_LAYER ?? '{stats,kpi}';
const reports = `node_modules/.cache/kennzahl/mutation-${env.KENNZAHL_LAYER ?? 'all'}`;

/** Does a test fail when the code is changed? `npm run mutation`. */
export default {
  packageManager: 'npm',
  plugins: ['@stryker-mutator/vitest-runner'],
  testRunner: 'vitest',
  vitest: { configFile: '.config/vitest.mutation.config.ts', related: true },
  // Lists of names and texts are held by their own tests; a mutant in them says nothing about a number.
  mutate: [`src/${layer}/*.ts`, '!src/stats/index.ts', '!src/kpi/caveat-texts.ts', '!src/kpi/registry.ts'],
  // Also the sandbox's copy: dist is where nothing looks for sources, and in node_modules the runner finds no tests.
  ignorePatterns: ['dist', 'storybook-static', 'stories', 'demo', 'test/browser', 'test/bench', '.github'],
  tempDirName: 'dist/.mutation',
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, reportMutants: false, skipFull: true },
  jsonReporter: { fileName: `${reports}.json` },
  incremental: true,
  incrementalFile: `${reports}-incremental.json`,
  thresholds: { high: 95, low: 90, break: 90 },
};
