const glues = new Map<string, string>();

/** What a locale sets between figure and percent sign: nothing, or a narrow space that does not break. */
const glueOf = (locale: string): string => {
  let glue = glues.get(locale);
  if (glue === undefined) {
    const parts = new Intl.NumberFormat(locale, { style: 'percent' }).formatToParts(1);
    glues.set(locale, glue = parts.some(({ type }) => type === 'literal') ? '\u202f' : '');
  }
  return glue;
};

/** Sentences come with `42%`, `42 %` and figures of their own: all percent signs as the locale writes them. */
export const percentStyle = (text: string, locale: string): string => text.replace(/(\d)[ \u00a0\u202f]?%/gu, `$1${glueOf(locale)}%`);
