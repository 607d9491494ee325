import { de } from './de.js';
import { deCharts } from './de-charts.js';
import { deControls } from './de-controls.js';
import { deNotes } from './de-notes.js';
import { en } from './en.js';
import { enCharts } from './en-charts.js';
import { enControls } from './en-controls.js';
import { enNotes } from './en-notes.js';
import type { Catalogue, Messages } from './messages.js';
import { addedTexts, spokenIn } from './register-language.js';

const english: Catalogue = { ...en, ...enNotes, ...enCharts, ...enControls };
const catalogues: Readonly<Record<string, Catalogue>> = { en: english, de: { ...de, ...deNotes, ...deCharts, ...deControls } };

/** Texts for a locale at once, for code that has every language of the kit in memory anyway, such as a server. */
export const messagesFor = (wanted: string): Messages => {
  const { language, locale, base } = spokenIn(wanted);
  return { language, locale, catalogue: { ...(catalogues[base] ?? english), ...addedTexts(language) } };
};
