import { numberFormat } from './intl-cache.js';
import { trueMinus } from './number.js';

const narrowNoBreakSpace = '\u202f';

export interface PercentParts { readonly value: string; readonly glue: string; readonly sign: string; readonly text: string }

/** A share (0–1) as percent: figure, what lies between, and the sign, so that the sign can be set smaller. */
export const percentParts = (
  share: number, locale: string, digits: number, fixed: boolean, signed = false,
): PercentParts => {
  const format = numberFormat(locale, {
    style: 'percent', minimumFractionDigits: fixed ? digits : 0, maximumFractionDigits: digits,
    signDisplay: signed ? 'exceptZero' : 'negative',
  });
  const parts = format.formatToParts(share);
  const value = trueMinus(parts.filter((part) => part.type !== 'percentSign' && part.type !== 'literal').map((part) => part.value).join(''));
  // German and others set a space before the sign: narrow and unbreakable, so that figure and sign stay one thing.
  const glue = parts.some((part) => part.type === 'literal' && part.value.trim() === '') ? narrowNoBreakSpace : '';
  const sign = parts.find((part) => part.type === 'percentSign')?.value ?? '%';
  const first = parts.find((part) => part.type !== 'literal')?.type === 'percentSign';
  return { value, glue, sign, text: first ? `${sign}${glue}${value}` : `${value}${glue}${sign}` };
};

/** `24.3%`, German `24,3 %` with a narrow space. */
export const formatPercent = (share: number, locale: string, digits = 0, fixed = false): string =>
  percentParts(share, locale, digits, fixed).text;
