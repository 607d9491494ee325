import type { Catalogue } from './messages.js';

/**
 * The languages of the kit: four files and one entry each. A page fetches those that its widgets speak;
 * `registerLanguage` adds further ones in the page.
 */
export const languages: Readonly<Record<string, () => Promise<Catalogue>>> = {
  en: async () => {
    const [{ en }, { enNotes }, { enCharts }, { enControls }] = await Promise.all([
      import('./en.js'), import('./en-notes.js'), import('./en-charts.js'), import('./en-controls.js'),
    ]);
    return { ...en, ...enNotes, ...enCharts, ...enControls };
  },
  de: async () => {
    const [{ de }, { deNotes }, { deCharts }, { deControls }] = await Promise.all([
      import('./de.js'), import('./de-notes.js'), import('./de-charts.js'), import('./de-controls.js'),
    ]);
    return { ...de, ...deNotes, ...deCharts, ...deControls };
  },
};
