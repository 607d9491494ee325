/**
 * Making an Intl formatter costs about a hundred times what using it does, and a dashboard uses few: one each per
 * locale and options. An unknown locale falls back to English, since a host may set any `lang`.
 */
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

export const numberFormat = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(supportedLocale(locale), options);
  numberFormats.set(key, made);
  return made;
};

export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(dateLocale(supportedLocale(locale)), options);
  dateFormats.set(key, made);
  return made;
};

/** Short, with a word for now. */
export const relativeFormat = (locale: string): Intl.RelativeTimeFormat => {
  const known = relativeFormats.get(locale);
  if (known) return known;
  const made = new Intl.RelativeTimeFormat(supportedLocale(locale), { numeric: 'auto', style: 'short' });
  relativeFormats.set(locale, made);
  return made;
};

const supportedLocale = (locale: string): string => {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** English without a region says "1 July", as most of the world does; `en-US` keeps "July 1". */
const dateLocale = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);
