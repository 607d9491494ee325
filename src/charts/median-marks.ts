import { formatNumber } from '../format/number.js';
import { formatValue } from '../format/value-parts.js';
import { say } from '../i18n/messages.js';
import type { SalesCycleDetails } from '../model/details.js';
import type { KpiResult } from '../model/result.js';
import type { Ink, Mark, TextMark } from '../model/scene.js';
import { widthOf, type ChartContext } from './chart-context.js';
import { wrapText } from './fit-text.js';
import { isUnreliable } from './is-unreliable.js';
import { shareAt, type CyclePlot } from './step-curve.js';
import { boxOfText, overlap, round, textMark } from './text-mark.js';

const line = 15;
const noteWidth = 138;
const air = 5;

interface Medians { readonly marks: readonly Mark[]; readonly height: number }

/** Days are written as the value is: tenths only below ten. */
export const dayText = (context: ChartContext, day: number): string =>
  formatNumber(day, context.format.locale, { digits: Math.abs(day) < 9.95 ? 1 : 0 });

/**
 * Both medians at half of all wins: hollow = won deals alone, filled = open ones counted, and one sentence on why they
 * differ. The sentence stands in the empty gap of open deals where it fits, else below (from `below` on).
 */
export const medianMarks = (context: ChartContext, result: KpiResult<'sales_cycle'>, cycle: CyclePlot, below: number): Medians => {
  const { details } = result;
  const { winMedian, median } = details;
  const ink = isUnreliable(result) ? 'ink-3' as const : 'ink-1' as const;
  if (winMedian === null) return { marks: [], height: 0 };
  const { x, y, plot } = cycle;
  const height = round(y(shareAt(details.curve, winMedian).win));
  const floor = plot.y + plot.height;
  const at = round(x(winMedian));
  const plain = median === null || Math.abs(x(median) - at) < 3 || median > cycle.lastDay ? null : round(x(median));
  const note = noteOf(context, details, cycle, at, height, below, ink);
  const stem = { ink, width: 1.25 };
  return {
    height: note.height,
    marks: [
      ...(plain === null ? [] : [
        { type: 'rule' as const, x1: plain, x2: plain, y1: height, y2: floor, stroke: { ink: 'ink-2' as const, width: 1 } },
        { type: 'rule' as const, x1: plain, x2: at, y1: height, y2: height, stroke: stem },
      ]),
      { type: 'rule', x1: at, x2: at, y1: note.top ?? height, y2: floor, stroke: stem },
      ...(plain === null ? [] : [{ type: 'dot' as const, x: plain, y: height, r: 3.8, fill: 'surface' as const, stroke: { ink, width: 1.4 } }]),
      { type: 'dot', x: at, y: height, r: 4.2, fill: ink, stroke: { ink: 'surface', width: 1 } },
      ...figures(context, details, winMedian, at, plain, cycle, ink),
      ...note.marks,
    ],
  };
};

/** The days at the foot of both stems, outwards; one that would not fit under the curve beside its stem is left to the sentence. */
const figures = (context: ChartContext, details: SalesCycleDetails, winMedian: number, at: number, plain: number | null, cycle: CyclePlot, ink: Ink): readonly Mark[] => {
  const { plot } = cycle;
  const { median } = details;
  const baseline = plot.y + plot.height - 6;
  const counted = textMark(at + (plain !== null && plain > at ? -4 : 4), baseline, dayText(context, winMedian), {
    anchor: plain !== null && plain > at ? 'end' : 'start', ink, strong: true, halo: ink === 'ink-1' ? 'accent-weak' : 'surface-sunken',
  });
  if (plain === null || median === null) return underCurve(context, [counted], details, cycle);
  const alone = textMark(plain + (plain > at ? 4 : -4), baseline, dayText(context, median), {
    anchor: plain > at ? 'start' : 'end', ink: 'ink-2', halo: ink === 'ink-1' ? 'accent-weak' : 'surface-sunken',
  });
  return underCurve(context, [counted, alone], details, cycle);
};

/** Those that lie in the plot, clear of each other and of the curve of wins: it only rises, so it is lowest at a box's left edge. */
const underCurve = (context: ChartContext, marks: readonly TextMark[], { curve }: SalesCycleDetails, cycle: CyclePlot): readonly TextMark[] =>
  marks.filter((mark, i) => {
    const { plot, y } = cycle;
    const box = boxOfText(context, mark);
    return box.x >= plot.x && box.x + box.width <= plot.x + plot.width && y(shareAt(curve, dayAt(cycle, box.x)).win) <= box.y
      && !marks.slice(0, i).some((other) => overlap(box, boxOfText(context, other)));
  });

interface Note { readonly marks: readonly Mark[]; readonly height: number; readonly top?: number }

const noteOf = (
  context: ChartContext, details: SalesCycleDetails, cycle: CyclePlot, at: number, dotY: number, below: number, ink: Ink,
): Note => {
  const { messages } = context;
  const title = say(messages, 'cycle.median', { days: formatValue(details.winMedian as number, 'days', context.format) });
  const reason = reasonOf(context, details);
  const measure = (text: string): number => widthOf(context, text);
  const { plot, y } = cycle;
  if (context.frame.width >= 430) {
    const wanted = Math.max(noteWidth, widthOf(context, title, 'text', true) + 2);
    for (const side of ['left', 'right'] as const) {
      const room = side === 'left' ? at - plot.x - 12 : plot.x + plot.width - at - 16;
      const width = Math.min(wanted, room);
      if (width < widthOf(context, title, 'text', true)) continue;
      const lines = wrapText(reason, width, measure);
      if (lines.some((text) => measure(text) > width)) continue;
      const boxHeight = 18 + lines.length * line;
      const edge = side === 'left' ? at : Math.min(plot.x + plot.width, at + 12 + width);
      const far = dayAt(cycle, edge);
      const [curve, near] = [shareAt(details.curve, far), shareAt(details.curve, dayAt(cycle, side === 'left' ? plot.x : at))];
      // Both curves only widen to the right: the gap is narrowest at the right end of the box.
      const ceiling = y(Math.min(1 - curve.loss, 1 - near.loss) - bandOf(details, far)) + air;
      const ground = Math.min(y(curve.winHi ?? curve.win), dotY) - air - 4;
      if (ground - ceiling < boxHeight) continue;
      const top = ceiling + Math.min(14, (ground - ceiling - boxHeight) / 2);
      const textX = side === 'left' ? at - 12 : at + 12;
      const anchor = side === 'left' ? 'end' as const : 'start' as const;
      return {
        height: 0, top: round(top + 8),
        marks: [
          { type: 'rule', x1: side === 'left' ? at - 8 : at, x2: side === 'left' ? at : at + 8, y1: round(top + 8), y2: round(top + 8), stroke: { ink, width: 1.25 } },
          textMark(textX, top + 12, title, { anchor, size: 'text', strong: true, ink, halo: 'surface' }),
          ...lines.map((text, i) => textMark(textX, top + 12 + 16 + i * line, text, { anchor, ink: 'ink-2', halo: 'surface' })),
        ],
      };
    }
  }
  return noteBelow(context, title, reason, below, ink);
};

const bandOf = (details: SalesCycleDetails, day: number): number => {
  const step = shareAt(details.curve, day) as SalesCycleDetails['curve'][number];
  return step.lossHi === undefined || step.lossHi === null ? 0 : step.lossHi - step.loss;
};

const dayAt = ({ plot, lastDay }: CyclePlot, position: number): number => ((position - plot.x) / plot.width) * lastDay;

const reasonOf = (context: ChartContext, { winMedian, median }: SalesCycleDetails): string => {
  const { messages } = context;
  const counted = say(messages, 'cycle.medianCounted');
  if (median === null || winMedian === null) return counted;
  if (Math.round(median) === Math.round(winMedian)) return `${counted} ${say(messages, 'cycle.medianSame')}`;
  const days = dayText(context, median);
  return `${counted} ${median < winMedian ? say(messages, 'cycle.medianPlain', { days }) : say(messages, 'cycle.medianPlainLonger', { days })}`;
};

const noteBelow = (context: ChartContext, title: string, reason: string, top: number, ink: Ink): Note => {
  const { width } = context.frame;
  const indent = 14;
  const measure = (text: string): number => widthOf(context, text);
  const lines = wrapText(reason, width - indent, measure);
  return {
    height: 22 + lines.length * line,
    marks: [
      { type: 'dot', x: 4.5, y: top + 10, r: 4.2, fill: ink, stroke: { ink: 'surface', width: 1 } },
      textMark(indent, top + 14, title, { size: 'text', strong: true, ink }),
      ...lines.map((text, i) => textMark(indent, top + 14 + 15 + i * line, text, { ink: 'ink-2' })),
    ],
  };
};
