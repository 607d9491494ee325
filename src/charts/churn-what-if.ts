import { formatPercent, percentParts } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene } from '../model/scene.js';
import { baseAxis } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widthOf } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { wrapText } from './fit-text.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale } from './linear-scale.js';
import { round, textMark, type Box } from './text-mark.js';
import { niceEnd, valueTicks } from './ticks.js';

const rowPitch = 40;
const line = 14;

/**
 * What keeping more customers would do to one's own lifetime value, beside the range of profit usually cited for five points more, as a
 * dated citation. Null where retention is not known, or nothing is left to raise.
 */
export const churnWhatIf = (result: KpiResult<'churn'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const { retention, raised, effect, cited } = result.details.whatIf;
  if (retention === null || raised === null || effect === null) return null;
  const { locale } = context.format;
  // A share that is not all of them, or that differs from the other, is not written as though it were.
  const needsDigit = [retention, raised].some((part) => part < 1 && part >= 0.995) || Math.round(retention * 100) === Math.round(raised * 100);
  const share = (part: number): string => formatPercent(part, locale, needsDigit ? 1 : 0);
  const signed = (part: number): string => percentParts(part, locale, 0, false, true).text;
  const points = Math.round((raised - retention) * 1000) / 10;
  const head = caption(context, 0, say(messages, 'gain.caption', { points }), say(messages, 'gain.rest', { from: share(retention), to: share(raised) }), say(messages, 'gain.short', { from: share(retention), to: share(raised) }));
  const end = niceEnd(Math.max(effect, cited.hi, 0.01));
  const own = wrapText(say(messages, 'gain.own', { effect: signed(effect) }), frame.width, (text) => widthOf(context, text, 'small', true));
  const theirs = wrapText(say(messages, 'gain.cited', { lo: signed(cited.lo), hi: signed(cited.hi) }), frame.width, (text) => widthOf(context, text));
  const top = head.height + 6;
  const ownTop = top + own.length * line + 4;
  const citedTop = ownTop + 14 + 12 + theirs.length * line + 4;
  const plot: Box = { x: 0, y: top, width: Math.max(50, frame.width - 6), height: citedTop + 14 - top };
  const x = linearScale(0, end, plot.x, plot.x + plot.width);
  const ink = isUnreliable(result) ? 'neutral' as const : 'accent' as const;
  const middle = citedTop + 5;
  const ticks = valueTicks(0, end, frame.width >= 300 ? 5 : 3);
  const marks: readonly Mark[] = [
    ...ticks.map((tick): Mark => ({ type: 'rule', x1: round(x(tick)), x2: round(x(tick)), y1: ownTop - 2, y2: plot.y + plot.height, stroke: { ink: tick === 0 ? 'axis' : 'grid', width: 1 } })),
    ...own.map((text, i) => textMark(0, top + 11 + i * line, text, { strong: true, ink: ink === 'neutral' ? 'ink-3' : 'ink-1', halo: 'surface' })),
    { type: 'rect', x: 0, y: ownTop, width: round(Math.max(1, x(effect))), height: 12, radius: 1.5, fill: ink, point: 0 },
    ...theirs.map((text, i) => textMark(0, ownTop + 26 + 11 + i * line, text, { halo: 'surface' })),
    { type: 'whisker', x1: round(x(cited.lo)), x2: round(x(cited.hi)), y1: middle, y2: middle, cap: 9, stroke: { ink: 'ink-3', width: 1.5 }, point: 1 },
    ...baseAxis(context, plot, ticks, x, (tick) => (tick === 0 ? '0' : signed(tick))),
  ];
  const isWithin = effect >= cited.lo && effect <= cited.hi;
  const sentence = say(messages, isWithin ? 'gain.sayWithin' : 'gain.sayOutside', { from: share(retention), to: share(raised), effect: signed(effect), lo: signed(cited.lo), hi: signed(cited.hi) });
  return finishScene(context, {
    width: frame.width, height: plot.y + plot.height + 22, plot, marks: [...head.marks, ...marks], summary: sentence,
    points: [
      {
        x: x(effect) / 2, y: ownTop + 6, box: { x: 0, y: ownTop - 2, width: frame.width, height: rowPitch / 2 - 2 }, title: say(messages, 'gain.ownTitle'), sentence,
        rows: [
          { label: say(messages, 'gain.row.now'), value: formatPercent(retention, locale, 1) }, { label: say(messages, 'gain.row.then'), value: formatPercent(raised, locale, 1) },
          { label: say(messages, 'gain.row.effect'), value: percentParts(effect, locale, 1, false, true).text },
        ],
      },
      {
        x: (x(cited.lo) + x(cited.hi)) / 2, y: middle, box: { x: round(x(cited.lo)), y: middle - 8, width: round(x(cited.hi) - x(cited.lo)), height: 16 }, title: say(messages, 'gain.citedTitle'),
        rows: [{ label: say(messages, 'gain.row.profit'), value: `${signed(cited.lo)} – ${signed(cited.hi)}` }, { label: say(messages, 'gain.row.source'), value: say(messages, 'gain.source') }],
        sentence: say(messages, 'gain.sayCited', { lo: signed(cited.lo), hi: signed(cited.hi) }),
      },
    ],
    table: {
      caption: say(messages, 'gain.table'),
      columns: [{ label: say(messages, 'gain.col.what'), numeric: false }, { label: say(messages, 'gain.col.value'), numeric: true }],
      rows: [
        [say(messages, 'gain.row.now'), formatPercent(retention, locale, 1)], [say(messages, 'gain.row.then'), formatPercent(raised, locale, 1)],
        [say(messages, 'gain.row.effect'), percentParts(effect, locale, 1, false, true).text],
        [say(messages, 'gain.col.citedLo'), signed(cited.lo)], [say(messages, 'gain.col.citedHi'), signed(cited.hi)],
      ],
      raw: [
        [say(messages, 'gain.row.now'), retention], [say(messages, 'gain.row.then'), raised], [say(messages, 'gain.row.effect'), effect],
        [say(messages, 'gain.col.citedLo'), cited.lo], [say(messages, 'gain.col.citedHi'), cited.hi],
      ],
      pointOfRow: [0, 0, 0, 1, 1],
    },
  });
};
