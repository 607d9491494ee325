import { formatScaled, scaledFigure } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { say, type Messages } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, TextMark } from '../model/scene.js';
import { axisLine, baseAxis } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widthOf } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { wrapText } from './fit-text.js';
import { besideFrom, lineNames, paybackOf, type Payback } from './payback-plot.js';
import { paidTexts, paybackPoints, paybackSummary, paybackTable } from './payback-words.js';
import { inside, spread } from './place-label.js';
import { boxOfText, fittedText, overlap, round, textMark, type Box } from './text-mark.js';
import { monthTicks, valueTicks } from './ticks.js';


/** Cumulative margin per customer against what the customer cost; the crossing is named with its range. Null where there is nothing to pay back. */
export const paybackCurve = (result: KpiResult<'cac'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const head = caption(context, 0, say(messages, 'payback.caption'), say(messages, 'payback.captionRest'));
  const payback = paybackOf(context, result, head.height + 8);
  if (payback === null) return null;
  const { plot, curve } = payback;
  const sides = endLabels(payback);
  const grid = gridMarks(payback);
  const named = crossingMarks(payback, result, [...grid, ...sides.marks], sides.below);
  const months = monthTicks(curve[curve.length - 1]?.month ?? 0);
  return finishScene(context, {
    width: frame.width,
    height: plot.y + plot.height + 22 + sides.below + named.below,
    plot,
    marks: [
      ...head.marks,
      ...grid,
      ...curveMarks(payback),
      axisLine(plot),
      ...named.marks,
      ...sides.marks,
      ...baseAxis(context, plot, months, payback.x, (month) => (month === 0 ? say(messages, 'payback.month0') : formatNumber(month, messages.locale))),
    ],
    points: paybackPoints(payback, months),
    summary: paybackSummary(context, result),
    table: paybackTable(payback),
  });
};

/** Two value lines at most: the curve is read against the cost, not against a grid. */
const gridMarks = ({ context, curve, y, plot, scale, cost }: Payback): readonly Mark[] => {
  const highest = curve.reduce((most, point) => Math.max(most, point.hi ?? point.margin), cost);
  const ticks = valueTicks(0, highest, 3).filter((tick) => tick > 0 && Math.abs(y(tick) - y(cost)) > 18 && y(tick) - 16 > plot.y);
  return ticks.flatMap((tick, i): readonly Mark[] => [
    { type: 'rule', x1: plot.x, x2: plot.x + plot.width, y1: round(y(tick)), y2: round(y(tick)), stroke: { ink: 'grid', width: 1 } },
    textMark(plot.x, y(tick) - 5, i === ticks.length - 1 ? formatScaled(tick, scale, context.format) : scaledFigure(tick, scale, context.format.locale)),
  ]);
};

const curveMarks = ({ curve, x, y, plot, cost, crossing, few }: Payback): readonly Mark[] => {
  const banded = curve.flatMap((point) => (point.lo === null || point.hi === null ? [] : [[round(x(point.month)), round(y(Math.max(point.lo, 0))), round(y(point.hi))] as const]));
  return [
    ...(banded.length > 1 ? [{ type: 'area' as const, points: banded, fill: few ? 'neutral-weak' as const : 'accent-weak' as const }] : []),
    {
      type: 'line', points: curve.map((point) => [round(x(point.month)), round(y(point.margin))] as const),
      stroke: few ? { ink: 'neutral', width: 1.75, dash: 'reference' } : { ink: 'accent', width: 2 },
    },
    { type: 'rule', x1: plot.x, x2: plot.x + plot.width, y1: round(y(cost)), y2: round(y(cost)), stroke: { ink: few ? 'ink-3' : 'ink-1', width: 1.25 } },
    ...(crossing === null ? [] : [
      { type: 'rule' as const, x1: round(x(crossing)), x2: round(x(crossing)), y1: round(y(cost)), y2: plot.y + plot.height, stroke: { ink: 'ink-2' as const, width: 1 } },
      { type: 'dot' as const, x: round(x(crossing)), y: round(y(cost)), r: 4.2, fill: few ? 'neutral' as const : 'accent' as const, stroke: { ink: 'surface' as const, width: 1.25 } },
    ]),
  ];
};

/** Beside the ends of the lines; in narrow places below, with a swatch. */
const endLabels = ({ context, cost, curve, scale, plot, y, few }: Payback): { readonly marks: readonly TextMark[]; readonly below: number } => {
  const [lineInk, costInk] = few ? ['ink-3', 'ink-3'] as const : ['accent', 'ink-1'] as const;
  const texts = lineNames(context, cost, scale);
  const [earned, churn, cac] = texts.map((label) => label.text) as [string, string, string];
  if (context.frame.width >= besideFrom) {
    const left = plot.x + plot.width + 9;
    const [top, costY] = spread([y(curve[curve.length - 1]?.margin ?? 0) + 1, y(cost) + 4], 30, plot.y + 9, plot.y + plot.height);
    const low = (top as number) > (costY as number);
    return {
      below: 0,
      marks: [
        textMark(left, low ? (top as number) : (top as number) - 2, earned, { ink: lineInk }), textMark(left, (low ? (top as number) : (top as number) - 2) + 13, churn),
        textMark(left, costY as number, cac, { ink: costInk, strong: true }),
      ],
    };
  }
  const baseline = plot.y + plot.height + 22 + 11;
  const lines = wrapText(`${earned} ${churn}`, context.frame.width, (text) => widthOf(context, text));
  return {
    below: 2 + (lines.length + 1) * 15,
    marks: [
      ...lines.map((text, i) => fittedText(context, 0, baseline + i * 15, text, context.frame.width, { ink: lineInk })),
      fittedText(context, 0, baseline + lines.length * 15, cac, context.frame.width, { ink: costInk, strong: true }),
    ],
  };
};

/** When the cost is earned back: under the cost line, above it, at the top of the stem, else below the picture. */
const crossingMarks = (
  payback: Payback, result: KpiResult<'cac'>, others: readonly Mark[], labelsBelow: number,
): { readonly marks: readonly Mark[]; readonly below: number } => {
  const { context, crossing, plot, x, y, cost } = payback;
  const texts = paidTexts(context, result, payback);
  const taken = others.flatMap((mark) => (mark.type === 'text' ? [boxOfText(context, mark)] : []));
  const blocks: readonly { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end'; readonly stem?: true }[] = crossing === null
    ? [{ x: plot.x + plot.width - 4, y: y(cost) - (texts.length > 1 ? 24 : 9), anchor: 'end' }]
    : [
      { x: x(crossing) + 7, y: y(cost) + 22, anchor: 'start' }, { x: x(crossing) - 9, y: y(cost) - 24, anchor: 'end' },
      { x: x(crossing) + 7, y: plot.y + 10, anchor: 'start', stem: true },
    ];
  for (const block of blocks) {
    const marks = texts.map((text, i) => textMark(block.x, block.y + i * 15, text, { anchor: block.anchor, strong: i === 0, ink: i === 0 ? 'ink-1' : 'ink-3', halo: 'surface' }));
    const boxes = marks.map((mark) => boxOfText(context, mark));
    const clear = boxes.every((box) => inside(box, plot) && !taken.some((other) => overlap(box, other, 2)) && !touchesCurve(box, payback));
    if (clear) return { marks: [...(block.stem ? [stemUp(payback, block.y - 8)] : []), ...marks], below: 0 };
  }
  const top = plot.y + plot.height + 22 + labelsBelow;
  const lines = texts.flatMap((text, i) => wrapText(text, context.frame.width, (part) => widthOf(context, part, 'small', i === 0)).map((part) => ({ part, strong: i === 0 })));
  return {
    below: lines.length * 15 + 2,
    marks: lines.map(({ part, strong }, i) => fittedText(context, 0, top + 11 + i * 15, part, context.frame.width, { strong, ink: strong ? 'ink-1' : 'ink-3' })),
  };
};

const stemUp = ({ crossing, x, y, cost }: Payback, top: number): Mark =>
  ({ type: 'rule', x1: round(x(crossing ?? 0)), x2: round(x(crossing ?? 0)), y1: top, y2: round(y(cost) - 5), stroke: { ink: 'ink-2', width: 1 } });

/** Whether the line itself runs through a box; the pale band may lie behind a text with halo. */
const touchesCurve = (box: Box, { curve, x, y }: Payback): boolean => curve.some((point, i) => {
  const next = curve[i + 1];
  if (!next) return false;
  const [x1, x2] = [x(point.month), x(next.month)];
  if (x2 < box.x || x1 > box.x + box.width) return false;
  const [y1, y2] = [y(point.margin), y(next.margin)];
  return Math.min(y1, y2) < box.y + box.height + 3 && Math.max(y1, y2) > box.y - 3;
});
