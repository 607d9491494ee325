import { columnScaleOf, scaledFigure, scaleUnit, type MoneyScale } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatPeriod } from '../format/period.js';
import { formatValue } from '../format/value-parts.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, RectMark, Scene } from '../model/scene.js';
import { chartContext, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { funnelFootnote, funnelHeader } from './funnel-header.js';
import { funnelLayout, type FunnelLayout } from './funnel-layout.js';
import { followedCohort, funnelRows, mostLost, stageName, type Funnel, type FunnelRow } from './funnel-rows.js';
import { funnelPoints, funnelSummary, funnelTable } from './funnel-words.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale } from './linear-scale.js';
import { fittedText, nameMarks, round, textMark } from './text-mark.js';

const mostRows = 14;
const emptyHeight = 18;

/** What is open per stage now, and how far a cohort gets: count, value with its expected part, share of previous, of all. */
export const pipelineFunnel = (result: KpiResult<'pipeline'>, frame: Frame, messages: Messages): Scene => {
  const context = chartContext(frame, messages);
  const all = funnelRows(result.details);
  const rows = all.slice(0, mostRows);
  const scale = columnScaleOf(largest(rows.map((row) => row.open?.value ?? 0)), context.format);
  const layout = layoutOf(context, result, rows, scale);
  const header = funnelHeader(context, result, layout, scaleUnit(scale, context.format), rows.length > 0);
  const middle = layout.form === 'tiny' ? 25 : layout.pitch / 2;
  const funnel: Funnel = {
    context, result, rows, layout, scale, moneyUnit: scaleUnit(scale, context.format),
    rowY: (i) => header.height + middle + i * layout.pitch,
  };
  const bottom = header.height + (rows.length === 0 ? emptyHeight : layout.pitch * (rows.length + (hasWonRow(funnel) ? 1 : 0)));
  const foot = funnelFootnote(context, result, layout, bottom, all.length - rows.length, header.named);
  return finishScene(context, {
    width: frame.width,
    height: bottom + foot.height + 2,
    plot: { x: 0, y: header.height, width: frame.width, height: bottom - header.height },
    marks: [
      ...header.marks,
      ...(rows.length === 0 ? [textMark(0, header.height + 12, say(messages, 'funnel.none'), { size: 'text', ink: 'ink-2' })] : []),
      ...separators(funnel),
      ...rows.flatMap((row, i) => rowMarks(funnel, row, i)),
      ...wonMarks(funnel),
      ...foot.marks,
    ],
    points: funnelPoints(funnel),
    summary: funnelSummary(funnel),
    table: funnelTable(context, all, scale),
  });
};

const largest = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), 0);

const layoutOf = (context: ChartContext, result: KpiResult<'pipeline'>, rows: readonly FunnelRow[], scale: MoneyScale): FunnelLayout => {
  const { locale } = context.format;
  const count = (value: number): string => formatNumber(value, locale);
  return funnelLayout(context, {
    names: [...rows.map((row) => stageName(context, row.stage)), say(context.messages, 'funnel.won')],
    counts: rows.map((row) => count(row.open?.n ?? 0)),
    values: rows.map((row) => (row.open?.value === null || row.open === null ? '–' : scaledFigure(row.open.value, scale, locale))),
    reached: rows.map((row) => count(row.cohort?.reached ?? 0)),
    percents: [formatPercent(1, locale), formatPercent(0.888, locale, 1), say(context.messages, 'funnel.ofAll'), say(context.messages, 'funnel.onward')],
    hasOpen: result.details.stages.length > 0 || followedCohort(result.details) === null,
    hasValue: rows.some((row) => row.open !== null && row.open.value !== null),
    hasCohort: followedCohort(result.details) !== null,
  });
};

const hasWonRow = ({ layout, result, rows }: Funnel): boolean =>
  (layout.form === 'wide' || layout.form === 'medium') && rows.length > 0 && (result.details.flow !== null || layout.cohort !== null);

/** Hairlines between rows; the share that goes on stands in the gap of its line. */
const separators = (funnel: Funnel): readonly Mark[] => {
  const { layout, context, rows } = funnel;
  if (layout.form === 'narrow' || layout.form === 'tiny') return [];
  const lines = hasWonRow(funnel) ? rows.length : rows.length - 1;
  const worst = isUnreliable(funnel.result) ? null : mostLost(funnel.result.details);
  return Array.from({ length: Math.max(0, lines) }, (_, i) => {
    const y = Math.round(funnel.rowY(i) + layout.pitch / 2);
    const onward = rows[i]?.onward ?? null;
    const stroke = { ink: 'grid' as const, width: 1 };
    const whole: Mark = { type: 'rule', x1: 0, x2: context.frame.width, y1: y, y2: y, stroke };
    if (onward === null || layout.previous === null) return [whole];
    const { left, right } = layout.previous;
    return [
      { ...whole, x2: left - 4 },
      { ...whole, x1: right + 4 },
      textMark(right - 10, y + 4, formatPercent(onward, context.format.locale), { anchor: 'end', tabular: true, ...(rows[i]?.stage === worst?.stage ? { strong: true, ink: 'ink-1' } : {}) }),
      { type: 'arrow' as const, x1: right - 3.5, y1: y - 4, x2: right - 3.5, y2: y + 3.5, stroke: { ink: 'ink-3' as const, width: 1 } },
    ] satisfies Mark[];
  }).flat();
};

/** What may be is outlined, what is expected of it filled. */
const greyOf = (fill: 'neutral' | 'accent' | 'accent-mid'): Pick<RectMark, 'fill' | 'stroke'> =>
  (fill === 'accent-mid' ? { fill: 'surface', stroke: { ink: 'neutral', width: 1 } } : { fill: 'neutral' });

const rowMarks = (funnel: Funnel, row: FunnelRow, i: number): readonly Mark[] => {
  const { context, layout, rows } = funnel;
  const { locale } = context.format;
  const y = funnel.rowY(i);
  const key = [row.stage];
  const small = layout.form === 'narrow' || layout.form === 'tiny';
  const look = { size: 'text', ink: 'ink-2', tabular: true } as const;
  const few = isUnreliable(funnel.result);
  const bar = (x: number, width: number, fill: 'neutral' | 'accent' | 'accent-mid'): Mark =>
    ({ type: 'rect', x, y: y - layout.bar / 2, width: round(Math.max(0, width)), height: layout.bar, radius: 1.5, key, point: i, ...(few ? greyOf(fill) : { fill }) });
  const nameLook = { size: 'text', strong: !small, ink: small ? 'ink-2' : 'ink-1' } as const;
  const name = stageName(context, row.stage);
  const marks: Mark[] = layout.form === 'tiny' ? [fittedText(context, 0, y - 11, name, layout.nameWidth, nameLook)]
    : [...nameMarks(context, 0, y, name, layout.nameWidth, nameLook)];
  if (layout.count && row.open) {
    const width = linearScale(0, largest(rows.map((other) => other.open?.n ?? 0)) || 1, 0, layout.count.bar)(row.open.n);
    const text = formatNumber(row.open.n, locale);
    if (layout.count.bar > 0) marks.push(bar(layout.count.x, width, 'neutral'), textMark(layout.count.x + width + 6, y + 4, text, look));
    else marks.push(textMark(layout.count.right, y + 4, text, { ...look, anchor: 'end' }));
  }
  if (layout.value && row.open) {
    const x = linearScale(0, largest(rows.map((other) => other.open?.value ?? 0)) || 1, 0, layout.value.bar);
    const { value, weighted } = row.open;
    const width = value === null ? 0 : Math.max(0, x(value));
    if (value !== null) marks.push(bar(layout.value.x, width, weighted === null ? 'accent' : 'accent-mid'));
    if (value !== null && weighted !== null) marks.push(bar(layout.value.x, Math.min(width, x(Math.max(0, weighted))), 'accent'));
    marks.push(textMark(layout.value.x + width + 6, y + 4, value === null ? '–' : scaledFigure(value, funnel.scale, locale),
      { ...look, strong: small && !few, ink: few ? 'ink-3' : small ? 'ink-1' : 'ink-2' }));
  }
  if (layout.cohort && row.cohort) {
    const width = linearScale(0, funnel.result.details.cohort?.n ?? 1, 0, layout.cohort.bar)(row.cohort.reached);
    marks.push(bar(layout.cohort.x, width, 'neutral'), textMark(layout.cohort.x + width + 6, y + 4, formatNumber(row.cohort.reached, locale), look));
  }
  if (layout.all !== null && row.cohort?.ofFirst !== null && row.cohort) {
    marks.push(textMark(layout.all, y + 4, formatPercent(row.cohort.ofFirst, locale), { ...look, anchor: 'end' }));
  }
  if (layout.onward !== null && row.onward !== null) {
    marks.push(textMark(layout.onward, y + 4, formatPercent(row.onward, locale), { ...look, anchor: 'end' }));
  }
  return marks;
};

/** What was won in the period at the left, what became of the cohort at the right: two facts, two places. */
const wonMarks = (funnel: Funnel): readonly Mark[] => {
  if (!hasWonRow(funnel)) return [];
  const { context, layout, result, rows } = funnel;
  const { messages, format } = context;
  const y = funnel.rowY(rows.length);
  const marks: Mark[] = [fittedText(context, 0, y + 4, say(messages, 'funnel.won'), layout.nameWidth, { size: 'text', strong: true, ink: 'ink-1' })];
  const won = result.details.flow?.won;
  if (won && layout.count) {
    const params = { count: formatNumber(won.n, format.locale), period: formatPeriod(result.period, format) };
    const value = won.value === null ? null : formatValue(won.value, 'money', format);
    const right = (layout.cohort?.x ?? context.frame.width) - 12;
    const look = { size: 'text', ink: 'ink-2' } as const;
    if (layout.count.bar === 0 && layout.value && value !== null) {
      const line = say(messages, 'funnel.wonLineShort', { period: params.period, value });
      const width = right - layout.value.x;
      marks.push(
        textMark(layout.count.right, y + 4, params.count, { ...look, anchor: 'end', tabular: true }),
        fittedText(context, layout.value.x, y + 4, widthOf(context, line, 'text') <= width ? line : value, width, look),
      );
    } else {
      const text = value === null ? say(messages, 'funnel.wonCount', params) : say(messages, 'funnel.wonLine', { ...params, value });
      marks.push(fittedText(context, layout.count.x, y + 4, text, right - layout.count.x, look));
    }
  }
  const cohort = followedCohort(result.details);
  if (layout.cohort && cohort) {
    const width = (cohort.won / cohort.n) * layout.cohort.bar;
    marks.push(
      { type: 'rect', x: layout.cohort.x, y: y - layout.bar / 2, width: round(width), height: layout.bar, radius: 1.5, fill: 'accent', point: rows.length },
      textMark(layout.cohort.x + width + 6, y + 4, formatNumber(cohort.won, format.locale), { size: 'text', ink: 'ink-2', tabular: true }),
      textMark(layout.all as number, y + 4, formatPercent(cohort.won / cohort.n, format.locale, 1), { size: 'text', ink: 'ink-1', strong: true, anchor: 'end', tabular: true }),
    );
  }
  return marks;
};
