import { max, min } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatPeriod } from '../format/period.js';
import { say, type Messages } from '../i18n/messages.js';
import type { RetentionCohort } from '../model/churn-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import { baseAxis } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { linearScale } from './linear-scale.js';
import { fittedText, round, textMark, type Box } from './text-mark.js';
import { monthTicks } from './ticks.js';

const shownCohorts = 24;
const rowHeight = 14;
const gap = 1.5;
/** Narrower cells show nothing. */
const leastCell = 6;
/** A cohort of fewer customers is grey: one of them is more than ten points. */
const fewestCustomers = 10;
const shades = [0.12, 0.3, 0.5, 0.72, 1] as const;
/** Ages that are read out. */
const toldMonths = [1, 3, 6, 12, 18, 24, 36];

/** The month of a cohort as a period, for its name. */
const monthOf = ({ cohort }: RetentionCohort): { readonly start: string; readonly end: string } => {
  const [year = 0, month = 1] = cohort.split('-').map(Number);
  const next = month === 12 ? `${String(year + 1)}-01` : `${String(year)}-${String(month + 1).padStart(2, '0')}`;
  return { start: `${cohort}-01`, end: `${next}-01` };
};

/** Share still there by the month customers came in (rows) and months since (columns): the darker the more. Null with under two cohorts. */
export const churnCohorts = (result: KpiResult<'churn'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const watched = result.details.cohorts.filter(({ retained }) => retained.length > 1);
  if (watched.length < 2) return null;
  const shown = watched.slice(-shownCohorts);
  const head = caption(context, 0, say(messages, 'cohort.caption'), say(messages, 'cohort.rest'), say(messages, 'cohort.short'));
  const names = shown.map((cohort) => formatPeriod(monthOf(cohort), context.format, 'short'));
  const left = widestOf(context, names) + 8;
  const width = Math.max(50, frame.width - left - 2);
  const ages = Math.max(1, Math.min(Math.floor(width / leastCell), max(shown, ({ retained }) => retained.length - 1) ?? 1));
  const cell = width / ages;
  const shares = shown.flatMap(({ retained }) => retained.slice(1, ages + 1));
  const [low, high] = [min(shares) as number, max(shares) as number];
  const shadeOf = (share: number): number => shades[high === low ? shades.length - 1 : Math.min(shades.length - 1, Math.floor(((share - low) / (high - low)) * shades.length))] as number;
  const legend = legendMarks(context, head.height + 4, low, high);
  const plot: Box = { x: left, y: head.height + 4 + legend.height, width, height: shown.length * rowHeight };
  const x = linearScale(0.5, ages + 0.5, plot.x, plot.x + plot.width);
  return finishScene(context, {
    width: frame.width, height: plot.y + plot.height + 22, plot,
    marks: [
      ...head.marks, ...legend.marks,
      ...names.map((name, i) => textMark(0, plot.y + i * rowHeight + 10.5, name, { ink: (shown[i] as RetentionCohort).n < fewestCustomers ? 'ink-3' : 'ink-2' })),
      ...shown.flatMap(({ n, retained }, row) => retained.slice(1, ages + 1).map((share, i): Mark => ({
        type: 'rect', x: round(plot.x + i * cell), y: plot.y + row * rowHeight, width: round(cell - gap), height: rowHeight - gap, radius: 1.5,
        fill: n < fewestCustomers ? 'neutral' : 'accent', opacity: shadeOf(share), point: row,
      }))),
      ...baseAxis(context, plot, monthTicks(ages).map((month) => Math.max(1, month)), x, (month, i) => (i === 0 ? say(messages, 'cohort.firstMonth') : formatNumber(month, frame.locale))),
    ],
    points: shown.map((cohort, row) => pointOf(context, cohort, names[row] as string, { x: 0, y: plot.y + row * rowHeight, width: frame.width, height: rowHeight - gap })),
    summary: summaryOf(context, watched),
    table: tableOf(context, watched),
  });
};

/** Lightest to darkest between the least and the largest share. */
const legendMarks = (context: ChartContext, top: number, low: number, high: number): { readonly marks: readonly Mark[]; readonly height: number } => {
  const { messages, format: { locale } } = context;
  const [from, to] = [formatPercent(low, locale), say(messages, 'cohort.legend', { share: formatPercent(high, locale) })];
  const start = widthOf(context, from) + 6;
  return {
    height: 20,
    marks: [
      textMark(0, top + 12, from, { ink: 'ink-2' }),
      ...shades.map((opacity, i): Mark => ({ type: 'rect', x: round(start + i * 12), y: top + 4, width: 11, height: 9, radius: 1.5, fill: 'accent', opacity })),
      fittedText(context, start + shades.length * 12 + 5, top + 12, to, context.frame.width - start - shades.length * 12 - 5, { ink: 'ink-2' }),
    ],
  };
};

const pointOf = ({ messages, format }: ChartContext, { n, retained }: RetentionCohort, month: string, box: Box): ScenePoint => {
  const share = (age: number): string => formatPercent(retained[age] as number, format.locale);
  const last = retained.length - 1;
  const told = [...toldMonths.filter((age) => age < last), last];
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: say(messages, 'cohort.title', { month }),
    rows: [
      { label: say(messages, 'cohort.customers'), value: formatNumber(n, format.locale) },
      ...told.map((age) => ({ label: say(messages, 'cohort.after', { n: age }), value: share(age) })),
    ],
    sentence: say(messages, 'cohort.say', { month, n, share: share(last), months: say(messages, 'cohort.after', { n: last }) }),
  };
};

/** Earlier and later cohorts at the same age: the half year that both have. */
const summaryOf = ({ messages, format }: ChartContext, cohorts: readonly RetentionCohort[]): string => {
  const age = 6;
  const old = cohorts.filter(({ retained, n }) => retained.length > age && n >= fewestCustomers);
  const [first, last] = [old[0], old[old.length - 1]];
  if (first === undefined || last === undefined || first === last) return say(messages, 'cohort.summaryNone', { n: cohorts.length });
  const of = ({ retained }: RetentionCohort): string => formatPercent(retained[age] as number, format.locale);
  return say(messages, 'cohort.summary', {
    first: formatPeriod(monthOf(first), format), a: of(first), last: formatPeriod(monthOf(last), format), b: of(last),
  });
};

const tableOf = ({ messages, format }: ChartContext, cohorts: readonly RetentionCohort[]): SceneTable => {
  const ages = max(cohorts, ({ retained }) => retained.length - 1) ?? 0;
  const columns = [...toldMonths.filter((age) => age < ages), ages];
  const hidden = Math.max(0, cohorts.length - shownCohorts);
  const each = Array.from({ length: ages }, (_, i) => i + 1);
  return {
    caption: say(messages, 'cohort.table'),
    columns: [
      { label: say(messages, 'cohort.month'), numeric: false }, { label: say(messages, 'cohort.customers'), numeric: true },
      ...columns.map((age) => ({ label: say(messages, 'cohort.column', { n: age }), numeric: true })),
    ],
    rows: cohorts.map((cohort) => [
      formatPeriod(monthOf(cohort), format), formatNumber(cohort.n, format.locale),
      ...columns.map((age) => { const share = cohort.retained[age]; return share === undefined ? say(messages, 'table.missing') : formatNumber(share * 100, format.locale, { digits: 1, fixed: true }); }),
    ]),
    rawColumns: [say(messages, 'cohort.month'), say(messages, 'cohort.customers'), ...each.map((age) => say(messages, 'cohort.column', { n: age }))],
    raw: cohorts.map(({ cohort, n, retained }) => [cohort, n, ...each.map((age) => retained[age] ?? null)]),
    ...(hidden === 0 ? {} : { pointOfRow: cohorts.map((_, i) => (i < hidden ? null : i - hidden)) }),
  };
};
