import '@fontsource-variable/inter';
import './preview.css';
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import manifest from '../custom-elements.json';

setCustomElementsManifest(manifest);

const widths = { full: '100%', tile: '150px', column: '300px', half: '560px', page: '800px' } as const;

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    layout: 'padded',
    options: { storySort: { order: ['Start', 'Figures', ['KPI', 'Formulas'], 'Widgets', 'Around', 'Data'] } },
  },
  globalTypes: {
    theme: {
      description: 'Light or dark',
      toolbar: { icon: 'mirror', dynamicTitle: true, items: ['light', 'dark'] },
    },
    language: {
      description: 'Language of texts and numbers',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'en', title: 'English' },
          { value: 'de', title: 'Deutsch' },
        ],
      },
    },
    width: {
      description: 'Room that the host gives',
      toolbar: { icon: 'browser', dynamicTitle: true, items: Object.keys(widths) },
    },
  },
  initialGlobals: { theme: 'light', language: 'en', width: 'full' },
  // A picture taken before the font is there is a picture of another font.
  loaders: [async () => ({ fonts: await document.fonts.load('1em "Inter Variable"') })],
  decorators: [
    (story, { globals, viewMode }) => {
      const language = globals['language'] as string;
      const colorScheme = globals['theme'] as string;
      // A page of docs shows stories of several themes and languages: there each has a room of its own, and the page none.
      if (viewMode !== 'docs') Object.assign(document.documentElement, { lang: language }).style.colorScheme = colorScheme;
      const inlineSize = widths[globals['width'] as keyof typeof widths];
      return html`<div class="room" lang=${language} style=${styleMap({ colorScheme })}><div style=${styleMap({ inlineSize, maxInlineSize: '100%' })}>${story()}</div></div>`;
    },
  ],
};
export default preview;
