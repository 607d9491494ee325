import type { StorybookConfig } from '@storybook/web-components-vite';
import { mergeConfig } from 'vite';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  viteFinal: (vite) =>
    mergeConfig(vite, {
      // Relative addresses, so that the built book opens from any folder of any server.
      base: './',
      // Browsers that know light-dark(): written for older ones it would follow style sheets only, not the toolbar's scheme.
      build: { cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
      optimizeDeps: {
        // Found before the first page, also what only the worker imports: bundled on demand it makes a worker late.
        entries: ['src/**/*.ts', 'stories/**/*.ts'],
        // Storybook's own import of it would otherwise bring a second copy of Lit into the page.
        include: ['lit', 'lit/directive-helpers.js'],
      },
    }),
};
export default config;
