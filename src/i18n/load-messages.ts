import { languages } from './languages.js';
import type { Catalogue, Messages } from './messages.js';
import { addedTexts, spokenIn } from './register-language.js';

interface Fetched {
  readonly added: Partial<Catalogue> | undefined;
  readonly coming: Promise<Catalogue>;
  catalogue: Catalogue | null;
}

const fetched = new Map<string, Fetched>();

const fetchedOf = (language: string, base: string): Fetched => {
  const added = addedTexts(language);
  const known = fetched.get(language);
  if (known !== undefined && known.added === added) return known;
  const load = languages[base] as () => Promise<Catalogue>;
  const entry: Fetched = { added, catalogue: null, coming: load().then((catalogue) => (entry.catalogue = { ...catalogue, ...added })) };
  fetched.set(language, entry);
  // What failed is not kept: the next one to ask tries again.
  entry.coming.catch(() => {
    if (fetched.get(language) === entry) fetched.delete(language);
  });
  return entry;
};

/** Texts for a locale if they are here already, else null: then `loadMessages` brings them. */
export const messagesAtHand = (wanted: string): Messages | null => {
  const { language, locale } = spokenIn(wanted);
  const entry = fetched.get(language);
  return entry === undefined || entry.catalogue === null || entry.added !== addedTexts(language) ? null : { language, locale, catalogue: entry.catalogue };
};

/** Texts for a locale, fetched the first time somebody asks for their language. Rejects where its file cannot be had. */
export const loadMessages = async (wanted: string): Promise<Messages> => {
  const { language, locale, base } = spokenIn(wanted);
  return { language, locale, catalogue: await fetchedOf(language, base).coming };
};
