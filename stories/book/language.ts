/** Languages of the book: those of the kit's own texts. */
export type Language = 'en' | 'de';

/** What the toolbar says. */
export const languageOf = (globals: Readonly<Record<string, unknown>>): Language => (globals['language'] === 'de' ? 'de' : 'en');

export const otherThan = (language: Language): Language => (language === 'de' ? 'en' : 'de');

/** A text in both. */
export type Both = Readonly<Record<Language, string>>;
