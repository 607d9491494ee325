import { languages } from './languages.js';
import type { Catalogue } from './messages.js';

const added = new Map<string, Partial<Catalogue>>();

/**
 * Adds a language, or other texts for one of the kit's. Keys it lacks are said as the kit says them in that language,
 * else in English, so that an older translation keeps working. Widgets drawn before take it up at their next draw.
 */
export const registerLanguage = (language: string, catalogue: Partial<Catalogue>): void => {
  added.set(language.toLowerCase(), { ...catalogue });
};

/** What pages have added for a language; the same object until they do so again. */
export const addedTexts = (language: string): Partial<Catalogue> | undefined => added.get(language);

/** Languages with texts, and the locale that figures beside them are written in. */
export interface SpokenLanguage {
  readonly language: string;
  readonly locale: string;
  /** Language of the kit that has the texts which `language` lacks. */
  readonly base: string;
}

/** A host may set any text as `lang`. */
const canonical = (locale: string): string => {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** The exact tag, then without region and script: `de-Latn-AT` → `de-latn` → `de`; null if none of them is known. */
const nearest = (tag: string, isKnown: (language: string) => boolean): string | null => {
  for (let language = tag.toLowerCase(); language !== ''; language = language.slice(0, Math.max(0, language.lastIndexOf('-')))) {
    if (isKnown(language)) return language;
  }
  return null;
};

/**
 * The language for a locale. Figures keep the locale asked for, unless the texts are English for want of the language:
 * then both are.
 */
export const spokenIn = (locale: string): SpokenLanguage => {
  const tag = canonical(locale);
  const isOwn = (language: string): boolean => Object.hasOwn(languages, language);
  const language = nearest(tag, (one) => added.has(one) || isOwn(one));
  if (language === null) return { language: 'en', locale: 'en', base: 'en' };
  return { language, locale: tag, base: nearest(language, isOwn) ?? 'en' };
};
