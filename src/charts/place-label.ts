import type { TextMark } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import { boxOfText, overlap, type Box } from './text-mark.js';

const beside = 8;
const aboveBelow = 8;
const lineStep = 14;

/**
 * A label next to its point: right, left, above, below, whichever first lies within the bounds and touches nothing.
 * Null when none does: the reading then has it, and the table.
 */
export const placeLabel = (
  context: ChartContext, label: TextMark, point: { readonly x: number; readonly y: number },
  taken: readonly Box[], bounds: Box, gap = beside,
): TextMark | null => placeLines(context, [label], point, taken, bounds, gap)?.[0] ?? null;

/** The same for a label of several lines. */
export const placeLines = (
  context: ChartContext, lines: readonly TextMark[], point: { readonly x: number; readonly y: number },
  taken: readonly Box[], bounds: Box, gap = beside,
): readonly TextMark[] | null => {
  const tries = [
    { x: point.x + gap, y: point.y + 4, anchor: 'start' },
    { x: point.x - gap, y: point.y + 4, anchor: 'end' },
    { x: point.x, y: point.y - aboveBelow - (lines.length - 1) * lineStep, anchor: 'middle' },
    { x: point.x, y: point.y + aboveBelow + 9, anchor: 'middle' },
  ] as const;
  return tries.map((place) => lines.map((line, i): TextMark => ({ ...line, ...place, y: place.y + i * lineStep })))
    .find((marks) => marks.every((mark) => {
      const box = boxOfText(context, mark);
      return inside(box, bounds) && !taken.some((other) => overlap(box, other, 1));
    })) ?? null;
};

export const inside = (box: Box, bounds: Box): boolean =>
  box.x >= bounds.x - 0.01 && box.y >= bounds.y - 0.01
  && box.x + box.width <= bounds.x + bounds.width + 0.01 && box.y + box.height <= bounds.y + bounds.height + 0.01;

/** Heights of labels in one column, moved apart as little as keeps `gap` between them and all within the bounds. */
export const spread = (wanted: readonly number[], gap: number, from: number, to: number): readonly number[] => {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] as number) - (wanted[b] as number));
  const placed = new Array<number>(wanted.length).fill(0);
  let next = from;
  for (const i of order) {
    placed[i] = Math.max(wanted[i] as number, next);
    next = (placed[i]) + gap;
  }
  let limit = to;
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i] as number, limit);
    limit = (placed[i]) - gap;
  }
  return placed;
};
