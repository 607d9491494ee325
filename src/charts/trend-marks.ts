import type { TrendPoint } from '../model/result.js';
import type { Mark } from '../model/scene.js';
import type { LinearScale } from './linear-scale.js';
import { round, type Box } from './text-mark.js';

/** Band, line and points of a trend. Unreliable points stand alone: hollow, with a whisker, joined to nothing. */
export const trendMarks = (trend: readonly TrendPoint[], x: LinearScale, y: LinearScale, plot: Box, allUnreliable: boolean): readonly Mark[] => {
  const within = (value: number): number => round(Math.max(plot.y, Math.min(y(value), plot.y + plot.height)));
  const isLoose = (point: TrendPoint): boolean => allUnreliable || point.reliability === 'unreliable';
  const joined = trend.map((point) => (point.value === null || isLoose(point) ? null : point));
  return [
    ...bands(joined, x, within),
    ...lines(joined, x, y),
    ...trend.flatMap((point, i): readonly Mark[] => (point.value !== null && isLoose(point) ? loosePoint(point, i, x, y, within) : [])),
  ];
};

const loosePoint = (point: TrendPoint, i: number, x: LinearScale, y: LinearScale, within: LinearScale): readonly Mark[] => [
  ...(point.ci !== null && point.ci.lo !== null && point.ci.hi !== null ? [{
    type: 'rule' as const, x1: round(x(i)), x2: round(x(i)), y1: within(point.ci.hi), y2: within(point.ci.lo),
    stroke: { ink: 'axis' as const, width: 1.5 },
  }] : []),
  { type: 'dot', x: round(x(i)), y: round(y(point.value as number)), r: 3.2, fill: 'surface', stroke: { ink: 'neutral', width: 1.4 }, point: i },
];

/** Bands may reach beyond the domain; they end at the plot's edge. */
const bands = (points: readonly (TrendPoint | null)[], x: LinearScale, within: LinearScale): readonly Mark[] => {
  const marks: Mark[] = [];
  let run: [number, number, number][] = [];
  const flush = (): void => {
    if (run.length > 1) marks.push({ type: 'area', points: run, fill: 'accent-weak' });
    run = [];
  };
  points.forEach((point, i) => {
    const ci = point?.ci;
    if (!ci || ci.lo === null || ci.hi === null) flush();
    else run.push([round(x(i)), within(ci.lo), within(ci.hi)]);
  });
  flush();
  return marks;
};

const lines = (points: readonly (TrendPoint | null)[], x: LinearScale, y: LinearScale): readonly Mark[] => {
  const at = (point: TrendPoint | null, i: number): readonly [number, number] | null =>
    (point ? [round(x(i)), round(y(point.value as number))] : null);
  const last = points.length - 1;
  const open = points[last]?.period.partial === true && points[last - 1] ? last : null;
  const solid = (open === null ? points : points.slice(0, last)).map(at);
  return [
    { type: 'line', points: solid, stroke: { ink: 'accent', width: 1.75 } },
    ...(open === null ? [] : [{
      type: 'line' as const, points: [at(points[last - 1] ?? null, last - 1), at(points[last] ?? null, last)],
      stroke: { ink: 'accent' as const, width: 1.75, dash: 'open' as const },
    }]),
  ];
};
