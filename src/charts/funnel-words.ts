import { scaledFigure, scaleUnit, type MoneyScale } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatPeriod } from '../format/period.js';
import { formatSpoken } from '../format/spoken.js';
import { formatValue } from '../format/value-parts.js';
import { say } from '../i18n/messages.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import { followedCohort, mostLost, stageName, type Funnel, type FunnelRow } from './funnel-rows.js';
import { isUnreliable } from './is-unreliable.js';

/** Stops from the first stage to won: each row is one. */
export const funnelPoints = (funnel: Funnel): readonly ScenePoint[] => {
  const { rows, layout, context } = funnel;
  const height = layout.form === 'tiny' ? 32 : Math.max(layout.bar + 4, 16);
  const boxOf = (i: number): NonNullable<ScenePoint['box']> =>
    ({ x: 0, y: funnel.rowY(i) - (layout.form === 'tiny' ? 22 : height / 2), width: context.frame.width, height });
  return [
    ...rows.map((row, i): ScenePoint => ({
      x: layout.value?.x ?? layout.count?.x ?? 0, y: funnel.rowY(i), box: boxOf(i), title: stageName(context, row.stage), key: [row.stage],
      rows: rowsOf(funnel, row), sentence: sentenceOf(funnel, row),
    })),
    ...wonPoint(funnel, boxOf),
  ];
};

const wonPoint = (funnel: Funnel, boxOf: (i: number) => NonNullable<ScenePoint['box']>): readonly ScenePoint[] => {
  const { context, layout, result, rows } = funnel;
  const { messages, format } = context;
  const cohort = followedCohort(result.details);
  if (!layout.cohort || !cohort) return [];
  const share = cohort.won / cohort.n;
  return [{
    x: layout.cohort.x, y: funnel.rowY(rows.length), box: boxOf(rows.length), title: say(messages, 'funnel.won'),
    rows: [
      { label: say(messages, 'funnel.row.reached', { period: formatPeriod(cohort.period, format) }), value: formatNumber(cohort.won, format.locale) },
      { label: say(messages, 'funnel.row.ofFirst'), value: formatPercent(share, format.locale, 1) },
    ],
    sentence: `${say(messages, 'funnel.say.won', { won: cohort.won, of: cohort.n, share: formatSpoken(share, 'ratio', format) })}.`,
  }];
};

const rowsOf = ({ context, result }: Funnel, { open, cohort }: FunnelRow): ScenePoint['rows'] => {
  const { messages, format } = context;
  const money = (value: number | null): string => (value === null ? say(messages, 'table.missing') : formatValue(value, 'money', format));
  return [
    ...(open ? [
      { label: say(messages, 'funnel.row.count'), value: formatNumber(open.n, format.locale) },
      { label: say(messages, 'funnel.row.value'), value: money(open.value) },
      ...(open.weighted === null ? [] : [{ label: say(messages, 'funnel.row.weighted'), value: money(open.weighted) }]),
      ...(open.medianAgeDays === null ? [] : [{ label: say(messages, 'funnel.row.age'), value: formatValue(open.medianAgeDays, 'days', format) }]),
    ] : []),
    ...(cohort && result.details.cohort ? [
      { label: say(messages, 'funnel.row.reached', { period: formatPeriod(result.details.cohort.period, format) }), value: formatNumber(cohort.reached, format.locale) },
      ...(cohort.ofPrevious === null ? [] : [{ label: say(messages, 'funnel.row.ofPrevious'), value: formatPercent(cohort.ofPrevious, format.locale, 1) }]),
      ...(cohort.ofFirst === null ? [] : [{ label: say(messages, 'funnel.row.ofFirst'), value: formatPercent(cohort.ofFirst, format.locale, 1) }]),
      { label: say(messages, 'funnel.row.lost'), value: formatNumber(cohort.lostHere, format.locale) },
    ] : []),
  ];
};

const sentenceOf = ({ context, result }: Funnel, row: FunnelRow): string => {
  const { messages, format } = context;
  const { open, cohort } = row;
  const spoken = (share: number): string => formatSpoken(Math.round(share * 100) / 100, 'ratio', format);
  const first = [
    open ? say(messages, 'funnel.say.open', { stage: stageName(context, row.stage), n: open.n }) : stageName(context, row.stage),
    ...(open && open.value !== null ? [say(messages, 'funnel.say.value', { value: formatSpoken(open.value, 'money', format) })] : []),
    ...(open && open.weighted !== null ? [say(messages, 'funnel.say.weighted', { value: formatSpoken(open.weighted, 'money', format) })] : []),
    ...(open && open.medianAgeDays !== null ? [say(messages, 'funnel.say.age', { days: formatValue(open.medianAgeDays, 'days', format) })] : []),
  ].join(', ');
  if (!cohort || !result.details.cohort || cohort.ofFirst === null) return `${first}.`;
  const second = [
    say(messages, 'funnel.say.reached', { reached: cohort.reached, of: result.details.cohort.n, share: spoken(cohort.ofFirst) }),
    ...(cohort.ofPrevious === null ? [] : [say(messages, 'funnel.say.previous', { share: spoken(cohort.ofPrevious) })]),
  ].join(', ');
  return `${first}. ${second}.`;
};

export const funnelSummary = ({ context, result, rows }: Funnel): string => {
  const { messages, format } = context;
  if (rows.length === 0) return say(messages, 'funnel.none');
  const { volume, value } = result.details;
  const cohort = followedCohort(result.details);
  const stages = say(messages, 'funnel.stages', { n: rows.length });
  const now = value === null ? say(messages, 'funnel.summaryNoValue', { n: volume, stages })
    : say(messages, 'funnel.summary', { n: volume, stages, value: formatSpoken(value, 'money', format) });
  if (!cohort) return now;
  const became = say(messages, 'funnel.summaryCohort', {
    of: cohort.n, period: formatPeriod(cohort.period, format), won: cohort.won, share: formatSpoken(cohort.won / cohort.n, 'ratio', format),
  });
  const worst = isUnreliable(result) ? null : mostLost(result.details);
  const lost = worst === null ? [] : [say(messages, 'funnel.mostLost', { stage: worst.stage, count: formatNumber(worst.lost, format.locale), all: formatNumber(worst.all, format.locale) })];
  return [now, became, ...lost].join(' ');
};

/** All stages, also those the picture had no room for. Columns without any figure are left out. */
export const funnelTable = (
  context: ChartContext, rows: readonly FunnelRow[], scale: MoneyScale,
): SceneTable => {
  const { messages, format } = context;
  const missing = say(messages, 'table.missing');
  const unit = scaleUnit(scale, format);
  const count = (value: number): string => formatNumber(value, format.locale);
  const money = (value: number): string => scaledFigure(value, scale, format.locale);
  const percent = (share: number): string => formatNumber(share * 100, format.locale, { digits: 1, fixed: true });
  const candidates: readonly Column[] = [
    { label: say(messages, 'funnel.col.count'), of: (row) => row.open?.n ?? null, write: count },
    { label: say(messages, 'funnel.col.value', { unit }), of: (row) => row.open?.value ?? null, write: money },
    { label: say(messages, 'funnel.col.weighted', { unit }), of: (row) => row.open?.weighted ?? null, write: money },
    { label: say(messages, 'funnel.col.age'), of: (row) => row.open?.medianAgeDays ?? null, write: count },
    { label: say(messages, 'funnel.col.reached'), of: (row) => row.cohort?.reached ?? null, write: count },
    { label: say(messages, 'funnel.col.ofPrevious'), of: (row) => row.cohort?.ofPrevious ?? null, write: percent },
    { label: say(messages, 'funnel.col.ofFirst'), of: (row) => row.cohort?.ofFirst ?? null, write: percent },
    { label: say(messages, 'funnel.col.lost'), of: (row) => row.cohort?.lostHere ?? null, write: count },
  ];
  const columns = candidates.filter((column) => rows.some((row) => column.of(row) !== null));
  return {
    caption: say(messages, 'funnel.table'),
    columns: [{ label: say(messages, 'funnel.col.stage'), numeric: false }, ...columns.map(({ label }) => ({ label, numeric: true }))],
    rows: rows.map((row) => [stageName(context, row.stage), ...columns.map((column) => {
      const value = column.of(row);
      return value === null ? missing : column.write(value);
    })]),
    raw: rows.map((row) => [row.stage ?? say(messages, 'funnel.noStage'), ...columns.map((column) => column.of(row))]),
  };
};

interface Column {
  readonly label: string;
  readonly of: (row: FunnelRow) => number | null;
  readonly write: (value: number) => string;
}
