import { de } from './de.js';
import { en } from './en.js';
import type { Catalogue, Messages } from './messages.js';

/** Without the texts of the pictures, which load with the pictures. */
const catalogues = new Map<string, Catalogue>([['en', en as Catalogue], ['de', de as Catalogue]]);

/**
 * Adds a language or replaces one. Keys it lacks are said in English, so that an older translation keeps working.
 * Widgets drawn before take it up at their next draw.
 */
export const registerLanguage = (language: string, catalogue: Partial<Catalogue>): void => {
  catalogues.set(language.toLowerCase(), { ...(en as Catalogue), ...catalogue });
};

/** Language tags with a catalogue. */
export const languages = (): readonly string[] => [...catalogues.keys()];

/**
 * Texts for a locale: the exact tag, then without region and script (`de-AT` → `de`), then English.
 * Figures keep the locale asked for, unless the texts are English for want of the language: then both are.
 */
export const messagesFor = (locale: string): Messages => {
  const tag = canonical(locale);
  for (let language = tag.toLowerCase(); language !== ''; language = language.slice(0, Math.max(0, language.lastIndexOf('-')))) {
    const catalogue = catalogues.get(language);
    if (catalogue) return { language, locale: tag, catalogue };
  }
  return { language: 'en', locale: 'en', catalogue: en as Catalogue };
};

/** A host may set any text as `lang`. */
const canonical = (locale: string): string => {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
};
