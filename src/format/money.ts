import type { FormatContext } from './format-context.js';
import { numberFormat } from './intl-cache.js';
import { formatNumber, minus } from './number.js';

/** How large money is written: one scale for everything in one column or axis, so that figures can be compared. */
export interface MoneyScale { readonly divisor: number; readonly word: string; readonly digits: number }

/** What the locale sets before and after an amount, spaces included: `€` and nothing, or nothing and ` €`. */
interface Affixes { readonly before: string; readonly after: string }

/**
 * The one rule of short money: full figures below 10,000, then thousands without decimals, then millions and billions
 * with three significant digits. The limits lie where rounding would reach the next scale (999,500 is a million).
 */
export const scaleOf = (largest: number, context: FormatContext): MoneyScale => {
  const size = Math.abs(largest);
  const { thousand, million, billion } = context.words;
  if (size < 9_999.5) return { divisor: 1, word: '', digits: size < 10 ? 2 : 0 };
  if (size < 999_500) return { divisor: 1e3, word: thousand, digits: 0 };
  if (size < 999_500_000) return { divisor: 1e6, word: million, digits: significant(size / 1e6) };
  return { divisor: 1e9, word: billion, digits: significant(size / 1e9) };
};

/**
 * The scale of a column or a row of bars: as fine as keeps the largest figure at four digits, so that the small ones
 * beside it still say something (`1,410` and `60`, not `1.41` and `0.06`).
 */
export const columnScaleOf = (largest: number, context: FormatContext): MoneyScale => {
  const size = Math.abs(largest);
  const { thousand, million, billion } = context.words;
  const scales = [{ divisor: 1, word: '' }, { divisor: 1e3, word: thousand }, { divisor: 1e6, word: million }, { divisor: 1e9, word: billion }];
  const scale = scales.find(({ divisor }) => size / divisor < 9_999.5) ?? { divisor: 1e9, word: billion };
  return { ...scale, digits: size > 0 && size < 10 ? 2 : 0 };
};

/** Amounts per customer are read to the unit: full figures up to a million. */
export const fullScaleOf = (largest: number, context: FormatContext): MoneyScale =>
  (Math.abs(largest) < 999_500 ? { divisor: 1, word: '', digits: Math.abs(largest) < 10 ? 2 : 0 } : columnScaleOf(largest, context));

/** A figure with its unit in a given scale: `€22,150`, `22.150 €`, `€1,410k`. */
export const formatScaled = (amount: number, scale: MoneyScale, context: FormatContext): string => {
  const { before, after } = affixesOf(context.locale, context.currency);
  const figure = scaledFigure(Math.abs(amount), scale, context.locale);
  return `${amount < 0 && /[1-9]/u.test(figure) ? minus : ''}${before}${figure}${scale.word}${after}`;
};

const significant = (scaled: number): number => (scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0);

export const affixesOf = (locale: string, currency: string | null): Affixes => {
  if (currency === null) return { before: '', after: '' };
  let parts: readonly Intl.NumberFormatPart[];
  try {
    parts = numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 0 }).formatToParts(1);
  } catch {
    // Not an ISO code: the host's own text, shown as it is.
    return { before: '', after: `\u00a0${currency}` };
  }
  const figure = parts.findIndex((part) => part.type === 'integer');
  const textOf = (some: readonly Intl.NumberFormatPart[]): string => some.map((part) => part.value).join('');
  return { before: textOf(parts.slice(0, figure)), after: textOf(parts.slice(figure + 1)) };
};

/** The unit of a column or axis in that scale: `€k`, `Tsd. €`, `€`. */
export const scaleUnit = (scale: MoneyScale, context: FormatContext): string => {
  const { before, after } = affixesOf(context.locale, context.currency);
  return `${before}${scale.word}${after}`.trim();
};

/** The figure alone, in that scale. */
export const scaledFigure = (amount: number, scale: MoneyScale, locale: string, sign?: 'always' | 'never'): string =>
  formatNumber(amount / scale.divisor, locale, { digits: scale.digits, fixed: scale.divisor > 1, ...(sign ? { sign } : {}) });
