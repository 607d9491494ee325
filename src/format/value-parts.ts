import type { Unit } from '../model/result.js';
import type { FormatContext } from './format-context.js';
import { numberFormat } from './intl-cache.js';
import { affixesOf, scaleOf } from './money.js';
import { formatNumber, minus } from './number.js';
import { percentParts } from './percent.js';

/** A figure taken apart, so that the unit can be set smaller: `sign + value + glue + unit` is the whole. */
export interface ValueParts {
  readonly sign: '' | '+' | '\u2212';
  /** With a currency sign that leads, as English has it: `€284`. */
  readonly value: string;
  readonly glue: string;
  readonly unit: string;
}

export interface ValueOptions {
  /** Half the width of the interval: a figure known to a day shows no hundredths, one known to an hour shows tenths. */
  readonly halfWidth?: number | undefined;
  /** Drops trailing zeros of percent: `22%` for a target, where a measured `22.0%` keeps its precision. */
  readonly plain?: boolean;
  /** Writes + before gains. */
  readonly signed?: boolean;
}

const noBreakSpace = '\u00a0';

/** Value and unit as text parts in the locale; the sign is apart from the figure. */
export const valueParts = (value: number, unit: Unit, context: FormatContext, options: ValueOptions = {}): ValueParts => {
  const size = Math.abs(value);
  const sign = value < 0 ? minus : options.signed && value > 0 ? '+' : '';
  const figure = partsOfSize(size, unit, context, options);
  // A tiny loss may round to 0: then no sign stands before it.
  return { sign: /[1-9\u0660-\u0669]/.test(figure.value) ? sign : '', ...figure };
};

const partsOfSize = (
  size: number, unit: Unit, context: FormatContext, options: ValueOptions,
): Omit<ValueParts, 'sign'> => {
  const { locale, words } = context;
  switch (unit) {
    case 'ratio': {
      const percent = percentParts(size, locale, 1, !options.plain);
      return { value: percent.value, glue: percent.glue, unit: percent.sign };
    }
    case 'money': return moneyParts(size, context);
    case 'days': return dayParts(size, locale, options.halfWidth);
    case 'minutes': return minuteParts(size, context, options.halfWidth);
    case 'touches': return { value: formatNumber(size, locale, { digits: 1, fixed: options.halfWidth !== undefined }), glue: noBreakSpace, unit: words.touches(Math.round(size * 10) / 10) };
    case 'count':
    case 'index': return { value: formatNumber(size, locale), glue: '', unit: '' };
  }
};

const moneyParts = (size: number, context: FormatContext): Omit<ValueParts, 'sign'> => {
  const scale = scaleOf(size, context);
  const { before, after } = affixesOf(context.locale, context.currency);
  const cents = scale.divisor === 1 && scale.digits > 0 && !Number.isInteger(size);
  const figure = formatNumber(size / scale.divisor, context.locale, { digits: scale.digits, fixed: cents });
  const tail = `${scale.word}${after}`;
  const spaced = tail.trimStart() !== tail;
  return { value: `${before}${figure}`, glue: spaced ? noBreakSpace : '', unit: tail.trimStart() };
};

/** Decimals of a duration: tenths below ten, or where the interval says that they mean something. */
export const durationDigits = (size: number, halfWidth: number | undefined): number =>
  size < 9.95 || (halfWidth !== undefined && halfWidth < 1.5) ? 1 : 0;

const dayParts = (size: number, locale: string, halfWidth: number | undefined): Omit<ValueParts, 'sign'> => {
  const digits = durationDigits(size, halfWidth);
  const parts = numberFormat(locale, {
    style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: digits,
  }).formatToParts(size);
  const unit = parts.filter((part) => part.type === 'unit').map((part) => part.value).join('');
  return { value: formatNumber(size, locale, { digits }), glue: noBreakSpace, unit };
};

/** Minutes up to two hours, hours up to two days, then days. */
const minuteParts = (size: number, context: FormatContext, halfWidth: number | undefined): Omit<ValueParts, 'sign'> => {
  const { locale, words } = context;
  const within = (minutes: number): number | undefined => (halfWidth === undefined ? undefined : halfWidth / minutes);
  if (size >= 2_880) return dayParts(size / 1_440, locale, within(1_440));
  if (size >= 120) {
    return { value: formatNumber(size / 60, locale, { digits: durationDigits(size / 60, within(60)) }), glue: noBreakSpace, unit: words.hours };
  }
  return { value: formatNumber(size, locale, { digits: durationDigits(size, halfWidth) }), glue: noBreakSpace, unit: words.minutes };
};

/** The same as one text: `€284k`, `284 Tsd. €`, `24.3%`, `47 days`. */
export const formatValue = (value: number, unit: Unit, context: FormatContext, options: ValueOptions = {}): string => {
  const parts = valueParts(value, unit, context, options);
  return `${parts.sign}${parts.value}${parts.glue}${parts.unit}`;
};
