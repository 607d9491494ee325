import type { Caveat } from '../model/result.js';
import type { CaveatTexts } from './caveat-wording.js';
import { generalCaveatTexts } from './general-caveat-texts.js';

type Params = Readonly<Record<string, string | number>>;

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (language: 'en' | 'de', options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, known);
  return known;
};

/** One decimal below 10 %, so that a small share does not read as none. */
const percentOptions = (share: number, isSigned: boolean): Intl.NumberFormatOptions => ({
  style: 'percent',
  maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
  ...(isSigned ? { signDisplay: 'exceptZero' as const } : {}),
});

const textOf = (name: string, value: string | number, language: 'en' | 'de'): string => {
  if (typeof value === 'string') return value;
  if (name === 'p' || name === 'x') return formatOf(language, percentOptions(value, name === 'x')).format(value);
  return formatOf(language, { maximumFractionDigits: 1 }).format(value);
};

const fill = (template: string, params: Params, language: 'en' | 'de'): string =>
  template.replace(/\{(?:(\w+):)?([^{}]+)\}/g, (_, count: string | undefined, name: string) => {
    const forms = name.split('|');
    if (forms.length > 1) return forms[count === undefined ? Number(params['side'] ?? 0) : Number(params[count] !== 1)] ?? '';
    const value = params[name];
    return value === undefined ? '–' : textOf(name, value, language);
  });

export type GeneralCaveatCode = keyof typeof generalCaveatTexts;

/**
 * Writes caveats, the general ones and those of the texts given, with both texts filled in; numbers and percentages in each
 * language's own spelling.
 *
 * @returns takes `severity` only where a code has two (NOT_APPLICABLE is info for a single detail)
 * @example caveatWriter(salesCycleCaveatTexts)('SC_TAIL_OPEN', { p: 0.2778 }).en // => '28% of deals still open; true cycle is longer.'
 */
export const caveatWriter = <Own extends CaveatTexts>(own: Own) => {
  const texts: CaveatTexts = { ...generalCaveatTexts, ...own };
  return (code: (keyof Own & string) | GeneralCaveatCode, params: Params = {}, severity?: Caveat['severity']): Caveat => {
    const [usual, en, de] = texts[code] as CaveatTexts[string];
    return { code, severity: severity ?? usual, params, en: fill(en, params, 'en'), de: fill(de, params, 'de') };
  };
};

export const caveat = caveatWriter({});
