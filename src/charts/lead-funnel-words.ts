import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatValue } from '../format/value-parts.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import { unworkedParts, type LeadStep } from './lead-steps.js';
import type { Box } from './text-mark.js';

type Result = KpiResult<'lead_to_opp'>;

/** Stops from the first step to the last. */
export const leadFunnelPoints = (context: ChartContext, result: Result, steps: readonly LeadStep[], boxes: readonly Box[]): readonly ScenePoint[] =>
  steps.map((step, i) => {
    const box = boxes[i] as Box;
    return {
      x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: say(context.messages, `leads.step.${step.name}`),
      rows: rowsOf(context, result, step), sentence: sentenceOf(context, step),
    };
  });

const unworkedRows = (messages: Messages, details: Result['details'], step: LeadStep): readonly { readonly label: string; readonly n: number }[] =>
  unworkedParts(details, step).flatMap(({ name, n }) => (name === 'all' ? [] : [{ label: say(messages, `leads.row.${name}`), n }]));

const rowsOf = ({ messages, format }: ChartContext, { details, target }: Result, step: LeadStep): ScenePoint['rows'] => {
  const { name, n, ofPrevious, ofAll, unworked } = step;
  const { locale } = format;
  const { due } = details;
  const count = (leads: number): string => formatNumber(leads, locale);
  return [
    { label: say(messages, 'leads.row.n'), value: count(n) },
    ...(ofPrevious === null ? [] : [
      { label: say(messages, 'leads.row.ofPrevious'), value: formatPercent(ofPrevious, locale, 1) }, { label: say(messages, 'leads.row.ofAll'), value: formatPercent(ofAll, locale, 1) },
    ]),
    ...(unworked === null ? [] : [{ label: say(messages, 'leads.row.unworked'), value: count(unworked) }]),
    ...unworkedRows(messages, details, step).map(({ label, n: part }) => ({ label, value: count(part) })),
    ...(unworked === null || due === null ? [] : [{ label: say(messages, 'leads.row.neglected'), value: say(messages, 'leads.part', { n: count(due.neglected), of: count(due.n) }) }]),
    ...(name !== 'qualified' || target === null ? [] : [{ label: say(messages, 'leads.row.target'), value: formatValue(target, 'ratio', format) }]),
  ];
};

const sentenceOf = ({ messages, format: { locale } }: ChartContext, { name, n, ofPrevious, ofAll, unworked }: LeadStep): string => {
  const step = say(messages, `leads.step.${name}`);
  const all = formatPercent(ofAll, locale, 1);
  if (name === 'received') return say(messages, 'leads.say.received', { n });
  if (unworked !== null) return say(messages, 'leads.say.worked', { step, n, ofAll: all, unworked });
  return say(messages, 'leads.say.step', { step, n, ofAll: all, ofPrevious: ofPrevious === null ? say(messages, 'table.missing') : formatPercent(ofPrevious, locale, 1) });
};

export const leadFunnelSummary = ({ messages, format: { locale } }: ChartContext, { value, details: { funnel } }: Result): string => {
  const { received, worked, qualified } = funnel;
  const share = value === null ? say(messages, 'table.missing') : formatPercent(value, locale, 1);
  return worked === null ? say(messages, 'leads.summary', { received, qualified, share }) : say(messages, 'leads.summaryWorked', { received, worked, qualified, share });
};

type Row = readonly [name: string, n: number, ofPrevious: number | null, ofAll: number];

export const leadFunnelTable = ({ messages, format: { locale } }: ChartContext, { details }: Result, steps: readonly LeadStep[]): SceneTable => {
  const percent = (share: number | null): string => (share === null ? say(messages, 'table.missing') : formatNumber(share * 100, locale, { digits: 1, fixed: true }));
  const rows = steps.flatMap((step): readonly Row[] => [
    [say(messages, `leads.step.${step.name}`), step.n, step.ofPrevious, step.ofAll],
    ...unworkedRows(messages, details, step).map(({ label, n }): Row => [label, n, null, n / (steps[0]?.n ?? 1)]),
  ]);
  return {
    caption: say(messages, 'leads.table'),
    columns: (['step', 'n', 'ofPreviousShare', 'ofAllShare'] as const).map((column) => ({ label: say(messages, `leads.col.${column}`), numeric: column !== 'step' })),
    rows: rows.map(([name, n, ofPrevious, ofAll]) => [name, formatNumber(n, locale), percent(ofPrevious), percent(ofAll)]),
    raw: rows,
  };
};
