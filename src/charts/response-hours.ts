import { formatNumber } from '../format/number.js';
import { formatHour, formatWeekday } from '../format/week.js';
import { formatValue } from '../format/value-parts.js';
import { say, type Messages } from '../i18n/messages.js';
import type { ResponseDetails } from '../model/response-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Ink, Mark, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import { caption } from './caption.js';
import { chartContext, widestOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { legendRow } from './legend-row.js';
import { round, textMark, type Box } from './text-mark.js';

type Hour = ResponseDetails['hours'][number];

const days = [1, 2, 3, 4, 5, 6, 7] as const;
const hoursADay = 24;
const cellHeight = 17;
const gap = 2;
/** An hour with fewer leads has no median worth comparing. */
const leastLeads = 5;

/** Longer waits are darker; what has no median yet is as dark as the longest. */
const inkOf = ({ n, median }: Hour): Ink => (n === 0 ? 'surface-sunken' : median !== null && median <= 5 ? 'accent-weak' : median !== null && median <= 30 ? 'accent-mid' : 'accent');

/** Weekdays down, hours across: when leads come in that wait long. Null without leads. */
export const responseHours = (result: KpiResult<'lead_response'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const { hours } = result.details;
  if (!hours.some(({ n }) => n > 0)) return null;
  const head = caption(context, 0, say(messages, 'response.hoursCaption'), say(messages, 'response.hoursRest'), say(messages, 'response.hoursShort'));
  const legend = legendRow(context, head.height + 4, [
    { swatch: 'rect', ink: 'accent-weak', text: say(messages, 'response.hours.good') }, { swatch: 'rect', ink: 'accent-mid', text: say(messages, 'response.hours.fair') },
    { swatch: 'rect', ink: 'accent', text: say(messages, 'response.hours.slow') }, { swatch: 'rect', ink: 'neutral-weak', text: say(messages, 'response.hours.none') },
  ]);
  const top = head.height + 4 + legend.height + 10;
  const names = days.map((day) => formatWeekday(day, frame.locale, 'short'));
  const left = widestOf(context, names) + 8;
  const plot: Box = { x: left, y: top, width: Math.max(60, frame.width - left), height: days.length * (cellHeight + gap) };
  const cell = plot.width / hoursADay;
  const boxOf = ({ weekday, hour }: Hour): Box => ({ x: round(plot.x + hour * cell), y: plot.y + (weekday - 1) * (cellHeight + gap), width: round(Math.max(1, cell - (cell > 8 ? gap : 1))), height: cellHeight });
  const known = hours.filter(({ n }) => n > 0);
  return finishScene(context, {
    width: frame.width, height: plot.y + plot.height + 16, plot,
    marks: [
      ...head.marks, ...legend.marks,
      ...names.map((name, i) => textMark(0, plot.y + i * (cellHeight + gap) + 12.5, name)),
      ...hours.map((hour): Mark => ({ type: 'rect', ...boxOf(hour), radius: 2, fill: hour.n === 0 ? 'neutral-weak' : inkOf(hour), ...(hour.n > 0 ? { point: known.indexOf(hour) } : {}) })),
      ...hourTicks(context, plot, cell),
    ],
    points: known.map((hour) => pointOf(context, hour, boxOf(hour))),
    summary: summaryOf(context, hours),
    table: tableOf(context, known),
  });
};

const hourTicks = (context: ChartContext, plot: Box, cell: number): readonly Mark[] => {
  const step = [3, 6, 12].find((hours) => cell * hours > widestOf(context, ['00:00']) + 6) ?? 12;
  return Array.from({ length: hoursADay / step }, (_, i) => textMark(plot.x + i * step * cell, plot.y + plot.height + 12, formatHour(i * step, context.format.locale)));
};

const pointOf = ({ messages, format }: ChartContext, hour: Hour, box: Box): ScenePoint => {
  const words = { day: formatWeekday(hour.weekday, format.locale, 'long'), hour: formatHour(hour.hour, format.locale), n: hour.n };
  const median = hour.median === null ? null : formatValue(hour.median, 'minutes', format);
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: say(messages, 'response.hours.title', words),
    rowsWith: { hour_of_week: `${hour.weekday}-${String(hour.hour).padStart(2, '0')}` },
    rows: [
      { label: say(messages, 'response.row.n'), value: formatNumber(hour.n, format.locale) },
      { label: say(messages, 'response.row.median'), value: median ?? say(messages, 'response.notReached') },
    ],
    sentence: median === null ? say(messages, 'response.hours.sayOpen', words) : say(messages, 'response.hours.say', { ...words, median }),
  };
};

const summaryOf = ({ messages, format }: ChartContext, hours: readonly Hour[]): string => {
  const worst = hours.filter(({ n, median }) => n >= leastLeads && median !== null).reduce<Hour | null>((most, hour) => (most === null || (hour.median as number) > (most.median as number) ? hour : most), null);
  return worst === null ? say(messages, 'response.hours.summaryNone') : say(messages, 'response.hours.summary', {
    day: formatWeekday(worst.weekday, format.locale, 'long'), hour: formatHour(worst.hour, format.locale), median: formatValue(worst.median as number, 'minutes', format),
  });
};

const tableOf = ({ messages, format }: ChartContext, hours: readonly Hour[]): SceneTable => ({
  caption: say(messages, 'response.hours.table'),
  columns: (['day', 'hour', 'n', 'median'] as const).map((column) => ({ label: say(messages, `response.hours.col.${column}`), numeric: column === 'n' || column === 'median' })),
  rows: hours.map((hour) => [
    formatWeekday(hour.weekday, format.locale, 'long'), formatHour(hour.hour, format.locale), formatNumber(hour.n, format.locale),
    hour.median === null ? say(messages, 'table.missing') : formatNumber(hour.median, format.locale, { digits: 1 }),
  ]),
  raw: hours.map(({ weekday, hour, n, median }) => [weekday, hour, n, median]),
});
