import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene } from '../model/scene.js';
import { lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { nameMarks, round, textMark, type Box } from './text-mark.js';

const pitch = 26;
const barHeight = 12;
const mostReasons = 8;

/** Why leads were given up, the most frequent reason first, each beside all that came in. Null where nothing says so or nobody was. */
export const leadReasons = (result: KpiResult<'lead_to_opp'>, frame: Frame, messages: Messages): Scene | null => {
  const { disqualified, funnel: { received } } = result.details;
  const [largest] = disqualified ?? [];
  if (disqualified === null || largest === undefined || received === 0) return null;
  const context = chartContext(frame, messages);
  const { locale } = frame;
  const head = caption(context, 0, say(messages, 'leads.reasonsCaption'), say(messages, 'leads.reasonsRest', { whole: formatPercent(1, locale), count: formatNumber(received, locale) }), say(messages, 'leads.reasonsShort'));
  const shown = disqualified.slice(0, mostReasons);
  const more = disqualified.length - shown.length;
  const nameOf = (reason: string | null): string => reason ?? say(messages, 'notSet');
  const names = shown.map(({ reason }) => nameOf(reason));
  const share = (n: number): string => formatPercent(n / received, locale, 1);
  const figures = shown.map(({ n }) => (frame.width >= 260 ? say(messages, 'leads.partShare', { n, share: share(n) }) : formatNumber(n, locale)));
  const top = head.height + 6;
  const nameWidth = Math.min(widestOf(context, names, 'text') + 12, Math.round(frame.width * 0.36));
  const figureWidth = widestOf(context, figures, 'text', false, true) + 8;
  const plot: Box = { x: nameWidth, y: top, width: Math.max(41, frame.width - nameWidth - figureWidth), height: shown.length * pitch };
  const ink = isUnreliable(result) ? 'ink-3' as const : 'ink-1' as const;
  return finishScene(context, {
    width: frame.width, height: top + plot.height + (more > 0 ? lineHeight + 4 : 0), plot,
    marks: [
      ...head.marks,
      ...shown.flatMap(({ n }, i): readonly Mark[] => {
        const middle = top + i * pitch + pitch / 2;
        const width = round(Math.max(1, (n / largest.n) * plot.width));
        return [
          ...nameMarks(context, 0, middle, names[i] as string, nameWidth - 8, { size: 'text', ink }),
          { type: 'rect', x: plot.x, y: middle - barHeight / 2, width, height: barHeight, radius: 1.5, fill: 'neutral', point: i },
          textMark(plot.x + width + 6, middle + 4, figures[i] as string, { size: 'text', ink, tabular: true }),
        ];
      }),
      { type: 'rule', x1: plot.x, x2: plot.x, y1: top, y2: top + plot.height, stroke: { ink: 'axis', width: 1 } },
      ...(more > 0 ? [textMark(0, top + plot.height + 14, say(messages, 'chart.andMore', { n: more }))] : []),
    ],
    points: shown.map(({ reason, n }, i) => ({
      ...(reason === null ? {} : { rowsWith: { disq_reason: reason } }),
      x: frame.width / 2, y: top + i * pitch + pitch / 2, box: { x: 0, y: top + i * pitch + 2, width: frame.width, height: pitch - 4 }, title: names[i] as string,
      rows: [{ label: say(messages, 'leads.row.n'), value: formatNumber(n, locale) }, { label: say(messages, 'leads.row.ofAll'), value: share(n) }],
      sentence: say(messages, 'leads.reasons.say', { reason: names[i] as string, n, share: share(n) }),
    })),
    summary: say(messages, 'leads.reasons.summary', { n: disqualified.reduce((sum, { n }) => sum + n, 0), reason: nameOf(largest.reason) }),
    table: {
      caption: say(messages, 'leads.reasons.table'),
      columns: [{ label: say(messages, 'leads.reasons.reason'), numeric: false }, { label: say(messages, 'leads.col.n'), numeric: true }, { label: say(messages, 'leads.col.ofAllShare'), numeric: true }],
      rows: disqualified.map(({ reason, n }) => [nameOf(reason), formatNumber(n, locale), formatNumber((n / received) * 100, locale, { digits: 1, fixed: true })]),
      raw: disqualified.map(({ reason, n }) => [reason, n, n / received]),
    },
  });
};
