import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { reporters } from './.config/count-reporter.js';

/** `npm run verify` asks for what is too slow for every change. */
const exhaustive = Boolean(process.env['KENNZAHL_EXHAUSTIVE']);

const source = fileURLToPath(new URL('./src', import.meta.url));

/**
 * `server` is the demo's, `test` the plain Node tests: one folder per layer.
 * What needs a page lies in test/browser and runs in a real browser; stories and the book built of them are tested with .config/vitest.stories.config.ts.
 */
export default defineConfig({
  resolve: {
    // The demo imports the package by its name, as a stranger's page would; here that name means the source.
    alias: [
      { find: 'kennzahl/stats', replacement: `${source}/stats/index.ts` },
      { find: /^kennzahl\/(define|core|cdn|arrow|parquet)$/, replacement: `${source}/$1.ts` },
      { find: /^kennzahl\/([a-z]+-[a-z-]+)$/, replacement: `${source}/elements/$1/define.ts` },
      { find: /^kennzahl$/, replacement: `${source}/index.ts` },
    ],
  },
  // Looking through all sources at once finds what only the worker imports, before a page has to reload for it.
  optimizeDeps: { entries: ['src/**/*.ts', 'demo/**/*.html'] },
  server: { port: 5173 },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/bench/**', 'test/stories/**', '**/node_modules/**', ...(exhaustive ? [] : ['**/*.slow.test.ts'])],
    setupFiles: ['.config/vitest.setup.ts'],
    // The default leaves one core to a person who is not there.
    maxWorkers: '100%',
    testTimeout: exhaustive ? 3_600_000 : 60_000,
    environment: 'node',
    // A zone with daylight saving, far from UTC: a result that leans on the machine's clock shows.
    env: { TZ: 'America/New_York' },
    reporters: reporters(),
  },
});
