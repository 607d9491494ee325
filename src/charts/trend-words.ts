import { formatNumber } from '../format/number.js';
import { formatPeriod } from '../format/period.js';
import { formatInterval, halfWidthOf } from '../format/range.js';
import { formatSpoken } from '../format/spoken.js';
import { formatValue } from '../format/value-parts.js';
import { say } from '../i18n/messages.js';
import type { KpiResult, TrendPoint } from '../model/result.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import { round } from './text-mark.js';

/** The reading of one period: title, rows, sentence. */
export const trendPoint = (context: ChartContext, result: KpiResult, point: TrendPoint, x: number, y: number): readonly ScenePoint[] => {
  const { messages, format } = context;
  const title = formatPeriod(point.period, format);
  const value = point.value === null ? say(messages, 'table.missing') : formatValue(point.value, result.unit, format, { halfWidth: halfWidthOf(point.ci) });
  return [{
    x: round(x), y: round(y), title, crosshair: true, period: { start: point.period.start, end: point.period.end },
    rows: [
      { label: say(messages, 'trend.value'), value },
      ...(point.ci ? [{ label: say(messages, 'trend.interval'), value: formatInterval(point.ci, result.unit, point.value, format) }] : []),
      { label: say(messages, 'trend.cases'), value: formatNumber(point.n, format.locale) },
    ],
    sentence: sentenceOf(context, result, point, title) + (point.period.partial ? ` ${say(messages, 'trend.open')}` : ''),
  }];
};

const sentenceOf = (context: ChartContext, result: KpiResult, point: TrendPoint, period: string): string => {
  const { messages, format } = context;
  if (point.value === null) return say(messages, 'trend.pointNone', { period });
  const spoken = (amount: number): string => formatSpoken(amount, result.unit, format, { halfWidth: halfWidthOf(point.ci) });
  const value = spoken(point.value);
  if (point.reliability === 'unreliable') return say(messages, 'trend.pointFew', { period, value, count: point.n });
  if (!point.ci || point.ci.lo === null || point.ci.hi === null) return say(messages, 'trend.point', { period, value, count: point.n });
  return say(messages, 'trend.pointInterval', { period, value, lo: spoken(point.ci.lo), hi: spoken(point.ci.hi), count: point.n });
};

/** From where to where, over reliable ends. */
export const trendSummary = (context: ChartContext, result: KpiResult, trend: readonly TrendPoint[], name: string): string => {
  const known = trend.filter((point) => point.value !== null);
  const [first, last] = [known[0], known[known.length - 1]];
  if (!first || !last) return say(context.messages, 'trend.none');
  const { messages, format } = context;
  const spoken = (point: TrendPoint): string => formatSpoken(point.value as number, result.unit, format, { halfWidth: halfWidthOf(point.ci) });
  if (first === last) return say(messages, 'trend.point', { period: formatPeriod(last.period, format), value: spoken(last), count: last.n });
  return say(messages, 'trend.summary', {
    name, first: spoken(first), from: formatPeriod(first.period, format), last: spoken(last), to: formatPeriod(last.period, format),
  });
};

/** Unreliable values are shown as "n = 7", never hidden; the raw table keeps the number. */
export const trendTable = (context: ChartContext, result: KpiResult, trend: readonly TrendPoint[], caption: string): SceneTable => {
  const { messages, format } = context;
  const missing = say(messages, 'table.missing');
  return {
    caption,
    columns: [
      { label: say(messages, 'trend.period'), numeric: false }, { label: say(messages, 'trend.value'), numeric: true },
      { label: say(messages, 'trend.interval'), numeric: true }, { label: say(messages, 'trend.cases'), numeric: true },
    ],
    rows: trend.map((point) => [
      formatPeriod(point.period, format),
      point.value === null ? missing : point.reliability === 'unreliable' ? say(messages, 'trend.tooFew', { count: point.n })
        : formatValue(point.value, result.unit, format, { halfWidth: halfWidthOf(point.ci) }),
      point.ci && point.value !== null ? formatInterval(point.ci, result.unit, point.value, format) : missing,
      formatNumber(point.n, format.locale),
    ]),
    rawColumns: [
      say(messages, 'trend.period'), say(messages, 'trend.value'), say(messages, 'table.lower'), say(messages, 'table.upper'), say(messages, 'trend.cases'),
    ],
    raw: trend.map((point) => [point.period.start, point.value, point.ci?.lo ?? null, point.ci?.hi ?? null, point.n]),
  };
};
