import { max } from 'd3-array';
import { scaledFigure, scaleUnit, type MoneyScale } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { formatValue } from '../format/value-parts.js';
import { say } from '../i18n/messages.js';
import type { Mark, Scene, ScenePoint, TextMark } from '../model/scene.js';
import { withinFrame } from './axis.js';
import { widestOf, widthOf, type ChartContext } from './chart-context.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { boxOfText, fittedText, overlap, round, textMark, type Box } from './text-mark.js';
import type { WaterfallStep } from './waterfall-steps.js';

const barHeight = 120;
const namesHeight = 32;
const labelRoom = 16;
const rowPitch = 24;

/** What a waterfall is drawn and told with. */
export interface Waterfall {
  readonly context: ChartContext;
  readonly steps: readonly WaterfallStep[];
  /** Null when amounts are not known: then the steps count cases. */
  readonly scale: MoneyScale | null;
  /** Of the last stock. */
  readonly target: number | null;
  /** Not to be relied on: all in grey. */
  readonly isLoose: boolean;
  /** Cases that a flow brings or takes have their sign; customers whom it merely concerns have none. */
  readonly isCountSigned: boolean;
  readonly words: {
    readonly value: string; readonly count: string; readonly total: string;
    readonly say: (step: WaterfallStep, count: string) => string;
  };
}

export interface WaterfallBody { readonly marks: readonly Mark[]; readonly height: number; readonly points: readonly ScenePoint[] }

/** From the first stock over its flows to the last: columns where every name has room below its own, else rows. */
export const waterfallBody = (waterfall: Waterfall, top: number): WaterfallBody => standing(waterfall, top) ?? lying(waterfall, top);

const figureOf = ({ scale, context }: Waterfall, amount: number, signed: boolean): string =>
  (scale ? scaledFigure(amount, scale, context.format.locale, signed ? 'always' : undefined)
    : formatNumber(amount, context.format.locale, signed ? { sign: 'always' } : {}));

const countOf = ({ context, isCountSigned }: Waterfall, { kind, count }: WaterfallStep): string =>
  formatNumber(count, context.format.locale, kind === 'stock' || !isCountSigned ? {} : { sign: 'always' });

const inkOf = ({ isLoose }: Waterfall, step: WaterfallStep): 'accent' | 'accent-mid' | 'neutral' => {
  if (isLoose) return 'neutral';
  return step.kind === 'stock' ? 'accent' : step.after >= step.before ? 'accent-mid' : 'neutral';
};

/** Columns, while every name has room below its own; else null. */
const standing = (waterfall: Waterfall, top: number): WaterfallBody | null => {
  const { context, steps, target, scale, isLoose } = waterfall;
  const { width } = context.frame;
  const withTarget = scale !== null && target !== null;
  const targetTexts = withTarget ? targetTextsOf(waterfall) : [];
  const right = (max(targetTexts, (text) => widthOf(context, text)) ?? 0) + (withTarget ? 12 : 0);
  const pitch = (width - right) / (steps.length - 1 + 0.62);
  const bar = Math.round(pitch * 0.62);
  const names = steps.map((step) => [step.name, step.shortName].find((name) => widthOf(context, name) <= pitch - 5));
  if (pitch < 46 || names.some((name) => name === undefined)) return null;
  const low = steps.reduce((least, step) => Math.min(least, step.after), 0);
  const high = steps.reduce((most, step) => Math.max(most, step.after), withTarget ? target : 1e-9);
  const y = linearScale(low, high, top + labelRoom + barHeight, top + labelRoom);
  const base = top + labelRoom + barHeight;
  const marks: Mark[] = [];
  const points: ScenePoint[] = [];
  steps.forEach((step, i) => {
    const x = Math.round(i * pitch);
    const from = step.kind === 'stock' ? y(0) : y(step.before);
    const to = y(step.after);
    const box: Box = { x, y: Math.min(from, to), width: bar, height: Math.max(Math.abs(from - to), step.after === step.before && step.kind !== 'stock' ? 1 : 2) };
    const next = steps[i + 1];
    if (next) marks.push({ type: 'rule', x1: x + bar, x2: Math.round((i + 1) * pitch), y1: round(to), y2: round(to), stroke: { ink: 'axis', width: 1 } });
    marks.push({ type: 'rect', x: box.x, y: round(box.y), width: box.width, height: round(box.height), radius: 1.5, fill: inkOf(waterfall, step), point: i });
    // On grey a figure would be hard to read.
    const inside = step.kind === 'stock' && box.height >= 20 && !isLoose;
    const middle = x + bar / 2;
    const countMark = (text: string | null): TextMark | null => {
      if (text === null) return null;
      const side = i === 0 && widthOf(context, text) > bar ? 'start' : 'middle';
      return textMark(side === 'start' ? x : middle, base + 28, text, { anchor: side, tabular: true });
    };
    marks.push(inside
      ? textMark(middle, box.y + 15, figureOf(waterfall, step.after, false), { anchor: 'middle', size: 'text', strong: true, ink: 'surface', tabular: true })
      : textMark(middle, box.y - 5, figureOf(waterfall, step.kind === 'stock' ? step.after : step.amount, step.kind !== 'stock'),
        { anchor: 'middle', size: 'text', ink: 'ink-2', tabular: true, halo: 'surface' }));
    const anchor = i === 0 && widthOf(context, names[i] as string) > bar ? 'start' : 'middle';
    const name = textMark(anchor === 'start' ? x : middle, base + 15, names[i] as string, { anchor, ink: 'ink-2', ...(names[i] === step.name ? {} : { title: step.name }) });
    marks.push(i === 0 ? name : withinFrame(context, name));
    const count = countMark(step.countText);
    const following = steps[i + 1]?.countText ?? null;
    // Where `603 customers` would touch the next number, the number is enough.
    const touches = count !== null && following !== null && i === 0
      && overlap(boxOfText(context, count), boxOfText(context, textMark(Math.round(pitch) + bar / 2, base + 28, following, { anchor: 'middle', tabular: true })), 2);
    const shown = touches ? countMark(formatNumber(step.count, context.format.locale)) : count;
    if (shown !== null) marks.push(shown);
    points.push(pointOf(waterfall, step, middle, to, { x, y: box.y - 18, width: bar, height: box.height + 18 }));
  });
  marks.push({ type: 'rule', x1: 0, x2: round((steps.length - 1) * pitch + bar), y1: base, y2: base, stroke: { ink: 'axis', width: 1 } });
  if (withTarget) {
    const at = y(target);
    const last = Math.round((steps.length - 1) * pitch);
    const gap = target - (steps[steps.length - 1]?.after ?? 0);
    // The label of the last column gives way where the target's line runs through it: it stands inside the column.
    marks.unshift({ type: 'rule', x1: Math.max(0, last - 16), x2: width, y1: round(at), y2: round(at), stroke: { ink: 'ink-2', width: 1.25, dash: 'target' } });
    marks.push(textMark(width, at - 5, targetTexts[0] as string, { anchor: 'end', ink: 'ink-2' }));
    if (gap !== 0 && targetTexts[1] !== undefined) marks.push(textMark(width, at + 14, targetTexts[1], { anchor: 'end', ink: 'ink-2' }));
  }
  return { marks, height: labelRoom + barHeight + namesHeight, points };
};

const targetTextsOf = (waterfall: Waterfall): readonly string[] => {
  const { steps, context } = waterfall;
  const target = waterfall.target as number;
  const gap = target - (steps[steps.length - 1]?.after ?? 0);
  return [
    say(context.messages, 'target.label', { target: figureOf(waterfall, target, false) }),
    ...(gap === 0 ? [] : [say(context.messages, gap > 0 ? 'target.short' : 'target.over', { gap: figureOf(waterfall, Math.abs(gap), false) })]),
  ];
};

/** Rows from top to bottom on one scale, for narrow places. */
const lying = (waterfall: Waterfall, top: number): WaterfallBody => {
  const { context, steps, target, scale } = waterfall;
  const { width } = context.frame;
  // Very narrow: names stand above their bars.
  const above = width < 200;
  const pitch = above ? rowPitch + 12 : rowPitch;
  const nameWidth = above ? 0 : Math.min(
    widestOf(context, steps.map((step) => step.name), 'text') + 10, Math.round(width * 0.44));
  const figures = steps.map((step) => figureOf(waterfall, step.kind === 'stock' ? step.after : step.amount, step.kind !== 'stock'));
  const figureWidth = widestOf(context, figures, 'text', true, true) + 8;
  const low = steps.reduce((least, step) => Math.min(least, step.after), 0);
  const withTarget = scale !== null && target !== null;
  const high = steps.reduce((most, step) => Math.max(most, step.after), withTarget ? target : 1e-9);
  const x: LinearScale = linearScale(low, high, nameWidth, width - figureWidth);
  const bottom = top + steps.length * pitch;
  const marks: Mark[] = [];
  // Names come last: where they stand above the bars, lines run behind them.
  const names: Mark[] = [];
  const points: ScenePoint[] = [];
  if (withTarget) {
    const at = round(x(target));
    marks.push({ type: 'rule', x1: at, x2: at, y1: top, y2: bottom, stroke: { ink: 'ink-2', width: 1.25, dash: 'target' } });
  }
  steps.forEach((step, i) => {
    const y = top + (i + 1) * pitch - rowPitch / 2;
    const from = step.kind === 'stock' ? x(0) : x(step.before);
    const to = x(step.after);
    marks.push(
      { type: 'rect', x: round(Math.min(from, to)), y: y - 5.5, width: round(Math.max(Math.abs(to - from), 1)), height: 11, radius: 1.5, fill: inkOf(waterfall, step), point: i },
      textMark(width, y + 4, figures[i] as string, { anchor: 'end', size: 'text', ink: step.kind === 'stock' ? 'ink-1' : 'ink-2', strong: step.kind === 'stock', tabular: true }),
    );
    names.push(fittedText(context, 0, above ? y - 11 : y + 4, step.name, above ? width : nameWidth - 10, { size: 'text', ink: 'ink-2', halo: 'surface' }));
    const next = steps[i + 1];
    if (next) marks.push({ type: 'rule', x1: round(to), x2: round(to), y1: y + 5.5, y2: y + pitch - 5.5, stroke: { ink: 'axis', width: 1 } });
    points.push(pointOf(waterfall, step, to, y, { x: 0, y: y + rowPitch / 2 - pitch + 2, width, height: pitch - 4 }));
  });
  const foot = withTarget ? fittedText(context, width, bottom + 14, targetTextsOf(waterfall).join(', '), width, { anchor: 'end', ink: 'ink-2' }) : null;
  return { marks: [...marks, ...names, ...(foot ? [foot] : [])], height: bottom - top + (foot ? 22 : 4), points };
};

const pointOf = (waterfall: Waterfall, step: WaterfallStep, x: number, y: number, box: Box): ScenePoint => {
  const { context: { format }, scale, words } = waterfall;
  const shown = step.kind === 'stock' ? step.after : step.amount;
  const count = countOf(waterfall, step);
  return {
    x: round(x), y: round(y), box, title: step.name,
    rows: [
      ...(scale ? [{ label: words.value, value: formatValue(shown, 'money', format, { signed: step.kind !== 'stock' }) }] : []),
      { label: words.count, value: count },
      ...(scale && step.kind !== 'stock' ? [{ label: words.total, value: formatValue(step.after, 'money', format) }] : []),
    ],
    sentence: words.say(step, count),
  };
};

/** Steps with what they add and how many cases that is. */
export const waterfallTable = (waterfall: Waterfall, caption: string, labels: { readonly step: string; readonly value: (unit: string) => string; readonly count: string }): Scene['table'] => {
  const { context: { format }, steps, scale } = waterfall;
  return {
    caption,
    columns: [
      { label: labels.step, numeric: false }, ...(scale ? [{ label: labels.value(scaleUnit(scale, format)), numeric: true }] : []), { label: labels.count, numeric: true },
    ],
    rows: steps.map((step) => [
      step.name,
      ...(scale ? [figureOf(waterfall, step.kind === 'stock' ? step.after : step.amount, step.kind !== 'stock')] : []),
      countOf(waterfall, step),
    ]),
    raw: steps.map((step) => [step.name, ...(scale ? [step.kind === 'stock' ? step.after : step.amount] : []), step.count]),
  };
};
