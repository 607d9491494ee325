import { defineConfig } from 'vitest/config';

/**
 * `server` is the demo's dev server, `test` the plain Node tests: one folder per layer.
 * What needs a page lies in test/browser and runs in a real browser; stories are tested by Storybook's own configuration.
 */
export default defineConfig({
  server: { port: 5173 },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/bench/**', '**/node_modules/**'],
    environment: 'node',
    // A zone with daylight saving, far from UTC: a result that leans on the machine's clock shows.
    env: { TZ: 'America/New_York' },
  },
});
