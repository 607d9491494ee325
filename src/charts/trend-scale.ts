import { formatScaled, scaledFigure, scaleOf } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { figureOf } from '../format/range.js';
import { formatValue, valueParts, type ValueOptions } from '../format/value-parts.js';
import type { KpiResult, TrendPoint } from '../model/result.js';
import type { ChartContext } from './chart-context.js';
import { roundStep, valueTicks } from './ticks.js';

export interface TrendDomain { readonly from: number; readonly to: number }

/** The KPI's value axis: its reach and its at most three or four ticks, the first of them at its foot. */
export interface TrendAxis extends TrendDomain { readonly ticks: readonly number[] }

/**
 * Room for everything drawn: values, bands, target, milestone; a flat line gets a tenth around it. Nothing below zero
 * unless something lies there. Null where nothing is known.
 */
export const trendDomain = (trend: readonly TrendPoint[], marked: readonly (number | null | undefined)[]): TrendDomain | null => {
  let from = Infinity;
  let to = -Infinity;
  const include = (value: number | null | undefined): void => {
    if (value === null || value === undefined || !Number.isFinite(value)) return;
    from = Math.min(from, value);
    to = Math.max(to, value);
  };
  for (const point of trend) include(point.value);
  if (from > to) return null;
  const reach = Math.max(to - from, Math.abs(to) * 0.1);
  for (const point of trend) {
    // A band that explodes in one thin period must not flatten the line: it is cut at twice the line's own reach.
    include(point.ci?.lo === undefined || point.ci.lo === null ? null : Math.max(point.ci.lo, (point.value ?? from) - 2 * reach));
    include(point.ci?.hi === undefined || point.ci.hi === null ? null : Math.min(point.ci.hi, (point.value ?? to) + 2 * reach));
  }
  for (const value of marked) include(value);
  const air = from === to ? Math.abs(to) * 0.1 || 1 : (to - from) * 0.06;
  return { from: from >= 0 ? Math.max(0, from - air) : from - air, to: to + air };
};

export const trendAxis = (trend: readonly TrendPoint[], marked: readonly (number | null | undefined)[]): TrendAxis | null => {
  const domain = trendDomain(trend, marked);
  if (domain === null) return null;
  const step = roundStep(domain.to - domain.from, 3);
  const from = Math.floor(domain.from / step + 1e-9) * step;
  const isAllZero = trend.every(({ value }) => value === null || value === 0) && marked.every((value) => value === null || value === undefined || value === 0);
  return { from, to: domain.to, ticks: isAllZero ? [0] : valueTicks(from, domain.to, 3) };
};

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-9;

/** Ticks in one scale; percent or money sign, hours or days at the top one only. */
export const tickText = (context: ChartContext, { unit }: KpiResult, { from, to, ticks }: TrendAxis) => (tick: number, isTop: boolean): string => {
  const { format } = context;
  if (unit === 'ratio') return isTop ? formatValue(tick, 'ratio', format, { plain: true }) : formatNumber(tick * 100, format.locale, { digits: 1 });
  if (unit === 'money') {
    const { divisor, word } = scaleOf(Math.max(-from, to), format);
    const scale = { divisor, word, digits: [0, 1].find((digits) => ticks.every((other) => isWhole((other / divisor) * 10 ** digits))) ?? 2 };
    return isTop ? formatScaled(tick, scale, format) : scaledFigure(tick, scale, format.locale);
  }
  const figure = figureOf(unit, to, undefined, format)(tick);
  return isTop && unit === 'minutes' ? `${figure}\u00a0${valueParts(to, unit, format).unit}` : figure;
};

/** A figure at the end of the line, in the scale of the card's head; what the head says as a unit is not said again. */
export const endFigure = (context: ChartContext, { unit }: KpiResult, value: number, options: ValueOptions = {}): string =>
  (unit === 'money' || unit === 'ratio' || unit === 'minutes' ? formatValue(value, unit, context.format, options)
    : figureOf(unit, value, options.halfWidth, context.format)(value));
