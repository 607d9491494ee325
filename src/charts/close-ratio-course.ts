import { max, min } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatPeriod } from '../format/period.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Ink, Mark, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import type { SeasonMonth } from '../model/season.js';
import { lineHeight, valueAxis, valueAxisWidth } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf, type ChartContext } from './chart-context.js';
import { markRoom, withDatedMarks } from './dated-marks.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { legendRow } from './legend-row.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { periodAxis, periodAxisHeight } from './period-axis.js';
import { spread } from './place-label.js';
import { round, textMark } from './text-mark.js';
import { valueTicks } from './ticks.js';

const shownMonths = 36;
const fewestMonths = 3;
const plotHeight = 84;
const leastPlotWidth = 180;

interface KnownMonth extends SeasonMonth { readonly value: number }
const isKnown = (month: SeasonMonth): month is KnownMonth => month.value !== null;

interface Line { readonly of: (month: SeasonMonth) => number | null; readonly text: string; readonly ink: Ink; readonly width: number }

/**
 * The ratio month by month, of deals old enough to tell: as it was (thin) and once the season is taken out (bold); the latter only
 * where two full years are known. Null with under three months.
 */
export const closeRatioCourse = (result: KpiResult<'close_ratio'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const whole = result.course ?? [];
  const months = whole.slice(whole.findIndex(isKnown), whole.findLastIndex(isKnown) + 1).slice(-shownMonths);
  const known = months.filter(isKnown);
  if (known.length < fewestMonths) return null;
  const isAdjusted = known.some(({ withoutSeason }) => withoutSeason !== null);
  const lines = linesOf(context, result, isAdjusted);
  const head = caption(context, 0, say(messages, 'close.courseCaption'), say(messages, isAdjusted ? 'close.courseRest' : 'close.courseRestRaw'), say(messages, 'close.courseShort'));
  const right = lines.length < 2 ? 8 : widestOf(context, lines.map(({ text }) => text), 'small', true) + 14;
  const values = known.flatMap(({ value, withoutSeason }) => [value, withoutSeason ?? value]);
  const [from, to] = domainOf(min(values) as number, max(values) as number);
  const ticks = valueTicks(from * 100, to * 100, 3);
  const write = (tick: number, isTop = false): string => (isTop ? formatPercent(tick / 100, frame.locale, 1) : formatNumber(tick, frame.locale, { digits: 1 }));
  const left = valueAxisWidth(context, ticks.map((tick, i) => write(tick, i === ticks.length - 1)));
  const beside = frame.width - left - right >= leastPlotWidth;
  const legend = beside || lines.length < 2 ? { marks: [], height: 0 } : legendRow(context, head.height + 4, lines.map(({ text, ink }) => ({ swatch: 'line', ink, text })));
  const periods = months.map(({ period }) => period);
  const room = markRoom(context, periods);
  const plot = { x: left, y: head.height + 10 + legend.height + room, width: Math.max(50, frame.width - left - (beside ? right : 8)), height: plotHeight };
  const x = linearScale(0, months.length - 1, plot.x + 6, plot.x + plot.width - 4);
  const y = linearScale(from, to, plot.y + plot.height, plot.y);
  const lastOf = (of: Line['of']): number => of(known[known.length - 1] as KnownMonth) ?? from;
  const heights = spread(lines.map(({ of }) => y(lastOf(of)) + 4), lineHeight - 2, plot.y + 6, plot.y + plot.height + 4);
  const bold = lines[0] as Line;
  return finishScene(context, withDatedMarks(context, {
    width: frame.width, height: plot.y + plot.height + 8 + periodAxisHeight, plot,
    marks: [
      ...head.marks, ...legend.marks,
      ...valueAxis(plot, ticks, (tick) => y(tick / 100), write),
      ...lines.toReversed().map((line) => lineMark(line, months, x, y)),
      { type: 'dot', x: round(x(months.length - 1)), y: round(y(lastOf(bold.of))), r: 3.8, fill: bold.ink },
      ...(beside && lines.length > 1 ? lines.map(({ text, ink }, i) => textMark(plot.x + plot.width + 8, heights[i] as number, text, { ink: ink === 'neutral' ? 'ink-3' : ink, strong: i === 0 })) : []),
      ...periodAxis(context, periods, x, plot.y + plot.height + 6),
    ],
    points: months.flatMap((month, i) => (isKnown(month) ? [pointOf(context, month, x(i), y(bold.of(month) ?? month.value))] : [])),
    summary: summaryOf(context, known, isAdjusted),
    table: tableOf(context, whole.filter(isKnown)),
  }, { periods, x, room, rows: whole.filter(isKnown).map(({ period }) => period) }));
};

/** The main line first. */
const linesOf = ({ messages }: ChartContext, result: KpiResult<'close_ratio'>, isAdjusted: boolean): readonly Line[] => {
  const main: Ink = isUnreliable(result) ? 'neutral' : 'accent';
  const raw = { of: ({ value }: SeasonMonth) => value, text: say(messages, 'close.rawLine') };
  return isAdjusted
    ? [{ of: ({ withoutSeason }) => withoutSeason, text: say(messages, 'close.withoutSeason'), ink: main, width: 2 }, { ...raw, ink: 'neutral', width: 1.25 }]
    : [{ ...raw, ink: main, width: 1.75 }];
};

/** A little air; nothing outside of 0 and 1, unless taking the season out leads there. */
const domainOf = (low: number, high: number): readonly [number, number] => {
  const air = (high - low || 0.1) * 0.12;
  return [low >= 0 ? Math.max(0, low - air) : low - air, high <= 1 ? Math.min(1, high + air) : high + air];
};

const lineMark = ({ of, ink, width }: Line, months: readonly SeasonMonth[], x: LinearScale, y: LinearScale): Mark => ({
  type: 'line', stroke: { ink, width },
  points: months.map((month, i) => {
    const value = of(month);
    return value === null ? null : [round(x(i)), round(y(value))] as const;
  }),
});

const pointOf = ({ messages, format }: ChartContext, { period, value, n, withoutSeason }: KnownMonth, x: number, y: number): ScenePoint => {
  const month = formatPeriod(period, format);
  const share = (rate: number): string => formatPercent(rate, format.locale, 1);
  const raw = share(value);
  return {
    x, y, title: month, crosshair: true, period: { start: period.start, end: period.end },
    rows: [
      { label: say(messages, 'close.row.raw'), value: raw },
      ...(withoutSeason === null ? [] : [{ label: say(messages, 'close.withoutSeason'), value: share(withoutSeason) }]),
      { label: say(messages, 'close.col.n'), value: formatNumber(n, format.locale) },
    ],
    sentence: withoutSeason === null ? say(messages, 'close.say.monthRaw', { month, raw, n }) : say(messages, 'close.say.month', { month, raw, adjusted: share(withoutSeason), n }),
  };
};

const summaryOf = ({ messages, format }: ChartContext, known: readonly KnownMonth[], isAdjusted: boolean): string => {
  const of = ({ value, withoutSeason }: KnownMonth): string => formatPercent(isAdjusted ? withoutSeason ?? value : value, format.locale, 1);
  const [first, last] = [known[0] as KnownMonth, known[known.length - 1] as KnownMonth];
  return say(messages, isAdjusted ? 'close.courseSummary' : 'close.courseSummaryRaw', {
    first: formatPeriod(first.period, format), from: of(first), last: formatPeriod(last.period, format), to: of(last),
  });
};

/** Every month that is known, also those before the picture begins. */
const tableOf = ({ messages, format }: ChartContext, months: readonly KnownMonth[]): SceneTable => {
  const share = (rate: number | null): string => (rate === null ? say(messages, 'table.missing') : formatNumber(rate * 100, format.locale, { digits: 1, fixed: true }));
  const hidden = Math.max(0, months.length - shownMonths);
  return {
    caption: say(messages, 'close.courseTable'),
    columns: (['month', 'raw', 'season', 'n'] as const).map((column) => ({ label: say(messages, `close.col.${column}`), numeric: column !== 'month' })),
    rows: months.map(({ period, value, withoutSeason, n }) => [formatPeriod(period, format), share(value), share(withoutSeason), formatNumber(n, format.locale)]),
    raw: months.map(({ period, value, withoutSeason, n }) => [period.start.slice(0, 7), value, withoutSeason, n]),
    ...(hidden === 0 ? {} : { pointOfRow: months.map((_, i) => (i < hidden ? null : i - hidden)) }),
  };
};
