import { fileURLToPath } from 'node:url';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { reporters } from './count-reporter.js';
import { SAFE_ARGS, findChromium } from './scripts/find-browser.mjs';

const { path } = await findChromium();

/** Every story is a test: it must render, play and pass axe in a real Chromium. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  plugins: [storybookTest({ configDir: fileURLToPath(new URL('../.storybook', import.meta.url)), disableAddonDocs: true })],
  test: {
    name: 'stories',
    reporters: reporters(),
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: path, args: SAFE_ARGS } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
