import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { reporters } from './count-reporter.js';
import { SAFE_ARGS, findChromium } from './scripts/find-browser.mjs';

const { path } = await findChromium();

/**
 * The runner wraps every dynamic import in a function of the page's that a worker does not have (`wrapDynamicImport`):
 * there it calls the import as it stands.
 */
const importsInWorkers: Plugin = {
  name: 'kennzahl:imports-in-workers',
  transform: (code, id) => (/\/src\/engine\/worker\.ts(?:\?|$)/u.test(id)
    ? { code: `globalThis.__vitest_browser_runner__ ??= { wrapDynamicImport: (load) => load() };\n${code}`, map: null } : null),
};

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every story is a test: it must render, play and pass axe in a real Chromium. Then each once more, in the book as `npm run storybook:build` left it. */
export default defineConfig({
  root,
  test: {
    reporters: reporters(),
    projects: [
      {
        root,
        plugins: [importsInWorkers, storybookTest({ configDir: fileURLToPath(new URL('../.storybook', import.meta.url)), disableAddonDocs: true })],
        test: {
          name: 'stories',
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: path, args: SAFE_ARGS } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        root,
        // Two browsers at once would be in each other's way.
        test: { name: 'built book', include: ['test/stories/**/*.test.ts'], environment: 'node', sequence: { groupOrder: 1 } },
      },
    ],
  },
});
