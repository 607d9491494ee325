import { max, min } from 'd3-array';
import { say, type Messages } from '../i18n/messages.js';
import type { Frame, Mark, Scene } from '../model/scene.js';
import type { WhatIf, WhatIfFigure } from '../model/what-if.js';
import { caption } from './caption.js';
import { chartContext, widestOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { fittedText, round, textMark } from './text-mark.js';
import { changeText, figureName, figurePoint, figureText, lackText, shareOf, whatIfSummary, whatIfTable } from './what-if-words.js';

const besideFrom = 460;
const barHeight = 12;
/** A smaller change fills no more than its share of this. */
const leastSpan = 0.1;

/** The figures now and then, each with its change as a bar on one scale. What is assumed is hatched and dashed: it is no fact. */
export const whatIfRows = ({ figures }: WhatIf, frame: Frame, messages: Messages): Scene => {
  const context = chartContext(frame, messages);
  const head = caption(context, 0, say(messages, 'assume.caption'), say(messages, 'assume.rest'), say(messages, 'assume.short'));
  const isBeside = frame.width >= besideFrom;
  const pitch = isBeside ? 30 : 44;
  const top = head.height + 8;
  const columns = columnsOf(context, figures, isBeside);
  const shares = figures.map(shareOf).filter((share) => share !== null);
  const [low, high] = [Math.min(0, min(shares) ?? 0), Math.max(0, max(shares) ?? 0)];
  const span = Math.max(leastSpan, high - low);
  const plot = { x: columns.bars, y: top, width: Math.max(40, frame.width - columns.bars - (low < 0 ? columns.change : 0) - columns.change), height: figures.length * pitch };
  const from = plot.x + (low < 0 ? columns.change : 0);
  const x = linearScale(low, low + span, from, from + plot.width);
  return finishScene(context, {
    width: frame.width, height: top + plot.height, plot,
    marks: [
      ...head.marks,
      ...figures.flatMap((figure, i) => rowMarks(context, figure, { top: top + i * pitch, isBeside, columns, x, point: i })),
      { type: 'rule', x1: round(x(0)), x2: round(x(0)), y1: top, y2: top + plot.height, stroke: { ink: 'axis', width: 1 } },
    ],
    points: figures.map((figure, i) => figurePoint(context, figure, { x: 0, y: top + i * pitch + 1, width: frame.width, height: pitch - 2 })),
    summary: whatIfSummary(context, figures), table: whatIfTable(context, figures),
  });
};

interface Columns { readonly name: number; readonly now: number; readonly then: number; readonly bars: number; readonly change: number }

/** Right ends of the two figures, where the bars begin, and how wide a change is written. */
const columnsOf = (context: ChartContext, figures: readonly WhatIfFigure[], isBeside: boolean): Columns => {
  const name = isBeside ? Math.min(context.frame.width * 0.32, widestOf(context, figures.map((figure) => figureName(context, figure)), 'text') + 14) : 0;
  const now = name + widestOf(context, figures.map((figure) => figureText(context, figure, figure.before)), 'text', false, true);
  const then = now + 24 + widestOf(context, figures.map((figure) => figureText(context, figure, figure.after)), 'text', true, true);
  return { name, now, then, bars: then + 18, change: widestOf(context, figures.map((figure) => changeText(context, figure)), 'small', false, true) + 8 };
};

interface Row { readonly top: number; readonly isBeside: boolean; readonly columns: Columns; readonly x: LinearScale; readonly point: number }

const rowMarks = (context: ChartContext, figure: WhatIfFigure, { top, isBeside, columns, x, point }: Row): readonly Mark[] => {
  const { width } = context.frame;
  const line = isBeside ? top + 19 : top + 34;
  const { before, after, reliability } = figure;
  const isMoved = before !== after;
  const ink = isUnreliable({ reliability }) ? 'ink-3' as const : 'ink-1' as const;
  const name = fittedText(context, 0, isBeside ? line : top + 16, figureName(context, figure), isBeside ? columns.name - 8 : width, { size: 'text', ink: 'ink-2' });
  if (after === null) {
    return [
      name, ...(before === null ? [] : [textMark(columns.now, line, figureText(context, figure, before), { size: 'text', ink, anchor: 'end', tabular: true })]),
      fittedText(context, before === null ? columns.name : columns.now + 10, line, lackText(context, figure), width - (before === null ? columns.name : columns.now + 10), { halo: 'surface' }),
    ];
  }
  const share = shareOf(figure) ?? 0;
  const [from, to] = [Math.min(x(0), x(share)), Math.max(x(0), x(share))];
  return [
    name,
    textMark(columns.now, line, figureText(context, figure, before), { size: 'text', ink, anchor: 'end', tabular: true }),
    ...(!isMoved ? [] : [
      textMark(columns.now + 12, line, '\u2192', { anchor: 'middle' }),
      textMark(columns.then, line, figureText(context, figure, after), { size: 'text', ink: 'ink-2', anchor: 'end', tabular: true, strong: true }),
      { type: 'rect', x: round(from), y: line - 4 - barHeight / 2, width: round(Math.max(1, to - from)), height: barHeight, radius: 1.5, fill: 'neutral-weak', hatch: true, stroke: { ink: 'neutral', width: 1, dash: 'reference' }, point } as const,
      textMark(share < 0 ? from - 5 : to + 5, line, changeText(context, figure), { anchor: share < 0 ? 'end' : 'start', ink: 'ink-2', tabular: true }),
    ]),
  ];
};
