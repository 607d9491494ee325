import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { reporters } from './count-reporter.js';
import { SAFE_ARGS, findChromium } from './scripts/find-browser.mjs';
import { workerInPartsOfVite } from './worker-in-parts.mjs';

const { path } = await findChromium();

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every story is a test: it must render, play and pass axe in a real Chromium. Then each once more, in the book as `npm run storybook:build` left it. */
export default defineConfig({
  root,
  test: {
    reporters: reporters(),
    projects: [
      {
        root,
        plugins: [workerInPartsOfVite(), storybookTest({ configDir: fileURLToPath(new URL('../.storybook', import.meta.url)), disableAddonDocs: true })],
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
