import { max } from 'd3-array';
import { isKnownDay } from '../format/date.js';
import { formatPeriod } from '../format/period.js';
import { halfWidthOf } from '../format/range.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiId } from '../model/kpi-id.js';
import type { KpiResult, TrendPoint } from '../model/result.js';
import type { Frame, Mark, Scene } from '../model/scene.js';
import { baseAxis, lineHeight, valueAxis, valueAxisWidth } from './axis.js';
import { chartContext, widthOf, type ChartContext } from './chart-context.js';
import { markRoom, withDatedMarks } from './dated-marks.js';
import { finishScene } from './finish-scene.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { spread } from './place-label.js';
import { boxOfText, fittedText, overlap, round, textMark, type Box } from './text-mark.js';
import { trendBasis, trendTarget } from './trend-basis.js';
import { trendMarks } from './trend-marks.js';
import { endFigure, tickText, trendAxis, trendDomain, type TrendAxis } from './trend-scale.js';
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
/** Ticks at the left and labels at the right leave no plot below this. */
const leastAxisWidth = 240;
/** Below an axis plot: the period labels, clear of the lowest tick's own. */
const axisRoom = 26;
const endDotRoom = 5;
/** A milestone to come stands to the right of today. */
const milestoneRoom = 14;

/** The KPI over its last complete periods: line with band, target dashed, open period hollow, unreliable as whiskers. */
export const sparkline = (answer: KpiResult<KpiId>, frame: Frame, messages: Messages, options: SparklineOptions = {}): Scene => {
  const context = chartContext(frame, messages);
  const result = { ...answer, target: trendTarget(answer) };
  const whole = isKnownDay(result.asOf) ? result.trend ?? [] : [];
  const known = (point: TrendPoint): boolean => point.value !== null;
  const first = whole.findIndex(known);
  // Periods before the first and after the last figure stay in the table; the picture is of what is known.
  const trend = first < 0 ? [] : whole.slice(first, whole.findLastIndex(known) + 1);
  const name = say(messages, `kpi.${result.kpi}`);
  const withAxis = options.form === 'axis' && frame.width >= leastAxisWidth;
  const marked = [result.target, options.milestone?.value];
  const axis = withAxis ? trendAxis(trend, marked) : null;
  const domain = axis ?? trendDomain(trend, marked);
  const basis = domain === null ? null : trendBasis(context, result);
  const periods = trend.map(({ period }) => period);
  const room = withAxis ? markRoom(context, periods) : 0;
  const plot = plotOf(context, result, trend, axis, (basis === null ? 0 : lineHeight) + room);
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
  // A single period stands at the right end, above its name.
  const x = linearScale(Math.min(0, trend.length - 2), Math.max(0, trend.length - 1), plot.x + (withAxis ? 0 : 3), plot.x + plot.width - endDotRoom - ahead);
  const y = linearScale(domain.from, domain.to, plot.y + plot.height, plot.y);
  const last = trend[trend.length - 1] as TrendPoint;
  const endsFirm = result.reliability !== 'unreliable' && last.reliability !== 'unreliable';
  return finishScene(context, withDatedMarks(context, {
    width: frame.width,
    height: plot.y + plot.height + (withAxis ? axisRoom : 20),
    plot,
    marks: [
      ...(basis === null ? [] : [fittedText(context, 0, 9, basis, frame.width)]),
      ...(axis ? valueAxis(plot, axis.ticks, y, tickText(context, result, axis)) : []),
      ...trendMarks(trend, x, y, plot, result.reliability === 'unreliable'),
      ...targetMarks(result, plot, y),
      ...milestoneMarks(options.milestone ?? null, trend, x, y, plot),
      ...(endsFirm ? [endDot(last, trend.length - 1, x, y)] : []),
      ...(withAxis ? endLabels(context, result, plot, last, y, endsFirm) : []),
      ...(withAxis ? periodTicks(context, trend, plot, x) : firstAndLast(context, trend, plot)),
    ],
    points: trend.flatMap((point, i) => trendPoint(context, result, point, x(i), point.value === null ? plot.y + plot.height : y(point.value))),
    summary: trendSummary(context, result, trend, name),
    table,
  }, { periods, x, room, rows: whole.map(({ period }) => period) }));
};

const plotOf = (context: ChartContext, result: KpiResult, trend: readonly TrendPoint[], axis: TrendAxis | null, top: number): Box => {
  if (axis === null) return { x: 0, y: top + 2, width: context.frame.width, height: barePlotHeight };
  const text = tickText(context, result, axis);
  const left = valueAxisWidth(context, axis.ticks.map((tick, i) => text(tick, i === axis.ticks.length - 1)));
  const labels = endTexts(context, result, trend[trend.length - 1] ?? null);
  const right = max(labels, ({ text: label, strong }) => widthOf(context, label, 'small', strong) + 6) ?? 0;
  return { x: left, y: top + 8, width: Math.max(60, context.frame.width - left - right), height: axisPlotHeight };
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
  ...(last && last.value !== null ? [{ text: endFigure(context, result, last.value, { halfWidth: halfWidthOf(last.ci) }), strong: true }] : []),
  ...(result.target !== null ? [{ text: say(context.messages, 'target.label', { target: endFigure(context, result, result.target, { plain: true }) }), strong: false }] : []),
];

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
  return baseAxis(context, plot, indexes, x, (i) => periodText(context, trend[i] as TrendPoint, 'short'), axisRoom - 4);
};
