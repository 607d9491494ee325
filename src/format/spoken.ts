import type { Unit } from '../model/result.js';
import type { FormatContext } from './format-context.js';
import { numberFormat } from './intl-cache.js';
import { trueMinus } from './number.js';
import { formatValue, type ValueOptions } from './value-parts.js';

/** Units as words, since screen readers stumble over signs: `24.3 percent`, `284,000 euros`. */
export const formatSpoken = (value: number, unit: Unit, context: FormatContext, options: ValueOptions = {}): string => {
  const { locale, currency } = context;
  if (unit === 'ratio') {
    const percent = numberFormat(locale, { style: 'unit', unit: 'percent', unitDisplay: 'long', maximumFractionDigits: 1 });
    return trueMinus(percent.format(Math.round(value * 1000) / 10));
  }
  if (unit === 'money' && currency !== null) {
    try {
      const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0;
      const money = numberFormat(locale, {
        style: 'currency', currency, currencyDisplay: 'name', minimumFractionDigits: digits, maximumFractionDigits: digits,
      });
      return trueMinus(money.format(value));
    } catch {
      return formatValue(value, unit, context, options);
    }
  }
  return formatValue(value, unit, context, options);
};
