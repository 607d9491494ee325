import { formatPeriod, wholeMonths } from '../format/period.js';
import type { Mark } from '../model/scene.js';
import { lineHeight, withinFrame } from './axis.js';
import type { ChartContext } from './chart-context.js';
import type { LinearScale } from './linear-scale.js';
import { boxOfText, overlap, textMark } from './text-mark.js';

interface Dates { readonly start: string; readonly end: string }

/** Two lines of text below the columns. */
export const periodAxisHeight = 2 * lineHeight + 2;

const yearOf = (period: Dates): string => period.start.slice(0, 4);

/** Quarter or month, with its year below where that is the first of it; other periods by their dates. */
const labelOf = (context: ChartContext, period: Dates): { readonly name: string; readonly withYear: boolean } => {
  const months = wholeMonths(period);
  const text = formatPeriod(period, context.format, 'short');
  if (months?.count === 3 && months.month % 3 === 0) return { name: `${context.format.words.quarter}${months.month / 3 + 1}`, withYear: true };
  if (months?.count === 1) return { name: text.split('\u00a0')[0] ?? text, withYear: true };
  return { name: text, withYear: false };
};

/** Periods below their columns, each at its centre; where they would touch, every second or third is written. The last may have a word of its own in place of the year. */
export const periodAxis = (context: ChartContext, periods: readonly Dates[], x: LinearScale, top: number, lastWord: string | null = null): readonly Mark[] => {
  const last = periods.length - 1;
  for (let stride = 1; stride <= periods.length; stride++) {
    // Counted from the end: the newest period is always named.
    const kept = periods.map((_, i) => i).filter((i) => (last - i) % stride === 0);
    const names = kept.map((i) => withinFrame(context, textMark(x(i), top + 12, labelOf(context, periods[i] as Dates).name, { anchor: 'middle', ink: i === last && lastWord !== null ? 'ink-1' : 'ink-3', strong: i === last && lastWord !== null })));
    if (names.some((name, k) => k > 0 && overlap(boxOfText(context, name), boxOfText(context, names[k - 1] as typeof name), 4))) continue;
    const years = kept.flatMap((i, k) => {
      const period = periods[i] as Dates;
      const isNew = k === 0 || yearOf(periods[kept[k - 1] as number] as Dates) !== yearOf(period);
      const text = i === last && lastWord !== null ? lastWord : labelOf(context, period).withYear && isNew ? yearOf(period) : null;
      return text === null ? [] : [withinFrame(context, textMark(x(i), top + 12 + lineHeight - 2, text, { anchor: 'middle' }))];
    });
    const clear = years.filter((year, k) => !years.slice(k + 1).some((later) => overlap(boxOfText(context, year), boxOfText(context, later), 4)));
    return [...names, ...clear];
  }
  return [];
};
