import { formatScaled, fullScaleOf, scaledFigure, scaleUnit, type MoneyScale } from '../format/money.js';
import { formatSpoken } from '../format/spoken.js';
import { say } from '../i18n/messages.js';
import type { Interval } from '../model/interval.js';
import type { KpiResult } from '../model/result.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { Benchmark } from './benchmark-row.js';
import type { ChartContext } from './chart-context.js';
import { moneyRange, type EconomyRow } from './economy-rows.js';
import type { LinearScale } from './linear-scale.js';
import { round } from './text-mark.js';

export const economyPoints = (
  context: ChartContext, rows: readonly EconomyRow[], boxes: readonly { readonly y: number; readonly height: number }[], x: LinearScale,
): readonly ScenePoint[] => {
  const { messages, format, frame } = context;
  const full = (amount: number): string => formatScaled(amount, fullScaleOf(amount, format), format);
  return rows.map((row, i): ScenePoint => {
    const box = boxes[i] ?? { y: 0, height: 0 };
    return {
      x: round(x(row.value ?? 0)), y: round(box.y + box.height - 7), box: { x: 0, y: box.y, width: frame.width, height: box.height + 2 }, title: row.name,
      rows: [
        { label: row.name, value: row.value === null ? say(messages, 'unit.unknown') : full(row.value) },
        ...(row.ci && row.value !== null ? [{ label: say(messages, 'table.interval'), value: moneyRange(context, row.ci, fullScaleOf(row.value, format)) || say(messages, 'table.missing') }] : []),
        ...(row.filled === null ? [] : [{ label: say(messages, 'unit.marginRow'), value: full(row.filled) }]),
      ],
      sentence: sentenceOf(context, row),
    };
  });
};

const sentenceOf = (context: ChartContext, row: EconomyRow): string => {
  const { messages, format } = context;
  const spoken = (amount: number): string => formatSpoken(amount, 'money', format);
  if (row.value === null) return `${row.name}: ${say(messages, 'unit.unknown')}.`;
  if (row.ci && row.ci.lo !== null && row.ci.hi !== null) {
    return say(messages, 'unit.sayInterval', { what: row.name, value: spoken(row.value), lo: spoken(row.ci.lo), hi: spoken(row.ci.hi) });
  }
  return say(messages, 'unit.say', { what: row.name, value: spoken(row.value) });
};

export const economySummary = (context: ChartContext, rows: readonly EconomyRow[]): string => {
  const { messages, format } = context;
  const of = (id: EconomyRow['id']): number | null => rows.find((row) => row.id === id)?.value ?? null;
  const [cac, clv] = [of('cac'), of('lifetime')];
  if (cac === null) return rows.map((row) => sentenceOf(context, row)).join(' ');
  return clv === null ? say(messages, 'unit.summaryCac', { cac: formatSpoken(cac, 'money', format) })
    : say(messages, 'unit.summary', { cac: formatSpoken(cac, 'money', format), clv: formatSpoken(clv, 'money', format) });
};

/** The rows, and beneath the cost what it is by organic and paid. A benchmark is named with year and source. */
export const economyTable = (
  context: ChartContext, result: KpiResult<'cac'>, rows: readonly EconomyRow[], scale: MoneyScale, benchmark: Benchmark | null,
): SceneTable => {
  const { messages, format } = context;
  const missing = say(messages, 'table.missing');
  const { organic, inorganic, aovMargin } = result.details;
  interface Line { readonly what: string; readonly value: number | null; readonly ci: Interval | null; readonly point: number | null }
  const line = (what: string, value: number | null, ci: Interval | null = null, point: number | null = null): Line => ({ what, value, ci, point });
  const lines: readonly Line[] = rows.flatMap((row) => [
    line(row.name, row.value, row.ci, row.point),
    ...(row.id === 'cac' && organic !== null ? [line(say(messages, 'unit.organicRow'), organic)] : []),
    ...(row.id === 'cac' && inorganic !== null ? [line(say(messages, 'unit.paidRow'), inorganic)] : []),
    ...(row.id === 'cac' && benchmark && benchmark.currency === format.currency ? [
      line(`${benchmark.name} ${benchmark.year}, ${say(messages, 'unit.organicWord')} (${benchmark.source})`, benchmark.organic),
      line(`${benchmark.name} ${benchmark.year}, ${say(messages, 'unit.paidWord')} (${benchmark.source})`, benchmark.paid),
    ] : []),
    ...(row.id === 'firstOrder' && aovMargin !== null ? [line(say(messages, 'unit.marginRow'), aovMargin)] : []),
  ]);
  const unit = scaleUnit(scale, format);
  return {
    caption: say(messages, 'unit.table', { unit }),
    columns: [
      { label: say(messages, 'unit.col.what'), numeric: false }, { label: unit, numeric: true }, { label: say(messages, 'table.interval'), numeric: true },
    ],
    rows: lines.map(({ what, value, ci }) => [
      what, value === null ? missing : scaledFigure(value, scale, format.locale),
      ci && value !== null ? moneyRange(context, ci, scale) || missing : missing,
    ]),
    rawColumns: [say(messages, 'unit.col.what'), format.currency ?? say(messages, 'trend.value'), say(messages, 'table.lower'), say(messages, 'table.upper')],
    raw: lines.map(({ what, value, ci }) => [what, value, ci?.lo ?? null, ci?.hi ?? null]),
    pointOfRow: lines.map(({ point }) => point),
  };
};
