import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatSpoken } from '../format/spoken.js';
import { formatValue } from '../format/value-parts.js';
import { say } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import { dayText } from './median-marks.js';
import { shareAt, type CyclePlot } from './step-curve.js';
import { round } from './text-mark.js';
import { dayTicks } from './ticks.js';

/** Days at which the curve is read: each tick and half way between, and the end. */
const readingDays = (lastDay: number): readonly number[] => {
  const ticks = dayTicks(lastDay);
  const step = (ticks[1] ?? lastDay) - (ticks[0] ?? 0);
  const days: number[] = [];
  for (let day = 0; day < lastDay && step > 0; day += step / 2) days.push(step % 2 === 0 || step < 2 ? day : Math.round(day));
  return [...days, lastDay];
};

/** Stops from left to right: the reading days, and both medians in their place. */
export const cyclePoints = (context: ChartContext, result: KpiResult<'sales_cycle'>, { x, y, lastDay }: CyclePlot): readonly ScenePoint[] => {
  const { messages, format } = context;
  const { details } = result;
  const stops = readingDays(lastDay).map((day): ScenePoint & { readonly day: number } => {
    const share = shareAt(details.curve, day);
    const spoken = (part: number): string => formatSpoken(part, 'ratio', format);
    return {
      day, x: round(x(day)), y: round(y(share.win)), crosshair: true, title: say(messages, 'cycle.point', { day: dayText(context, day) }),
      rows: [
        { label: say(messages, 'cycle.won'), value: formatPercent(share.win, format.locale, 1, true) },
        ...(share.winLo !== null && share.winHi !== null ? [{
          label: say(messages, 'cycle.row.interval'),
          value: `${formatNumber(share.winLo * 100, format.locale, { digits: 1, fixed: true })}–${formatNumber(share.winHi * 100, format.locale, { digits: 1, fixed: true })}`,
        }] : []),
        { label: say(messages, 'cycle.lost'), value: formatPercent(share.loss, format.locale, 1, true) },
        { label: say(messages, 'cycle.open'), value: formatPercent(share.open, format.locale, 1, true) },
      ],
      sentence: say(messages, 'cycle.say', { day: dayText(context, day), won: spoken(share.win), lost: spoken(share.loss), open: spoken(share.open) }),
    };
  });
  const medians = [
    { day: details.median, title: say(messages, 'cycle.medianPlainPoint'), key: 'cycle.sayMedianPlain' as const },
    { day: details.winMedian, title: say(messages, 'cycle.medianPoint'), key: 'cycle.sayMedian' as const },
  ].flatMap(({ day, title, key }): readonly (ScenePoint & { readonly day: number })[] => {
    if (day === null || day > lastDay) return [];
    const height = shareAt(details.curve, details.winMedian ?? day).win;
    const days = formatValue(day, 'days', format);
    return [{ day, x: round(x(day)), y: round(y(height)), title, rows: [{ label: say(messages, 'cycle.row.median'), value: days }], sentence: say(messages, key, { days }) }];
  });
  return [...stops, ...medians].sort((a, b) => a.day - b.day).map(({ day: _day, ...point }) => point);
};

export const cycleSummary = (context: ChartContext, result: KpiResult<'sales_cycle'>): string => {
  const { messages, format } = context;
  const { curve, curveN, winMedian } = result.details;
  const last = curve[curve.length - 1];
  if (!last) return say(messages, 'cycle.none');
  const spoken = (part: number): string => formatSpoken(Math.round(part * 100) / 100, 'ratio', format);
  const outcome = say(messages, 'cycle.summary', {
    count: curveN, won: spoken(last.win), lost: spoken(last.loss), open: spoken(last.open), day: dayText(context, last.t),
  });
  return winMedian === null ? outcome : `${outcome} ${say(messages, 'cycle.summaryMedian', { median: dayText(context, winMedian) })}`;
};

/** The curve at its reading days as shown; every step of it as raw numbers. */
export const cycleTable = (context: ChartContext, result: KpiResult<'sales_cycle'>): SceneTable => {
  const { messages, format } = context;
  const { curve, curveN } = result.details;
  const last = curve[curve.length - 1];
  const percent = (share: number): string => formatNumber(share * 100, format.locale, { digits: 1, fixed: true });
  const missing = say(messages, 'table.missing');
  const [day, won, lost, open] = [say(messages, 'cycle.col.day'), say(messages, 'cycle.col.won'), say(messages, 'cycle.col.lost'), say(messages, 'cycle.col.open')];
  return {
    caption: say(messages, 'cycle.table', { count: curveN }),
    columns: [
      { label: day, numeric: true }, { label: won, numeric: true }, { label: say(messages, 'cycle.col.wonInterval'), numeric: true },
      { label: lost, numeric: true }, { label: open, numeric: true },
    ],
    rows: last ? readingDays(last.t).map((t) => {
      const step = shareAt(curve, t);
      return [
        dayText(context, t), percent(step.win), step.winLo === null || step.winHi === null ? missing : `${percent(step.winLo)}–${percent(step.winHi)}`,
        percent(step.loss), percent(step.open),
      ];
    }) : [],
    rawColumns: [day, won, say(messages, 'table.lower'), say(messages, 'table.upper'), lost, open],
    raw: curve.map((step) => [step.t, step.win, step.winLo, step.winHi, step.loss, step.open]),
    ...(last ? { pointOfRow: pointOfRow(result, readingDays(last.t)) } : {}),
  };
};

/** Medians stand between the reading days, so rows and points differ. */
const pointOfRow = (result: KpiResult<'sales_cycle'>, days: readonly number[]): readonly number[] => {
  const { median, winMedian, curve } = result.details;
  const lastDay = curve[curve.length - 1]?.t ?? 0;
  const medians = [median, winMedian].filter((day): day is number => day !== null && day <= lastDay);
  return days.map((day, row) => row + medians.filter((other) => other < day).length);
};
