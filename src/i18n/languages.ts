import type { Catalogue } from './messages.js';

/**
 * The languages of the kit: two files and one entry each. A page fetches those that its widgets speak;
 * `registerLanguage` adds further ones in the page.
 */
export const languages: Readonly<Record<string, () => Promise<Catalogue>>> = {
  en: async () => {
    const [{ en }, { enCharts }] = await Promise.all([import('./en.js'), import('./en-charts.js')]);
    return { ...en, ...enCharts };
  },
  de: async () => {
    const [{ de }, { deCharts }] = await Promise.all([import('./de.js'), import('./de-charts.js')]);
    return { ...de, ...deCharts };
  },
};
