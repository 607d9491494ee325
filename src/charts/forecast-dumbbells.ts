import { max, min } from 'd3-array';
import { columnScaleOf, scaledFigure, scaleUnit, type MoneyScale } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import type { ForecastPeriod } from '../model/forecast-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene } from '../model/scene.js';
import { axisLine, lineHeight, valueAxis, valueAxisWidth } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf, type ChartContext } from './chart-context.js';
import { markRoom, withDatedMarks } from './dated-marks.js';
import { finishScene } from './finish-scene.js';
import { offShare, type ForecastPlot } from './forecast-plot.js';
import { forecastPoints, forecastSummary, forecastTable } from './forecast-words.js';
import { isUnreliable } from './is-unreliable.js';
import { legendRow } from './legend-row.js';
import { linearScale } from './linear-scale.js';
import { periodAxis, periodAxisHeight } from './period-axis.js';
import { spread } from './place-label.js';
import { round, textMark } from './text-mark.js';
import { valueTicks } from './ticks.js';

const dotRadius = 4;
const biasHeight = 56;
const figureRoom = 13;
/** Below this the words beside the next period are left to its reading. */
const leastWordsWidth = 360;

/**
 * Forecast (hollow) and won revenue (filled) per closed period, joined; the next period with the range that one's own
 * errors give it; below, by how much each forecast was off.
 */
export const forecastDumbbells = (result: KpiResult<'forecast_accuracy'>, frame: Frame, messages: Messages): Scene => {
  const context = chartContext(frame, messages);
  const { periods, next } = result.details;
  const largest = max([...periods.flatMap(({ forecast, actual }) => [forecast, actual]), next?.hi ?? 0].map(Math.abs)) ?? 0;
  const scale = columnScaleOf(largest, context.format);
  const unit = scaleUnit(scale, context.format);
  const head = caption(context, 0, say(messages, 'forecast.caption'), say(messages, 'forecast.captionRest', { unit }), say(messages, 'forecast.captionShort', { unit }));
  const table = forecastTable(context, result, scale);
  if (periods.length === 0) {
    const none = say(messages, 'forecast.none');
    return finishScene(context, {
      width: frame.width, height: head.height + 40, plot: { x: 0, y: head.height, width: frame.width, height: 40 },
      marks: [...head.marks, textMark(0, head.height + 22, none, { size: 'text', ink: 'ink-2' })], points: [], summary: none, table,
    });
  }
  const legend = legendRow(context, head.height + 4, [
    { swatch: 'hollow', ink: 'ink-1', text: say(messages, 'forecast.forecast') },
    { swatch: 'dot', ink: isUnreliable(result) ? 'neutral' : 'accent', text: say(messages, 'forecast.actual') },
  ]);
  const columns = [...periods, ...(next === null ? [] : [next])];
  const room = markRoom(context, columns);
  const chart = plotOf(context, result, scale, head.height + 4 + legend.height + 8 + room);
  const base = chart.plot.y + chart.plot.height;
  const bias = biasStrip(context, chart, base + 14);
  const axisTop = base + 14 + bias.height;
  return finishScene(context, withDatedMarks(context, {
    width: frame.width,
    height: axisTop + periodAxisHeight,
    plot: chart.plot,
    marks: [
      ...head.marks, ...legend.marks,
      ...nextColumn(context, chart, axisTop),
      ...valueAxis(chart.plot, ticksOf(chart), chart.y, (tick) => scaledFigure(tick, scale, context.format.locale)),
      ...periods.flatMap((period, i) => dumbbell(chart, period, i)),
      ...nextMarks(context, chart),
      ...bias.marks,
      ...periodAxis(context, columns, chart.x, axisTop, next === null ? null : say(messages, 'forecast.next')),
    ],
    points: forecastPoints(context, chart),
    summary: forecastSummary(context, result),
    table,
  }, { periods: columns, x: chart.x, room, rows: periods }));
};

const domainOf = ({ details: { periods, next } }: KpiResult<'forecast_accuracy'>): { readonly from: number; readonly to: number } => {
  const all = [...periods.flatMap(({ forecast, actual }) => [forecast, actual]), ...(next === null ? [] : [next.forecast, next.lo, next.hi])];
  const [low, high] = [min(all) as number, max(all) as number];
  const air = (high - low || Math.abs(high) || 1) * 0.08;
  // Dots need no zero, but where it is near it tells how much a distance is worth.
  return { from: low >= 0 && low < (high - low) * 0.6 ? 0 : low - air, to: high + air };
};

const ticksOf = ({ result }: ForecastPlot): readonly number[] => {
  const { from, to } = domainOf(result);
  return valueTicks(from, to);
};

const plotOf = (context: ChartContext, result: KpiResult<'forecast_accuracy'>, scale: MoneyScale, top: number): ForecastPlot => {
  const { width, locale } = context.frame;
  const { from, to } = domainOf(result);
  const left = valueAxisWidth(context, valueTicks(from, to).map((tick) => scaledFigure(tick, scale, locale)));
  const words = nextTexts(context, result, scale);
  const right = words === null ? 4 : widestOf(context, words, 'small', true) + 14;
  const plot = { x: left, y: top, width: Math.max(50, width - left - right), height: width >= 520 ? 168 : 130 };
  const columns = result.details.periods.length + (result.details.next === null ? 0 : 1);
  const pitch = plot.width / columns;
  return {
    result, scale, plot, pitch,
    x: linearScale(0, 1, plot.x + pitch / 2, plot.x + pitch * 1.5),
    y: linearScale(from, to, plot.y + plot.height, plot.y),
  };
};

const dumbbell = ({ result, x, y }: ForecastPlot, { forecast, actual }: ForecastPeriod, i: number): readonly Mark[] => {
  const ink = isUnreliable(result) ? 'neutral' : 'accent';
  const at = round(x(i));
  return [
    { type: 'rule', x1: at, y1: round(y(forecast)), x2: at, y2: round(y(actual)), stroke: { ink: 'neutral', width: 1.5 } },
    { type: 'dot', x: at, y: round(y(actual)), r: dotRadius, fill: ink, point: i },
    { type: 'dot', x: at, y: round(y(forecast)), r: dotRadius, fill: 'surface', stroke: { ink: 'ink-1', width: 1.4 }, point: i },
  ];
};

/** Time to come stands on another ground. */
const nextColumn = (_: ChartContext, { result, plot, x, pitch }: ForecastPlot, bottom: number): readonly Mark[] => {
  const { next, periods } = result.details;
  const width = Math.min(pitch - 2, 40);
  return next === null ? [] : [{
    type: 'rect', x: round(x(periods.length) - width / 2), y: plot.y - 6, width: round(width), height: bottom - plot.y + 6, fill: 'surface-sunken', radius: 4,
  }];
};

const nextTexts = (context: ChartContext, { details: { next } }: KpiResult<'forecast_accuracy'>, scale: MoneyScale): readonly [string, string, string] | null => {
  if (next === null || context.frame.width < leastWordsWidth) return null;
  const write = (amount: number): string => scaledFigure(amount, scale, context.format.locale);
  return [write(next.hi), say(context.messages, 'forecast.expect', { value: write(next.point) }), write(next.lo)];
};

/** The range that the errors so far give the next forecast, its middle, and the forecast as it was made. */
const nextMarks = (context: ChartContext, chart: ForecastPlot): readonly Mark[] => {
  const { result, scale, plot, x, y } = chart;
  const { next, periods } = result.details;
  if (next === null) return [];
  const at = round(x(periods.length));
  const point = periods.length;
  const texts = nextTexts(context, result, scale);
  const heights = spread([y(next.hi), y(next.point), y(next.lo)].map((height) => height + 4), lineHeight - 1, plot.y + 6, plot.y + plot.height + 4);
  return [
    { type: 'rect', x: at - 5, y: round(y(next.hi)), width: 10, height: round(Math.max(1, y(next.lo) - y(next.hi))), fill: 'accent-mid', radius: 1.5, point },
    { type: 'rule', x1: at - 9, x2: at + 9, y1: round(y(next.point)), y2: round(y(next.point)), stroke: { ink: 'accent', width: 2.5 } },
    { type: 'dot', x: at, y: round(y(next.forecast)), r: dotRadius, fill: 'surface', stroke: { ink: 'ink-1', width: 1.4 }, point },
    ...(texts ?? []).map((text, i) => textMark(plot.x + plot.width + 10, heights[i] as number, text, i === 1 ? { strong: true, ink: 'accent' } : {})),
  ];
};

/** By how much of what was won each forecast was too high (up) or too low (down). */
const biasStrip = (context: ChartContext, chart: ForecastPlot, top: number): { readonly marks: readonly Mark[]; readonly height: number } => {
  const { result: { details }, plot, x, pitch } = chart;
  const { messages, format: { locale } } = context;
  const bias = formatPercent(details.bias ?? 0, locale, 1);
  const signed = details.bias !== null && details.bias > 0 ? `+${bias}` : bias;
  const isChance = details.biasCi !== null && details.biasCi.lo !== null && details.biasCi.hi !== null && details.biasCi.lo <= 0 && details.biasCi.hi >= 0;
  const head = details.bias === null ? { marks: [], height: 0 } : caption(
    context, top, say(messages, 'forecast.biasCaption'),
    say(messages, isChance ? 'forecast.biasRestChance' : 'forecast.biasRest', { bias: signed }), say(messages, 'forecast.biasShort', { bias: signed }),
  );
  const shares = details.periods.map(offShare);
  const known = shares.filter((share) => share !== null);
  const [low, high] = [Math.min(0, min(known) ?? 0), Math.max(0, max(known) ?? 0)];
  const start = top + head.height + figureRoom + 2;
  const y = linearScale(low, high === low ? 1 : high, start + biasHeight, start);
  const width = Math.min(22, pitch * 0.5);
  // Every second figure is enough where they would touch.
  const texts = shares.map((share) => (share === null ? '' : formatNumber(share * 100, locale, { sign: 'always' })));
  const stride = Math.ceil((widestOf(context, texts) + 4) / pitch);
  return {
    height: head.height + figureRoom * 2 + biasHeight + 4,
    marks: [
      ...head.marks,
      ...shares.flatMap((share, i): readonly Mark[] => (share === null ? [] : [
        {
          type: 'rect', x: round(x(i) - width / 2), width: round(width), y: round(Math.min(y(0), y(share))), height: round(Math.max(1, Math.abs(y(0) - y(share)))),
          fill: share < 0 && !isUnreliable(chart.result) ? 'accent-mid' : 'neutral', radius: 1, point: i,
        },
        ...(i % stride === 0 ? [textMark(x(i), share < 0 ? y(share) + 12 : y(share) - 4, texts[i] as string, { anchor: 'middle', ink: 'ink-2', tabular: true })] : []),
      ])),
      axisLine({ ...plot, y: round(y(0)), height: 0 }),
    ],
  };
};
