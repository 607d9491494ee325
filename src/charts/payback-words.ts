import { scaledFigure, scaleUnit } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { formatInterval } from '../format/range.js';
import { formatSpoken } from '../format/spoken.js';
import { formatValue } from '../format/value-parts.js';
import { say } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Scene } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import type { Payback } from './payback-plot.js';
import { round } from './text-mark.js';

/** When the cost is earned back, and when it would be if nobody left. */
export const paidTexts = (context: ChartContext, result: KpiResult<'cac'>, { curve }: Payback): readonly string[] => {
  const { messages, format } = context;
  const { simpleMonths, survivalMonths, survivalCi } = result.details.payback;
  const months = (value: number): string => formatNumber(value, format.locale, { digits: 1 });
  if (survivalMonths === null) return [say(messages, 'payback.never', { months: curve[curve.length - 1]?.month ?? 0 })];
  if (survivalMonths === 0) return [say(messages, 'payback.atOnce')];
  const range = survivalCi ? formatInterval(survivalCi, 'count', survivalMonths, format) : '';
  return [
    range === '' ? say(messages, 'payback.paidBack', { month: months(survivalMonths) }) : say(messages, 'payback.paidBackRange', { month: months(survivalMonths), range }),
    ...(simpleMonths === null ? [] : [say(messages, 'payback.nobodyLeft', { months: months(simpleMonths) })]),
  ];
};

export const paybackPoints = ({ context, curve, x, y, cost }: Payback, months: readonly number[]): Scene['points'] => {
  const { messages, format } = context;
  const step = Math.max(1, ((months[1] ?? 1) - (months[0] ?? 0)) / 2);
  return curve.filter((point, i) => i === curve.length - 1 || point.month % step === 0).map((point) => ({
    x: round(x(point.month)), y: round(y(point.margin)), crosshair: true, title: say(messages, 'payback.point', { month: point.month }),
    rows: [
      { label: say(messages, 'payback.row.margin'), value: formatValue(point.margin, 'money', format) },
      { label: say(messages, 'payback.row.cac'), value: formatValue(cost, 'money', format) },
      { label: say(messages, 'payback.row.balance'), value: formatValue(point.margin - cost, 'money', format) },
    ],
    sentence: say(messages, 'payback.say', { month: point.month, margin: formatSpoken(point.margin, 'money', format), cac: formatSpoken(cost, 'money', format) }),
  }));
};

export const paybackSummary = (context: ChartContext, result: KpiResult<'cac'>): string => {
  const { messages, format } = context;
  const { survivalMonths, curve } = result.details.payback;
  const text = survivalMonths === null ? say(messages, 'payback.never', { months: curve[curve.length - 1]?.month ?? 0 })
    : survivalMonths === 0 ? say(messages, 'payback.atOnce')
    : say(messages, 'payback.paidBack', { month: formatNumber(survivalMonths, format.locale, { digits: 1 }) });
  return `${say(messages, 'payback.caption')}: ${text}.`;
};

export const paybackTable = ({ context, curve, scale }: Payback): Scene['table'] => {
  const { messages, format } = context;
  const missing = say(messages, 'table.missing');
  const unit = scaleUnit(scale, format);
  const [month, margin] = [say(messages, 'payback.col.month'), say(messages, 'payback.col.margin', { unit })];
  const write = (amount: number): string => scaledFigure(amount, scale, format.locale);
  return {
    caption: say(messages, 'payback.table', { unit }),
    columns: [{ label: month, numeric: true }, { label: margin, numeric: true }, { label: say(messages, 'payback.col.interval'), numeric: true }],
    rows: curve.map((point) => [formatNumber(point.month, format.locale), write(point.margin), point.lo === null || point.hi === null ? missing : `${write(point.lo)}–${write(point.hi)}`]),
    rawColumns: [month, format.currency ?? margin, say(messages, 'table.lower'), say(messages, 'table.upper')],
    raw: curve.map((point) => [point.month, point.margin, point.lo, point.hi]),
    pointOfRow: [],
  };
};
