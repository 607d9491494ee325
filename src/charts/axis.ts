import type { Mark } from '../model/scene.js';
import { widestOf, type ChartContext } from './chart-context.js';
import type { LinearScale } from './linear-scale.js';
import { boxOfText, overlap, round, textMark, type Box } from './text-mark.js';

/** Text lines stand this far apart, and this far below what they name. */
export const lineHeight = 16;
export const axisGap = 15;

/** Hairlines across the plot with their value at its left; the first tick's line is the axis. */
export const valueAxis = (
  plot: Box, ticks: readonly number[], y: LinearScale, textOf: (tick: number, isTop: boolean) => string,
): readonly Mark[] => {
  const top = ticks[ticks.length - 1];
  return ticks.flatMap((tick): readonly Mark[] => [
    { type: 'rule', x1: plot.x, y1: round(y(tick)), x2: plot.x + plot.width, y2: round(y(tick)), stroke: { ink: 'grid', width: 1 } },
    textMark(plot.x - 8, y(tick) + 4, textOf(tick, tick === top), { anchor: 'end', tabular: true }),
  ]);
};

/** Width that the texts of a value axis take left of the plot. */
export const valueAxisWidth = (context: ChartContext, texts: readonly string[]): number =>
  widestOf(context, texts, 'small', false, true) + 8;

/** Texts below the plot, turned inwards at the frame's edges; where they would touch, every second or third is written. */
export const baseAxis = (
  context: ChartContext, plot: Box, ticks: readonly number[], x: LinearScale, textOf: (tick: number, index: number) => string, gap = axisGap,
): readonly Mark[] => {
  const labels = ticks.map((tick, i) => withinFrame(context, textMark(x(tick), plot.y + plot.height + gap, textOf(tick, i), { anchor: 'middle' })));
  for (let stride = 1; stride < labels.length; stride += 1) {
    const kept = labels.filter((_, i) => i % stride === 0);
    const touching = kept.some((label, i) => i > 0 && overlap(boxOfText(context, label), boxOfText(context, kept[i - 1] as typeof label), 6));
    if (!touching) return kept;
  }
  return labels.slice(0, 1);
};

/** Moves a centred text so far inwards that it stays in the frame. */
export const withinFrame = (context: ChartContext, mark: ReturnType<typeof textMark>): ReturnType<typeof textMark> => {
  const box = boxOfText(context, mark);
  if (box.x < 0) return { ...mark, x: 0, anchor: 'start' };
  if (box.x + box.width > context.frame.width) return { ...mark, x: context.frame.width, anchor: 'end' };
  return mark;
};

export const axisLine = (plot: Box): Mark =>
  ({ type: 'rule', x1: plot.x, y1: plot.y + plot.height, x2: plot.x + plot.width, y2: plot.y + plot.height, stroke: { ink: 'axis', width: 1 } });
