import type { Unit } from '../model/result.js';
import type { FormatContext } from './format-context.js';
import { formatNumber } from './number.js';
import { formatValue } from './value-parts.js';

/** The amount of a change: percentage points in tenths for shares, else value and unit. `signed` keeps + and −. */
export const formatChange = (amount: number, unit: Unit, context: FormatContext, signed: boolean): string => {
  const shown = signed ? amount : Math.abs(amount);
  if (unit !== 'ratio') return formatValue(shown, unit, context, { signed });
  const points = formatNumber(shown * 100, context.locale, { digits: 1, fixed: true, ...(signed ? { sign: 'always' as const } : {}) });
  return `${points}\u00a0${context.words.points}`;
};
