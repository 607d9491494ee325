import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const layer = process.env['KENNZAHL_LAYER'] ?? '{stats,kpi}';

/** The plain tests of the layers that are mutated, without the exhaustive ones; KENNZAHL_LAYER narrows them to one. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: [`test/${layer}/**/*.test.ts`],
    exclude: ['**/*.slow.test.ts'],
    setupFiles: ['.config/vitest.setup.ts'],
    testTimeout: 20_000,
    environment: 'node',
    env: { TZ: 'America/New_York' },
  },
});
