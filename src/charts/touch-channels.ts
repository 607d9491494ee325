import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene } from '../model/scene.js';
import type { TouchChannel } from '../model/touches-details.js';
import { lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { nameMarks, round, textMark, type Box } from './text-mark.js';

const pitch = 26;
const barHeight = 12;
const mostChannels = 8;
/** In narrower places the touches stand in the reading alone. */
const meanFrom = 340;

/** Which channels led to the meetings: of all that booked, by the channel of the last touch, with the touches it took. Null where nobody noted channels, or nobody booked. */
export const touchChannels = (result: KpiResult<'touches_to_meeting'>, frame: Frame, messages: Messages): Scene | null => {
  const { channels } = result.details;
  const [largest] = channels ?? [];
  if (channels === null || largest === undefined) return null;
  const context = chartContext(frame, messages);
  const { locale } = frame;
  const head = caption(context, 0, say(messages, 'touches.channels.caption'), say(messages, 'touches.channels.rest', { n: result.n }), say(messages, 'touches.channels.short'));
  const shown = channels.slice(0, mostChannels);
  const more = channels.length - shown.length;
  const nameOf = ({ channel }: TouchChannel): string => channel ?? say(messages, 'notSet');
  const share = (own: TouchChannel): string => formatPercent(own.share, locale);
  const mean = (own: TouchChannel): string => formatNumber(own.mean, locale, { digits: 1, fixed: true });
  const names = shown.map(nameOf);
  const figures = shown.map((own) => (frame.width >= meanFrom ? say(messages, 'touches.channels.figure', { share: share(own), mean: mean(own) }) : share(own)));
  const top = head.height + 6;
  const nameWidth = Math.min(widestOf(context, names, 'text') + 12, Math.round(frame.width * 0.36));
  const plot: Box = { x: nameWidth, y: top, width: Math.max(41, frame.width - nameWidth - widestOf(context, figures, 'text', false, true) - 8), height: shown.length * pitch };
  const grey = isUnreliable(result);
  const ink = grey ? 'ink-3' as const : 'ink-1' as const;
  return finishScene(context, {
    width: frame.width, height: top + plot.height + (more > 0 ? lineHeight + 4 : 0), plot,
    marks: [
      ...head.marks,
      ...shown.flatMap((own, i): readonly Mark[] => {
        const middle = top + i * pitch + pitch / 2;
        const width = round(Math.max(1, (own.n / largest.n) * plot.width));
        const key = [own.channel];
        return [
          ...nameMarks(context, 0, middle, names[i] as string, nameWidth - 8, { size: 'text', ink, key }),
          { type: 'rect', x: plot.x, y: middle - barHeight / 2, width, height: barHeight, radius: 1.5, fill: grey ? 'neutral' : 'accent', point: i, key },
          textMark(plot.x + width + 6, middle + 4, figures[i] as string, { size: 'text', ink, tabular: true, key }),
        ];
      }),
      { type: 'rule', x1: plot.x, x2: plot.x, y1: top, y2: top + plot.height, stroke: { ink: 'axis', width: 1 } },
      ...(more > 0 ? [textMark(0, top + plot.height + 14, say(messages, 'chart.andMore', { n: more }))] : []),
    ],
    points: shown.map((own, i) => ({
      x: frame.width / 2, y: top + i * pitch + pitch / 2, box: { x: 0, y: top + i * pitch + 2, width: frame.width, height: pitch - 4 }, key: [own.channel], title: names[i] as string,
      rows: [
        { label: say(messages, 'touches.channels.n'), value: formatNumber(own.n, locale) }, { label: say(messages, 'touches.channels.share'), value: formatPercent(own.share, locale, 1) },
        { label: say(messages, 'touches.channels.mean'), value: mean(own) },
      ],
      sentence: say(messages, 'touches.channels.say', { channel: names[i] as string, n: own.n, share: formatPercent(own.share, locale, 1), mean: mean(own) }),
    })),
    summary: say(messages, 'touches.channels.summary', { channel: nameOf(largest), share: share(largest) }),
    table: {
      caption: say(messages, 'touches.channels.caption'),
      columns: [
        { label: say(messages, 'touches.channels.channel'), numeric: false }, { label: say(messages, 'touches.channels.n'), numeric: true },
        { label: say(messages, 'touches.channels.shareColumn'), numeric: true }, { label: say(messages, 'touches.channels.mean'), numeric: true },
      ],
      rows: channels.map((own) => [nameOf(own), formatNumber(own.n, locale), formatNumber(own.share * 100, locale, { digits: 1, fixed: true }), mean(own)]),
      raw: channels.map((own) => [own.channel, own.n, own.share, own.mean]),
    },
  });
};
