import { max, min } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatPeriod } from '../format/period.js';
import { say, type Messages } from '../i18n/messages.js';
import type { ForecastPeriod } from '../model/forecast-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import { lineHeight, valueAxis, valueAxisWidth } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widthOf, type ChartContext } from './chart-context.js';
import { markRoom, withDatedMarks } from './dated-marks.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { legendRow, type LegendEntry } from './legend-row.js';
import { linearScale } from './linear-scale.js';
import { periodAxis, periodAxisHeight } from './period-axis.js';
import { spread } from './place-label.js';
import { round, textMark } from './text-mark.js';
import { valueTicks } from './ticks.js';

const plotHeight = 84;
const leastPlotWidth = 180;

/** Accuracy over the year up to each period, beside that of repeating the last comparable one and one's own past. Null below two points. */
export const forecastRolling = (result: KpiResult<'forecast_accuracy'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const periods = result.details.periods.filter(({ rolling }) => rolling !== null);
  if (periods.length < 2) return null;
  const head = caption(context, 0, say(messages, 'forecast.rollingCaption'), say(messages, 'forecast.rollingRest'), say(messages, 'forecast.rollingShort'));
  const names = namesOf(context, result, periods);
  const right = Math.ceil(max(names, ({ text }) => widthOf(context, text, 'small', true)) ?? 0) + 10;
  const all = [...periods.flatMap(({ rolling, rollingNaive }) => [rolling, rollingNaive]), result.target].filter((share) => share !== null);
  const domain = { from: Math.max(0, (min(all) as number) - 0.05), to: Math.min(1, (max(all) as number) + 0.03) };
  const ticks = valueTicks(domain.from * 100, domain.to * 100, 4);
  const write = (tick: number, isTop = false): string => (isTop ? formatPercent(tick / 100, frame.locale) : formatNumber(tick, frame.locale));
  const left = valueAxisWidth(context, ticks.map((tick, i) => write(tick, i === ticks.length - 1)));
  const beside = frame.width - left - right >= leastPlotWidth;
  const legend = beside ? { marks: [], height: 0 } : legendRow(context, head.height + 4, names);
  const room = markRoom(context, periods);
  const top = head.height + 10 + legend.height + room;
  const plot = { x: left, y: top, width: Math.max(50, frame.width - left - (beside ? right : 12)), height: plotHeight };
  const x = linearScale(0, periods.length - 1, plot.x + 8, plot.x + plot.width - 6);
  const y = linearScale(domain.from, domain.to, plot.y + plot.height, plot.y);
  const ends = names.map(({ share }) => y(share) + 4);
  const heights = spread(ends, lineHeight - 2, plot.y + 4, plot.y + plot.height + 4);
  return finishScene(context, withDatedMarks(context, {
    width: frame.width, height: plot.y + plot.height + 10 + periodAxisHeight, plot,
    marks: [
      ...head.marks, ...legend.marks,
      ...valueAxis(plot, ticks, (tick) => y(tick / 100), write),
      ...lineMarks(result, periods, x, y, plot.x, plot.x + plot.width),
      ...(beside ? names.map(({ text, ink }, i) => textMark(plot.x + plot.width + 8, heights[i] as number, text, { ink, strong: i === 0 })) : []),
      ...periodAxis(context, periods, x, plot.y + plot.height + 6),
    ],
    points: periods.map((period, i) => pointOf(context, period, x(i), y(period.rolling as number))),
    summary: summaryOf(context, periods),
    table: tableOf(context, periods),
  }, { periods, x, room, rows: periods }));
};

interface Named extends LegendEntry { readonly share: number }

const namesOf = ({ messages, format }: ChartContext, result: KpiResult<'forecast_accuracy'>, periods: readonly ForecastPeriod[]): readonly Named[] => {
  const last = periods[periods.length - 1] as ForecastPeriod;
  return [
    { swatch: 'line', ink: isUnreliable(result) ? 'ink-3' : 'accent', text: say(messages, 'forecast.rolling.own'), share: last.rolling as number },
    ...(last.rollingNaive === null ? [] : [{ swatch: 'line' as const, ink: 'ink-3' as const, text: say(messages, 'forecast.rolling.naive'), share: last.rollingNaive }]),
    ...(result.target === null ? [] : [{
      swatch: 'dashed' as const, ink: 'ink-2' as const, share: result.target,
      text: say(messages, 'forecast.rolling.benchmark', { value: formatPercent(result.target, format.locale) }),
    }]),
  ];
};

const lineMarks = (
  result: KpiResult<'forecast_accuracy'>, periods: readonly ForecastPeriod[], x: (i: number) => number, y: (share: number) => number, from: number, to: number,
): readonly Mark[] => {
  const ink = isUnreliable(result) ? 'neutral' : 'accent';
  const lineOf = (share: (period: ForecastPeriod) => number | null): readonly (readonly [number, number] | null)[] => periods.map((period, i) => {
    const value = share(period);
    return value === null ? null : [round(x(i)), round(y(value))];
  });
  const last = periods.length - 1;
  return [
    { type: 'line', points: lineOf(({ rollingNaive }) => rollingNaive), stroke: { ink: 'neutral', width: 1.5 } },
    ...(result.target === null ? [] : [{
      type: 'rule' as const, x1: from, x2: to, y1: round(y(result.target)), y2: round(y(result.target)), stroke: { ink: 'ink-2' as const, width: 1.25, dash: 'target' as const },
    }]),
    { type: 'line', points: lineOf(({ rolling }) => rolling), stroke: { ink, width: 2 } },
    { type: 'dot', x: round(x(last)), y: round(y((periods[last] as ForecastPeriod).rolling as number)), r: 4, fill: ink, point: last },
  ];
};

const pointOf = ({ messages, format }: ChartContext, period: ForecastPeriod, x: number, y: number): ScenePoint => {
  const title = formatPeriod(period, format);
  const own = formatPercent(period.rolling as number, format.locale, 1);
  const naive = period.rollingNaive === null ? null : formatPercent(period.rollingNaive, format.locale, 1);
  return {
    x, y, title, crosshair: true,
    rows: [{ label: say(messages, 'forecast.rolling.own'), value: own }, ...(naive === null ? [] : [{ label: say(messages, 'forecast.rolling.naive'), value: naive }])],
    sentence: naive === null ? say(messages, 'forecast.rolling.sayOwn', { period: title, own }) : say(messages, 'forecast.rolling.say', { period: title, own, naive }),
  };
};

const summaryOf = ({ messages, format }: ChartContext, periods: readonly ForecastPeriod[]): string => {
  const { rolling, rollingNaive } = periods[periods.length - 1] as ForecastPeriod;
  const own = formatPercent(rolling as number, format.locale, 1);
  return rollingNaive === null ? say(messages, 'forecast.rolling.summaryOwn', { own })
    : say(messages, 'forecast.rolling.summary', { own, naive: formatPercent(rollingNaive, format.locale, 1) });
};

const tableOf = ({ messages, format }: ChartContext, periods: readonly ForecastPeriod[]): SceneTable => ({
  caption: say(messages, 'forecast.rollingTable'),
  columns: [say(messages, 'forecast.col.period'), say(messages, 'forecast.rolling.own'), say(messages, 'forecast.rolling.naive')].map((label, i) => ({ label, numeric: i > 0 })),
  rows: periods.map((period) => [formatPeriod(period, format), ...[period.rolling, period.rollingNaive].map((share) => (share === null ? '–' : formatPercent(share, format.locale, 1)))]),
  raw: periods.map((period) => [`${period.start}/${period.end}`, period.rolling, period.rollingNaive]),
});
