import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Ink, Mark, Scene } from '../model/scene.js';
import { lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { leadFunnelPoints, leadFunnelSummary, leadFunnelTable } from './lead-funnel-words.js';
import { leadSteps, type LeadStep } from './lead-steps.js';
import { noteMarks, unworkedBars, unworkedNote, type UnworkedNote } from './lead-unworked.js';
import { fittedText, round, textMark, type Box } from './text-mark.js';

const pitch = 28;
const barHeight = 16;
/** In narrower places names and figures stand above their bars. */
const besideFrom = 300;
const lineAbove = 18;
const wideFrom = 420;
const shareFrom = 200;

interface Column { readonly label: string; readonly width: number; readonly strong: boolean; readonly text: (step: LeadStep) => string }
interface Row { readonly step: LeadStep; readonly name: string; readonly top: number; readonly middle: number; readonly note: UnworkedNote | null }

/**
 * How far the leads of the period got, each as long as the horizon: bars from zero with the share of the step before and of all that
 * came in. Those nobody worked are split off beside the worked ones, with what is to be said before lead quality is blamed.
 */
export const leadFunnel = (result: KpiResult<'lead_to_opp'>, frame: Frame, messages: Messages): Scene => {
  const context = chartContext(frame, messages);
  const { funnel, horizonDays } = result.details;
  const steps = leadSteps(funnel);
  const whole = { whole: formatPercent(1, frame.locale), count: formatNumber(funnel.received, frame.locale) };
  const short = say(messages, 'leads.captionShort', whole);
  const head = caption(context, 0, say(messages, 'leads.caption'), horizonDays === null ? short : say(messages, 'leads.captionRest', { ...whole, days: horizonDays }), short);
  const table = leadFunnelTable(context, result, steps);
  if (steps.length === 0) {
    const none = say(messages, 'leads.none');
    return finishScene(context, {
      width: frame.width, height: head.height + 40, plot: { x: 0, y: head.height, width: frame.width, height: 40 },
      marks: [...head.marks, fittedText(context, 0, head.height + 22, none, frame.width, { size: 'text', ink: 'ink-2' })], points: [], summary: none, table,
    });
  }
  const above = frame.width < besideFrom;
  const columns = columnsOf(context, steps);
  const names = steps.map(({ name }) => say(messages, `leads.step.${name}`));
  const nameWidth = above ? 0 : widestOf(context, names, 'text') + 14;
  const columnsWidth = above ? 0 : columns.reduce((sum, { width }) => sum + width, 0);
  const top = head.height + (above ? 4 : lineHeight + 8);
  const rows = rowsOf(context, result, steps, names, { left: nameWidth, top });
  const last = rows[rows.length - 1] as Row;
  const plot: Box = {
    x: nameWidth, y: top, width: Math.max(60, frame.width - nameWidth - columnsWidth - (above ? 0 : 6)), height: last.middle + barHeight / 2 + 6 + (last.note?.height ?? 0) - top,
  };
  const scale = (n: number): number => (n / funnel.received) * plot.width;
  const axis = (y1: number, y2: number): Mark => ({ type: 'rule', x1: plot.x, x2: plot.x, y1, y2, stroke: { ink: 'axis', width: 1 } });
  return finishScene(context, {
    width: frame.width, height: top + plot.height, plot,
    marks: [
      ...head.marks,
      ...(above ? [] : headings(context, columns, head.height + 13)),
      ...rows.flatMap((row, i) => rowMarks(context, result, row, i, plot, scale, columns)),
      ...targetMarks(result, rows, plot, scale),
      // Names above their bars begin where the axis stands: there it goes along the bars only.
      ...(above ? rows.map(({ middle }) => axis(middle - barHeight / 2 - 2, middle + barHeight / 2 + 2)) : [axis(top, top + plot.height)]),
    ],
    points: leadFunnelPoints(context, result, steps, rows.map(({ top: y, middle }): Box => ({ x: 0, y: y + 2, width: frame.width, height: middle + barHeight / 2 + 4 - y - 2 }))),
    summary: leadFunnelSummary(context, result),
    table,
  });
};

/** The count always, the share of all where there is room, that of the step before in wide places. */
const columnsOf = (context: ChartContext, steps: readonly LeadStep[]): readonly Column[] => {
  const { messages, format: { locale }, frame } = context;
  const share = (part: number | null): string => (part === null ? '' : formatPercent(part, locale, part < 0.1 ? 1 : 0));
  const all: readonly Omit<Column, 'width'>[] = [
    { label: say(messages, 'leads.col.n'), strong: true, text: ({ n }) => formatNumber(n, locale) },
    ...(frame.width >= wideFrom ? [{ label: say(messages, 'leads.col.ofPrevious'), strong: false, text: ({ ofPrevious }: LeadStep) => share(ofPrevious) }] : []),
    ...(frame.width >= shareFrom ? [{ label: say(messages, 'leads.col.ofAll'), strong: false, text: ({ ofAll }: LeadStep) => share(ofAll) }] : []),
  ];
  return all.map((column) => ({ ...column, width: Math.max(widestOf(context, [column.label]), widestOf(context, steps.map(column.text), 'text', column.strong, true)) + 14 }));
};

const headings = (context: ChartContext, columns: readonly Column[], baseline: number): readonly Mark[] => {
  let x = context.frame.width;
  return columns.toReversed().map(({ label, width }) => {
    const mark = textMark(x, baseline, label, { anchor: 'end' });
    x -= width;
    return mark;
  });
};

const rowsOf = (context: ChartContext, result: KpiResult<'lead_to_opp'>, steps: readonly LeadStep[], names: readonly string[], start: { readonly left: number; readonly top: number }): readonly Row[] => {
  const above = context.frame.width < besideFrom;
  let { top } = start;
  return steps.map((step, i): Row => {
    const middle = top + (above ? lineAbove : 0) + pitch / 2;
    const note = unworkedNote(context, result, step, context.frame.width - start.left);
    const row = { step, name: names[i] as string, top, middle, note };
    top = middle + pitch / 2 + (note?.height ?? 0);
    return row;
  });
};

const inkOf = ({ name }: LeadStep, result: KpiResult<'lead_to_opp'>): Ink => (isUnreliable(result) ? 'neutral' : name === 'qualified' ? 'accent' : 'accent-mid');

const rowMarks = (
  context: ChartContext, result: KpiResult<'lead_to_opp'>, { step, name, top, middle, note }: Row, point: number, plot: Box, scale: (n: number) => number, columns: readonly Column[],
): readonly Mark[] => {
  const above = context.frame.width < besideFrom;
  const baseline = above ? top + 13 : middle + 4;
  const ink: Ink = isUnreliable(result) ? 'ink-3' : 'ink-1';
  const y = middle - barHeight / 2;
  let right = context.frame.width;
  return [
    textMark(0, baseline, name, { size: 'text', ink }),
    ...unworkedBars(result, step, { x: plot.x, y, height: barHeight }, scale, point),
    { type: 'rect', x: plot.x, y, width: round(Math.max(1, scale(step.n))), height: barHeight, radius: 1.5, fill: inkOf(step, result), point },
    ...columns.toReversed().map(({ text, strong, width }) => {
      const mark = textMark(right, baseline, text(step), { anchor: 'end', size: 'text', ink: strong ? ink : ink === 'ink-1' ? 'ink-2' : ink, strong: strong && ink === 'ink-1', tabular: true });
      right -= width;
      return mark;
    }),
    ...(note === null ? [] : noteMarks(context, note, plot.x, middle + barHeight / 2 + 4)),
  ];
};

/** The goal is one for the qualified: a dashed line across their bar. */
const targetMarks = ({ target, details }: KpiResult<'lead_to_opp'>, rows: readonly Row[], plot: Box, scale: (n: number) => number): readonly Mark[] => {
  const row = rows.find(({ step }) => step.name === 'qualified');
  if (target === null || row === undefined || target > 1) return [];
  const x = round(plot.x + scale(target * details.funnel.received));
  return [{ type: 'rule', x1: x, x2: x, y1: row.middle - barHeight / 2 - 4, y2: row.middle + barHeight / 2 + 4, stroke: { ink: 'ink-1', width: 1.5, dash: 'target' } }];
};
