import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, summaryReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { heapCommands } from './heap-commands.mjs';
import { SAFE_ARGS, findChromium } from './scripts/find-browser.mjs';
import { root } from './scripts/project.mjs';
import { testServer } from './test-server.mjs';
import { workerInParts } from './worker-in-parts.mjs';

const chromium = await findChromium();

function* testsOf(suite) {
  yield* suite?.tests ?? [];
  for (const inner of suite?.suites ?? []) yield* testsOf(inner);
}

/** Writes `{ passed, failed }` for the run that adds up all suites. A file that dies before its tests counts as one failure. */
function countReporter(path) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = { passed: 0, failed: 0 };
      for (const session of sessions) {
        const tests = [...testsOf(session.testResults)];
        counts.passed += tests.filter((test) => test.passed).length;
        const failed = tests.filter((test) => !test.passed && !test.skipped).length;
        counts.failed += failed || session.passed ? failed : 1;
      }
      writeFileSync(path, JSON.stringify(counts));
    },
  };
}

export default {
  rootDir: root,
  files: 'test/browser/**/*.test.ts',
  nodeResolve: { exportConditions: ['development'] },
  plugins: [testServer(), heapCommands(), workerInParts(), esbuildPlugin({ ts: true, tsconfig: join(root, '.config/tsconfig.base.json') })],
  filterBrowserLogs: ({ args }) => !args.some((arg) => typeof arg === 'string' && arg.startsWith('Lit is in dev mode')),
  // Pages wait more than they compute.
  concurrency: 2,
  testFramework: { config: { timeout: 10_000 } },
  browserStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: chromium.path, args: SAFE_ARGS },
      // A window of its own: in a tab behind another nothing is painted.
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
    }),
  ],
  reporters: [
    process.stdout.isTTY ? defaultReporter() : summaryReporter(),
    ...(process.env.KENNZAHL_COUNTS ? [countReporter(process.env.KENNZAHL_COUNTS)] : []),
  ],
};
