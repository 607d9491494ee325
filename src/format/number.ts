import { numberFormat } from './intl-cache.js';

export interface NumberOptions {
  /** At most this many decimals; trailing zeros are dropped unless `fixed`. Default 0. */
  readonly digits?: number;
  readonly fixed?: boolean;
  /** `always` writes + too; default only −. */
  readonly sign?: 'always' | 'never';
}

export const minus = '\u2212';

/** A figure with the locale's separators and a true minus: `−1,284`. */
export const formatNumber = (value: number, locale: string, options: NumberOptions = {}): string => {
  const digits = options.digits ?? 0;
  const format = numberFormat(locale, {
    minimumFractionDigits: options.fixed ? digits : 0,
    maximumFractionDigits: digits,
    signDisplay: options.sign === 'always' ? 'exceptZero' : options.sign === 'never' ? 'never' : 'negative',
  });
  return trueMinus(format.format(value));
};

/** Intl writes a hyphen where typography wants a minus; other scripts keep their own sign. */
export const trueMinus = (text: string): string => text.replaceAll('-', minus);
