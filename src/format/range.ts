import type { Interval } from '../model/interval.js';
import type { Unit } from '../model/result.js';
import type { FormatContext } from './format-context.js';
import { scaledFigure, scaleOf } from './money.js';
import { formatNumber } from './number.js';
import { durationDigits } from './value-parts.js';

const startsAtZero: ReadonlySet<Unit> = new Set(['days', 'minutes', 'touches']);

/**
 * The ends of an interval without their unit, in the scale and precision of the value beside it: `43–51`, `89–117`.
 * An end that is not known makes `≥ 43` or `≤ 51`; none known makes an empty text. A length of time and a number of touches
 * begin at 0: what a symmetric interval of few cases puts below that cannot be.
 */
export const formatInterval = (interval: Interval, unit: Unit, value: number | null, context: FormatContext): string => {
  const { hi } = interval;
  const lo = interval.lo !== null && startsAtZero.has(unit) && (value ?? 0) >= 0 ? Math.max(0, interval.lo) : interval.lo;
  const figure = figureOf(unit, value ?? hi ?? lo ?? 0, halfWidthOf(interval), context);
  if (lo === null && hi === null) return '';
  if (hi === null) return `≥\u00a0${figure(lo as number)}`;
  if (lo === null) return `≤\u00a0${figure(hi)}`;
  // Beside a minus the dash needs air, or it reads as one.
  return lo < 0 || hi < 0 ? `${figure(lo)}\u00a0–\u00a0${figure(hi)}` : `${figure(lo)}–${figure(hi)}`;
};

/** Half the width of a two-sided interval; undefined when an end is open. */
export const halfWidthOf = (interval: Interval | null): number | undefined =>
  interval !== null && interval.lo !== null && interval.hi !== null ? (interval.hi - interval.lo) / 2 : undefined;

/** Writes bare figures of one unit in one scale, the scale of `reference`. */
export const figureOf = (
  unit: Unit, reference: number, halfWidth: number | undefined, context: FormatContext,
): ((amount: number) => string) => {
  const { locale } = context;
  switch (unit) {
    case 'ratio': return (amount) => formatNumber(amount * 100, locale, { digits: 1, fixed: true });
    case 'money': {
      const scale = scaleOf(reference, context);
      return (amount) => scaledFigure(amount, scale, locale);
    }
    case 'minutes': {
      const divisor = Math.abs(reference) >= 2_880 ? 1_440 : Math.abs(reference) >= 120 ? 60 : 1;
      return (amount) => formatNumber(amount / divisor, locale, { digits: durationDigits(Math.abs(amount / divisor), halfWidth === undefined ? undefined : halfWidth / divisor) });
    }
    case 'days': return (amount) => formatNumber(amount, locale, { digits: durationDigits(Math.abs(reference), halfWidth) });
    case 'touches': return (amount) => formatNumber(amount, locale, { digits: 1, fixed: halfWidth !== undefined });
    case 'count':
    case 'index': return (amount) => formatNumber(amount, locale);
  }
};
