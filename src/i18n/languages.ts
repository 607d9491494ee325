import type { Catalogue } from './messages.js';

/**
 * The languages of the kit: three files and one entry each. A page fetches those that its widgets speak;
 * `registerLanguage` adds further ones in the page.
 */
export const languages: Readonly<Record<string, () => Promise<Catalogue>>> = {
  en: async () => {
    const [{ en }, { enNotes }, { enCharts }] = await Promise.all([import('./en.js'), import('./en-notes.js'), import('./en-charts.js')]);
    return { ...en, ...enNotes, ...enCharts };
  },
  de: async () => {
    const [{ de }, { deNotes }, { deCharts }] = await Promise.all([import('./de.js'), import('./de-notes.js'), import('./de-charts.js')]);
    return { ...de, ...deNotes, ...deCharts };
  },
};
