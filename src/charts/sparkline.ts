import { max } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPeriod } from '../format/period.js';
import { figureOf, halfWidthOf } from '../format/range.js';
import { formatValue } from '../format/value-parts.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiId } from '../model/kpi-id.js';
import type { KpiResult, TrendPoint } from '../model/result.js';
import type { Frame, Mark, Scene } from '../model/scene.js';
import { baseAxis, valueAxis, valueAxisWidth } from './axis.js';
import { chartContext, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { spread } from './place-label.js';
import { boxOfText, overlap, round, textMark, type Box } from './text-mark.js';
import { roundStep, valueTicks } from './ticks.js';
import { trendMarks } from './trend-marks.js';
import { trendPoint, trendSummary, trendTable } from './trend-words.js';

export interface SparklineOptions {
  /** `bare` has first and last period only; `axis` has ticks, the value and the target at the line's end. */
  readonly form?: 'bare' | 'axis';
  readonly milestone?: Milestone | null;
}

/** A value to be reached by a local date. */
export interface Milestone { readonly value: number; readonly due: string }

const barePlotHeight = 36;
const axisPlotHeight = 76;
const endDotRoom = 5;
/** A milestone to come stands to the right of today. */
const milestoneRoom = 14;

/** The KPI over its last complete periods: line with band, target dashed, open period hollow, unreliable as whiskers. */
export const sparkline = (result: KpiResult<KpiId>, frame: Frame, messages: Messages, options: SparklineOptions = {}): Scene => {
  const context = chartContext(frame, messages);
  const whole = result.trend ?? [];
  const known = (point: TrendPoint): boolean => point.value !== null;
  const first = whole.findIndex(known);
  // Periods before the first and after the last figure stay in the table; the picture is of what is known.
  const trend = first < 0 ? [] : whole.slice(first, whole.findLastIndex(known) + 1);
  const name = say(messages, `kpi.${result.kpi}`);
  const withAxis = options.form === 'axis' && frame.width >= 200;
  const needed = domainOf(trend, result.target, options.milestone ?? null);
  const domain = withAxis && needed ? { ...needed, from: roundedDown(needed.from, needed.to) } : needed;
  const ticks = withAxis && domain ? valueTicks(domain.from, domain.to, 3) : [];
  const plot = plotOf(context, result, trend, withAxis, ticks);
  const table = {
    ...trendTable(context, result, whole, say(messages, 'trend.table', { name })),
    pointOfRow: whole.map((_, row) => (row >= first && row - first < trend.length ? row - first : null)),
  };
  if (!domain) {
    return finishScene(context, {
      width: frame.width, height: plot.y + plot.height + 18, plot, points: [], table, summary: say(messages, 'trend.none'),
      marks: [textMark(0, plot.y + plot.height / 2 + 4, say(messages, 'trend.none'))],
    });
  }
  const ahead = options.milestone && options.milestone.due > (trend[trend.length - 1]?.period.end ?? '') ? milestoneRoom : 0;
  const x = linearScale(0, Math.max(1, trend.length - 1), plot.x + (withAxis ? 0 : 3), plot.x + plot.width - endDotRoom - ahead);
  const y = linearScale(domain.from, domain.to, plot.y + plot.height, plot.y);
  const last = trend[trend.length - 1] as TrendPoint;
  const endsFirm = result.reliability !== 'unreliable' && last.reliability !== 'unreliable';
  return finishScene(context, {
    width: frame.width,
    height: plot.y + plot.height + 20,
    plot,
    marks: [
      ...(withAxis ? valueAxis(plot, ticks, y, axisTextOf(context, result, domain.to)) : []),
      ...trendMarks(trend, x, y, result.reliability === 'unreliable'),
      ...targetMarks(result, plot, y),
      ...milestoneMarks(options.milestone ?? null, trend, x, y, plot),
      ...(endsFirm ? [endDot(last, trend.length - 1, x, y)] : []),
      ...(withAxis ? endLabels(context, result, plot, last, y, endsFirm) : []),
      ...(withAxis ? periodTicks(context, trend, plot, x) : firstAndLast(context, trend, plot)),
    ],
    points: trend.flatMap((point, i) => trendPoint(context, result, point, x(i), point.value === null ? plot.y + plot.height : y(point.value))),
    summary: trendSummary(context, result, trend, name),
    table,
  });
};

/** Room for everything drawn: values, bands, target, milestone; a flat line gets a tenth around it. */
const domainOf = (
  trend: readonly TrendPoint[], target: number | null, milestone: Milestone | null,
): { readonly from: number; readonly to: number } | null => {
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
  include(target);
  include(milestone?.value);
  const air = from === to ? Math.abs(to) * 0.1 || 1 : (to - from) * 0.06;
  return { from: from - air, to: to + air };
};

/** The axis begins at a tick. */
const roundedDown = (from: number, to: number): number => {
  const step = roundStep(to - from, 3);
  return Math.floor(from / step + 1e-9) * step;
};

const plotOf = (
  context: ChartContext, result: KpiResult, trend: readonly TrendPoint[], withAxis: boolean, ticks: readonly number[],
): Box => {
  if (!withAxis) return { x: 0, y: 2, width: context.frame.width, height: barePlotHeight };
  const left = valueAxisWidth(context, ticks.map((tick) => axisTextOf(context, result, ticks[ticks.length - 1] ?? 0)(tick, true)));
  const labels = endTexts(context, result, trend[trend.length - 1] ?? null);
  const right = max(labels, ({ text, strong }) => widthOf(context, text, 'small', strong) + 6) ?? 0;
  return { x: left, y: 8, width: Math.max(60, context.frame.width - left - right), height: axisPlotHeight };
};

const axisTextOf = (context: ChartContext, result: KpiResult, reference: number) => (tick: number, isTop: boolean): string => {
  if (result.unit === 'ratio') return isTop ? formatValue(tick, 'ratio', context.format, { plain: true }) : formatNumber(tick * 100, context.format.locale, { digits: 1 });
  return figureOf(result.unit, reference, undefined, context.format)(tick);
};

const targetMarks = (result: KpiResult, plot: Box, y: LinearScale): readonly Mark[] =>
  (result.target === null ? [] : [{
    type: 'rule', x1: plot.x, y1: round(y(result.target)), x2: plot.x + plot.width, y2: round(y(result.target)),
    stroke: { ink: 'ink-2', width: 1.25, dash: 'target' },
  }]);

const endDot = (point: TrendPoint, i: number, x: LinearScale, y: LinearScale): Mark => ({
  type: 'dot', x: round(x(i)), y: round(y(point.value as number)), point: i,
  ...(point.period.partial
    ? { r: 3.4, fill: 'surface' as const, stroke: { ink: 'accent' as const, width: 1.4 } }
    : { r: 4.2, fill: 'accent' as const, stroke: { ink: 'surface' as const, width: 1.25 } }),
});

/** At its due date if the trend reaches so far, else at the right end, since time to come is not drawn. */
const milestoneMarks = (
  milestone: Milestone | null, trend: readonly TrendPoint[], x: LinearScale, y: LinearScale, plot: Box,
): readonly Mark[] => {
  if (!milestone) return [];
  const at = trend.findIndex((point) => point.period.start <= milestone.due && milestone.due <= point.period.end);
  return [{
    type: 'diamond', x: round(at < 0 ? plot.x + plot.width - endDotRoom : x(at)), y: round(y(milestone.value)), r: 4.5,
    fill: 'ink-1', stroke: { ink: 'surface', width: 1 },
  }];
};

const endTexts = (context: ChartContext, result: KpiResult, last: TrendPoint | null): readonly { readonly text: string; readonly strong: boolean }[] => [
  ...(last && last.value !== null ? [{
    text: result.unit === 'money' || result.unit === 'ratio' ? formatValue(last.value, result.unit, context.format)
      : figureOf(result.unit, last.value, halfWidthOf(last.ci), context.format)(last.value),
    strong: true,
  }] : []),
  ...(result.target !== null ? [{ text: say(context.messages, 'target.label', { target: targetText(context, result) }), strong: false }] : []),
];

const targetText = (context: ChartContext, result: KpiResult): string =>
  (result.unit === 'ratio'
    ? formatValue(result.target as number, 'ratio', context.format, { plain: true })
    : figureOf(result.unit, result.target as number, undefined, context.format)(result.target as number));

const endLabels = (context: ChartContext, result: KpiResult, plot: Box, last: TrendPoint, y: LinearScale, isFirm: boolean): readonly Mark[] => {
  const texts = endTexts(context, result, last);
  const wanted = texts.map((text) => (text.strong ? y(last.value as number) : y(result.target as number)));
  const heights = spread(wanted.map((height) => height + 4), 15, plot.y + 4, plot.y + plot.height + 6);
  return texts.map((label, i) => textMark(plot.x + plot.width + 6, heights[i] as number, label.text, {
    ink: !label.strong ? 'ink-2' : isFirm ? 'accent' : 'ink-3', strong: label.strong && isFirm,
  }));
};

const periodText = (context: ChartContext, point: TrendPoint, form: 'long' | 'short'): string => formatPeriod(point.period, context.format, form);

const firstAndLast = (context: ChartContext, trend: readonly TrendPoint[], plot: Box): readonly Mark[] => {
  const [first, last] = [trend[0], trend[trend.length - 1]];
  if (!first || !last) return [];
  const baseline = plot.y + plot.height + 16;
  const lastText = periodText(context, last, 'long');
  const end = textMark(plot.width, baseline, last.period.partial ? say(context.messages, 'state.partial.soFar', { period: lastText }) : lastText, { anchor: 'end' });
  const start = textMark(0, baseline, periodText(context, first, 'long'));
  return trend.length < 2 || overlap(boxOfText(context, start), boxOfText(context, end), 8) ? [end] : [start, end];
};

const periodTicks = (context: ChartContext, trend: readonly TrendPoint[], plot: Box, x: LinearScale): readonly Mark[] => {
  const step = Math.ceil(trend.length / 4);
  const indexes = trend.map((_, i) => i).filter((i) => i % step === 0);
  return baseAxis(context, plot, indexes, x, (i) => periodText(context, trend[i] as TrendPoint, 'short'));
};
