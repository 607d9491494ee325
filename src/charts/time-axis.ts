import { dayOf, daysBetween } from '../format/date.js';
import { formatPeriod } from '../format/period.js';
import type { Mark } from '../model/scene.js';
import { baseAxis } from './axis.js';
import type { ChartContext } from './chart-context.js';
import { linearScale } from './linear-scale.js';
import type { Box } from './text-mark.js';

/** Position of a local date. */
export type TimeScale = (day: string) => number;

export const timeScale = (from: string, to: string, start: number, end: number): TimeScale => {
  const scale = linearScale(0, Math.max(1, daysBetween(from, to) ?? 1), start, end);
  return (day) => scale(daysBetween(from, day) ?? 0);
};

const monthSteps = [1, 2, 3, 6, 12, 24, 60];
const dayNumber = 86_400_000;
const monthAt = (index: number): string => new Date(Date.UTC(Math.floor(index / 12), index % 12, 1)).toISOString().slice(0, 10);

/** First days of months within two dates, at most so many. */
export const monthStarts = (from: string, to: string, most: number): readonly string[] => {
  const [start, end] = [dayOf(from), dayOf(to)];
  if (start === null || end === null) return [];
  const indexOf = (day: Date): number => day.getUTCFullYear() * 12 + day.getUTCMonth();
  const [first, last] = [indexOf(new Date(start.getTime() - dayNumber)) + 1, indexOf(end)];
  const step = monthSteps.find((months) => (last - first + 1) / months <= most) ?? 120;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i).filter((index) => index % step === 0).map(monthAt);
};

/** Months below a plot, with a hairline each. */
export const monthAxis = (context: ChartContext, plot: Box, days: readonly string[], x: TimeScale): readonly Mark[] => [
  ...days.map((day): Mark => ({ type: 'rule', x1: x(day), x2: x(day), y1: plot.y, y2: plot.y + plot.height, stroke: { ink: 'grid', width: 1 } })),
  ...baseAxis(context, plot, days.map(x), (at) => at, (_, i) => formatPeriod({ start: days[i] as string, end: nextMonth(days[i] as string) }, context.format)),
];

const nextMonth = (day: string): string => monthAt(Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)));
