import { formatScaled, scaledFigure, scaleUnit, type MoneyScale } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatPeriod } from '../format/period.js';
import { formatSpoken } from '../format/spoken.js';
import { say } from '../i18n/messages.js';
import type { NextForecast } from '../model/forecast-details.js';
import type { KpiResult } from '../model/result.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import { offShare, type ForecastPlot } from './forecast-plot.js';

type Result = KpiResult<'forecast_accuracy'>;

/** A coverage of (n + 1 − 2k) / (n + 1) as a count that people can follow: 5 times in 7. */
const hitsOf = ({ coverage, n }: NextForecast): { readonly hits: number; readonly of: number } => ({ hits: Math.round(coverage * (n + 1)), of: n + 1 });

export const forecastPoints = (context: ChartContext, { result, scale, x, y }: ForecastPlot): readonly ScenePoint[] => {
  const { messages, format } = context;
  const { periods, next } = result.details;
  const write = (amount: number): string => formatScaled(amount, scale, format);
  const spoken = (amount: number): string => formatSpoken(amount, 'money', format);
  return [
    ...periods.map((period, i): ScenePoint => {
      const title = formatPeriod(period, format);
      const share = offShare(period);
      const words = { period: title, forecast: spoken(period.forecast), actual: spoken(period.actual) };
      return {
        x: x(i), y: (y(period.forecast) + y(period.actual)) / 2, title, period: { start: period.start, end: period.end },
        box: { x: x(i) - 7, y: Math.min(y(period.forecast), y(period.actual)) - 6, width: 14, height: Math.abs(y(period.forecast) - y(period.actual)) + 12 },
        rows: [
          { label: say(messages, 'forecast.row.forecast'), value: write(period.forecast) },
          { label: say(messages, 'forecast.row.actual'), value: write(period.actual) },
          { label: say(messages, 'forecast.row.error'), value: `${write(period.error)}${share === null ? '' : ` (${formatPercent(share, format.locale)})`}` },
          ...(period.naive === null ? [] : [{ label: say(messages, 'forecast.row.naive'), value: write(period.naive) }]),
        ],
        sentence: share === null || share === 0 ? say(messages, 'forecast.say.periodPlain', words)
          : say(messages, share > 0 ? 'forecast.say.period' : 'forecast.say.periodLow', { ...words, share: formatPercent(Math.abs(share), format.locale) }),
      };
    }),
    ...(next === null ? [] : [nextPoint(context, next, x(periods.length), y(next.point), write, spoken)]),
  ];
};

const nextPoint = (
  { messages, format }: ChartContext, next: NextForecast, x: number, y: number, write: (amount: number) => string, spoken: (amount: number) => string,
): ScenePoint => {
  const period = formatPeriod(next, format);
  const { hits, of } = hitsOf(next);
  return {
    x, y, title: `${period}, ${say(messages, 'forecast.next')}`,
    rows: [
      { label: say(messages, 'forecast.row.forecast'), value: write(next.forecast) },
      { label: say(messages, 'forecast.row.expected'), value: write(next.point) },
      { label: say(messages, 'forecast.row.range'), value: `${write(next.lo)}–${write(next.hi)}` },
      { label: say(messages, 'forecast.row.coverage'), value: say(messages, 'forecast.coverage', { hits, of }) },
    ],
    sentence: say(messages, 'forecast.say.next', {
      period, forecast: spoken(next.forecast), n: next.n, point: spoken(next.point), lo: spoken(next.lo), hi: spoken(next.hi), hits, of,
    }),
  };
};

export const forecastSummary = ({ messages, format }: ChartContext, { value, details: { periods, next } }: Result): string => {
  const base = say(messages, 'forecast.summary', { n: periods.length, accuracy: value === null ? '–' : formatPercent(value, format.locale, 1) });
  return next === null ? base
    : `${base}${say(messages, 'forecast.summaryNext', { point: formatSpoken(next.point, 'money', format), period: formatPeriod(next, format) })}`;
};

export const forecastTable = ({ messages, format }: ChartContext, { details: { periods } }: Result, scale: MoneyScale): SceneTable => {
  const write = (amount: number): string => scaledFigure(amount, scale, format.locale);
  const columns = ['period', 'forecast', 'actual', 'error', 'share', 'naive'] as const;
  return {
    caption: say(messages, 'forecast.table', { unit: scaleUnit(scale, format) }),
    columns: columns.map((column) => ({ label: say(messages, `forecast.col.${column}`), numeric: column !== 'period' })),
    rows: periods.map((period) => {
      const share = offShare(period);
      return [
        formatPeriod(period, format), write(period.forecast), write(period.actual), write(period.error),
        share === null ? '–' : formatNumber(share * 100, format.locale, { digits: 1, fixed: true }), period.naive === null ? '–' : write(period.naive),
      ];
    }),
    raw: periods.map((period) => [`${period.start}/${period.end}`, period.forecast, period.actual, period.error, offShare(period), period.naive]),
  };
};
