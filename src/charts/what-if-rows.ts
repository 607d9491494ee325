import { max, min } from 'd3-array';
import { say, type Messages } from '../i18n/messages.js';
import type { Frame, Mark, Scene } from '../model/scene.js';
import type { WhatIf, WhatIfFigure } from '../model/what-if.js';
import { caption } from './caption.js';
import { chartContext, widestOf, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { fittedText, round, textMark } from './text-mark.js';
import { changeText, figureName, figurePoint, figureText, lackText, shareOf, whatIfSummary, whatIfTable } from './what-if-words.js';

/** Beside names and figures bars need this much; where it is not there they have lines of their own. */
const leastBars = 90;
const barHeight = 12;
/** A smaller change fills no more than its share of this. */
const leastSpan = 0.1;

/** The figures now and then, each with its change as a bar on one scale. What is assumed is hatched and dashed: it is no fact. */
export const whatIfRows = ({ figures }: WhatIf, frame: Frame, messages: Messages): Scene => {
  const context = chartContext(frame, messages);
  const head = caption(context, 0, say(messages, 'assume.caption'), say(messages, 'assume.rest'), say(messages, 'assume.short'));
  const top = head.height + 8;
  const shares = figures.map(shareOf).filter((share) => share !== null);
  const [low, high] = [Math.min(0, min(shares) ?? 0), Math.max(0, max(shares) ?? 0)];
  const layout = layoutOf(context, figures, low < 0);
  const plot = { x: layout.from, y: top, width: Math.max(41, layout.to - layout.from), height: figures.length * layout.pitch };
  const x = linearScale(low, low + Math.max(leastSpan, high - low), plot.x, plot.x + plot.width);
  return finishScene(context, {
    width: frame.width, height: top + plot.height, plot,
    marks: [
      ...head.marks,
      ...figures.flatMap((figure, i) => rowMarks(context, figure, { top: top + i * layout.pitch, layout, x, point: i })),
      ...(layout.isBeside ? [{ type: 'rule', x1: round(x(0)), x2: round(x(0)), y1: top, y2: top + plot.height, stroke: { ink: 'axis', width: 1 } } as const] : []),
    ],
    points: figures.map((figure, i) => figurePoint(context, figure, { x: 0, y: top + i * layout.pitch + 1, width: frame.width, height: layout.pitch - 2 })),
    summary: whatIfSummary(context, figures), table: whatIfTable(context, figures),
  });
};

/** Room for names, right ends of the two figures, both ends of the bars. */
interface Layout { readonly isBeside: boolean; readonly pitch: number; readonly name: number; readonly now: number; readonly then: number; readonly from: number; readonly to: number }

const layoutOf = (context: ChartContext, figures: readonly WhatIfFigure[], hasLosses: boolean): Layout => {
  const { width } = context.frame;
  const names = Math.min(width * 0.34, widestOf(context, figures.map((figure) => figureName(context, figure)), 'text') + 14);
  const before = widestOf(context, figures.map((figure) => figureText(context, figure, figure.before)), 'text', false, true);
  const after = 24 + widestOf(context, figures.map((figure) => figureText(context, figure, figure.after)), 'text', true, true);
  const change = widestOf(context, figures.map((figure) => changeText(context, figure)), 'small', false, true) + 8;
  const [from, to] = [names + before + after + 18 + (hasLosses ? change : 0), width - change];
  if (to - from >= leastBars) return { isBeside: true, pitch: 30, name: names, now: names + before, then: names + before + after, from, to };
  return { isBeside: false, pitch: 54, name: 0, now: before, then: before + after, from: 0, to: width };
};

interface Row { readonly top: number; readonly layout: Layout; readonly x: LinearScale; readonly point: number }

const rowMarks = (context: ChartContext, figure: WhatIfFigure, { top, layout, x, point }: Row): readonly Mark[] => {
  const { width } = context.frame;
  const { isBeside, name, now, then } = layout;
  const line = isBeside ? top + 19 : top + 31;
  const { before, after, reliability } = figure;
  const ink = isUnreliable({ reliability }) ? 'ink-3' as const : 'ink-1' as const;
  const isMoved = after !== null && before !== after;
  const hasBoth = then <= width;
  const marks: readonly Mark[] = [
    fittedText(context, 0, isBeside ? line : top + 14, figureName(context, figure), isBeside ? name - 8 : width, { size: 'text', ink: 'ink-2' }),
    ...(before === null || (isMoved && !hasBoth) ? [] : [textMark(now, line, figureText(context, figure, before), { size: 'text', ink, anchor: 'end', tabular: true })]),
  ];
  if (after === null) {
    const from = before === null ? name : now + 10;
    return [...marks, fittedText(context, from, line, lackText(context, figure), width - from, { halo: 'surface' })];
  }
  if (!isMoved) return marks;
  const share = shareOf(figure) ?? 0;
  const [from, to] = [Math.min(x(0), x(share)), Math.max(x(0), x(share))];
  const change = changeText(context, figure);
  const hasRoom = isBeside || then + 12 + widthOf(context, change) <= width;
  return [
    ...marks,
    ...(hasBoth ? [textMark(now + 12, line, '\u2192', { anchor: 'middle' })] : []),
    textMark(Math.min(then, width), line, figureText(context, figure, after), { size: 'text', ink: 'ink-2', anchor: 'end', tabular: true, strong: true }),
    { type: 'rect', x: round(from), y: isBeside ? line - 4 - barHeight / 2 : top + 37, width: round(Math.max(1, to - from)), height: isBeside ? barHeight : 8, radius: 1.5, fill: 'neutral-weak', hatch: true, stroke: { ink: 'neutral', width: 1, dash: 'reference' }, point },
    ...(!hasRoom ? [] : isBeside ? [textMark(share < 0 ? from - 5 : to + 5, line, change, { anchor: share < 0 ? 'end' : 'start', ink: 'ink-2', tabular: true })]
      : [textMark(width, line, change, { anchor: 'end', ink: 'ink-2', tabular: true })]),
  ];
};
