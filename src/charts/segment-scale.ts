import { max, min } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatValue } from '../format/value-parts.js';
import type { ChartContext } from './chart-context.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import type { SegmentFigure, SegmentMeasure } from './segment-measure.js';
import { valueTicks } from './ticks.js';

/** The one scale that all segments stand on. */
export interface SegmentScale {
  readonly x: LinearScale;
  readonly ticks: readonly number[];
  readonly textOf: (tick: number, i: number) => string;
}

/** Waits as people count them, in minutes: up to thirty days. */
const waitSteps = [1, 5, 30, 120, 480, 1_440, 4_320, 10_080, 43_200] as const;

/** Holds every interval and the figure of all. Waits differ by factors, so theirs is logarithmic, from a minute on. */
export const segmentScale = (
  { format }: ChartContext, { unit }: Pick<SegmentMeasure, 'unit'>, all: number | null, figures: readonly SegmentFigure[], start: number, end: number,
): SegmentScale => {
  const { locale } = format;
  const ends = [all, ...figures.flatMap(({ value, ci }) => [value, ci?.lo, ci?.hi])].filter((bound) => bound !== null && bound !== undefined);
  const [low, high] = [min(ends) ?? 0, max(ends) ?? 0];
  const most = end - start >= 200 ? 5 : 3;
  if (unit === 'minutes') {
    const from = waitSteps.findLast((step) => step <= low) ?? waitSteps[0];
    // An arrow to an end that is not known needs room.
    const isOpen = figures.some(({ ci }) => ci !== null && ci.hi === null);
    const to = waitSteps.find((step) => step > from && (step > high || (step === high && !isOpen))) ?? Math.max(high, from * 2);
    const x = linearScale(Math.log(from), Math.log(to), start, end);
    const within = waitSteps.filter((step) => step >= from && step <= to);
    const stride = Math.ceil(within.length / most);
    return { x: (minutes) => x(Math.log(Math.max(from, minutes))), ticks: within.filter((_, i) => i % stride === 0), textOf: (tick) => formatValue(tick, unit, format) };
  }
  const air = (high - low || 0.1) * 0.05;
  const [from, to] = [low < (high - low) * 0.6 ? 0 : low - air, unit === 'ratio' ? Math.min(1, high + air) : high + air];
  const ticks = valueTicks(from, to, most);
  return {
    x: linearScale(from, to, start, end), ticks,
    textOf: (tick, i) => (unit === 'ratio' && i === ticks.length - 1 ? formatPercent(tick, locale, 1) : formatNumber(unit === 'ratio' ? tick * 100 : tick, locale, { digits: 1 })),
  };
};
