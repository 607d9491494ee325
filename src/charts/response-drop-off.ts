import { max } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatValue, valueParts } from '../format/value-parts.js';
import { say, type Messages } from '../i18n/messages.js';
import type { WaitBin } from '../model/response-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import { lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { wrapText } from './fit-text.js';
import { linearScale } from './linear-scale.js';
import { fittedText, round, textMark, type Box } from './text-mark.js';

const rowPitch = 26;
const barHeight = 12;
/** Fewer leads are no share to compare. */
const leastLeads = 10;

/** Share of leads qualified by how long they waited, with one's own odds beside those usually cited. Null where the data does not tell who qualified. */
export const responseDropOff = (result: KpiResult<'lead_response'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const bins = result.details.bins.filter(({ matured }) => matured !== null && matured > 0);
  if (bins.length < 2) return null;
  const head = caption(context, 0, say(messages, 'response.dropCaption'), say(messages, 'response.dropRest'), say(messages, 'response.dropShort'));
  const top = head.height + 8;
  const names = bins.map((bin) => nameOf(context, bin));
  const figures = bins.map(({ rate, matured }) => `${rate === null ? '–' : formatPercent(rate, frame.locale)}${frame.width >= 300 ? `  n = ${formatNumber(matured as number, frame.locale)}` : ''}`);
  const nameWidth = Math.min(widestOf(context, names, 'text') + 10, frame.width * 0.4);
  const figureWidth = widestOf(context, figures, 'text', false, true) + 10;
  const plot: Box = { x: nameWidth, y: top, width: Math.max(41, frame.width - nameWidth - figureWidth), height: bins.length * rowPitch };
  const largest = max(bins, ({ rate, ci }) => ci?.hi ?? rate ?? 0) ?? 0;
  const x = linearScale(0, largest > 0 ? largest : 1, plot.x, plot.x + plot.width);
  const notes = notesOf(context, result);
  return finishScene(context, {
    width: frame.width, height: top + plot.height + 6 + notes.length * lineHeight, plot,
    marks: [
      ...head.marks,
      ...bins.flatMap((bin, i): readonly Mark[] => {
        const middle = top + i * rowPitch + rowPitch / 2;
        const few = (bin.matured as number) < leastLeads;
        const lo = bin.ci?.lo ?? null;
        const hi = bin.ci?.hi ?? null;
        return [
          fittedText(context, 0, middle + 4, names[i] as string, nameWidth - 8, { size: 'text', ink: few ? 'ink-3' : 'ink-1' }),
          { type: 'rect', x: plot.x, y: middle - barHeight / 2, width: round(Math.max(1, x(bin.rate ?? 0) - plot.x)), height: barHeight, radius: 1.5, fill: few ? 'neutral-weak' : i === 0 ? 'accent' : 'accent-mid', point: i },
          ...(lo === null || hi === null ? [] : [{ type: 'whisker' as const, x1: round(x(lo)), x2: round(x(hi)), y1: middle, y2: middle, cap: 6, stroke: { ink: few ? 'neutral' as const : 'ink-1' as const, width: 1.25 } }]),
          textMark(frame.width, middle + 4, figures[i] as string, { anchor: 'end', size: 'text', ink: few ? 'ink-3' : 'ink-1', tabular: true }),
        ];
      }),
      { type: 'rule', x1: plot.x, x2: plot.x, y1: top, y2: top + plot.height, stroke: { ink: 'axis', width: 1 } },
      ...notes.map((note, i) => textMark(0, top + plot.height + 18 + i * lineHeight, note, { ink: 'ink-2' })),
    ],
    points: bins.map((bin, i) => pointOf(context, bin, names[i] as string, { x: 0, y: top + i * rowPitch + 2, width: frame.width, height: rowPitch - 4 })),
    summary: summaryOf(context, bins, names),
    table: tableOf(context, bins, names),
  });
};

const nameOf = ({ messages, format }: ChartContext, { from, to }: WaitBin): string => {
  const time = (minutes: number): string => formatValue(minutes, 'minutes', format);
  if (from === null) return say(messages, 'response.drop.waiting');
  if (to === null) return say(messages, 'response.drop.over', { from: time(from) });
  if (from === 0) return say(messages, 'response.drop.within', { to: time(to) });
  // `5–30 min`, but `60 min–24 h`.
  const isOneUnit = valueParts(from, 'minutes', format).unit === valueParts(to, 'minutes', format).unit;
  return say(messages, 'response.drop.between', { from: isOneUnit ? valueParts(from, 'minutes', format).value : time(from), to: time(to) });
};

/** One's own odds ratio, the cited one, and who still waits. */
const notesOf = (context: ChartContext, { details: { dropOff, waiting } }: KpiResult<'lead_response'>): readonly string[] => {
  const { messages, format, frame } = context;
  const times = (value: number): string => formatNumber(value, format.locale, { digits: value < 10 ? 1 : 0 });
  const notes: string[] = [];
  if (dropOff !== null) {
    const { oddsRatio, ci, cited } = dropOff;
    notes.push(oddsRatio === null || ci === null || ci.lo === null || ci.hi === null ? say(messages, 'response.drop.ownNone')
      : say(messages, 'response.drop.own', { odds: times(oddsRatio), lo: times(ci.lo), hi: times(ci.hi) }));
    notes.push(say(messages, 'response.drop.cited', { cited }));
  }
  if (waiting.n > 0 && waiting.oldestMinutes !== null) notes.push(say(messages, 'response.waiting', { n: waiting.n, oldest: formatValue(waiting.oldestMinutes, 'minutes', format) }));
  return notes.flatMap((note) => wrapText(note, frame.width, (text) => widthOf(context, text)));
};

const pointOf = ({ messages, format }: ChartContext, bin: WaitBin, name: string, box: Box): ScenePoint => {
  const share = bin.rate === null ? say(messages, 'table.missing') : formatPercent(bin.rate, format.locale, 1);
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: name,
    rows: [
      { label: say(messages, 'response.drop.col.n'), value: formatNumber(bin.n, format.locale) },
      { label: say(messages, 'response.drop.col.matured'), value: formatNumber(bin.matured ?? 0, format.locale) },
      { label: say(messages, 'response.drop.col.qualified'), value: formatNumber(bin.qualified ?? 0, format.locale) },
      { label: say(messages, 'response.drop.col.rate'), value: share },
    ],
    sentence: say(messages, 'response.drop.say', { wait: name, qualified: bin.qualified ?? 0, matured: bin.matured ?? 0, share }),
  };
};

const summaryOf = ({ messages, format }: ChartContext, bins: readonly WaitBin[], names: readonly string[]): string => {
  const share = ({ rate }: WaitBin): string => (rate === null ? say(messages, 'table.missing') : formatPercent(rate, format.locale));
  const last = bins.length - 1;
  return say(messages, 'response.drop.summary', { first: names[0] as string, a: share(bins[0] as WaitBin), last: names[last] as string, b: share(bins[last] as WaitBin) });
};

const tableOf = ({ messages, format }: ChartContext, bins: readonly WaitBin[], names: readonly string[]): SceneTable => ({
  caption: say(messages, 'response.drop.table'),
  columns: (['wait', 'n', 'matured', 'qualified', 'rate'] as const).map((column) => ({ label: say(messages, `response.drop.col.${column}`), numeric: column !== 'wait' })),
  rows: bins.map(({ n, matured, qualified, rate }, i) => [
    names[i] as string, ...[n, matured ?? 0, qualified ?? 0].map((count) => formatNumber(count, format.locale)), rate === null ? say(messages, 'table.missing') : formatNumber(rate * 100, format.locale, { digits: 1, fixed: true }),
  ]),
  raw: bins.map(({ n, matured, qualified, rate }, i) => [names[i] as string, n, matured, qualified, rate]),
});
