import type { EntityRows } from './context.js';
import { createCut } from './create-cut.js';
import type { Cut, Question } from './define-kpi.js';
import { mostSegments, type SegmentName } from './explain-mix.js';
import type { WeighedRows } from './weighed-rows.js';

/** The dimension that a change is told by: the one asked for, else the first of the candidates with more than one value in the data, else the first. */
export const explainDimension = (asked: string | null, { cut }: Question, rows: EntityRows, candidates: readonly [string, ...string[]]): string => {
  if (asked !== null) return asked;
  const [chosen] = cut.segmentBy;
  if (chosen !== undefined) return chosen;
  return candidates.find((name) => (rows.dimension(name)?.dictionary.length ?? 0) > 2) ?? candidates[0];
};

/** The question's filter, grouped by one dimension. */
export const segmentCut = ({ cut }: Question, by: string, entities: readonly EntityRows[]): Cut => createCut(cut.filter, [by], entities);

/**
 * Gives the largest groups (rows of both periods) a place of their own and all smaller ones the last. Rewrites the rows'
 * cells from (period · groups + group) · bins + bin to (period · places + place) · bins + bin.
 */
export const placeSegments = (rows: WeighedRows, cut: Cut, bins: number): readonly SegmentName[] => {
  const groups = cut.groups.length;
  const size = new Float64Array(groups);
  const groupOf = (row: number): number => Math.floor((rows.cells[row] as number) / bins) % groups;
  for (let row = 0; row < rows.length; row++) size[groupOf(row)] = (size[groupOf(row)] as number) + 1;
  const present = [...size.keys()].filter((group) => (size[group] as number) > 0);
  const isSmall = (group: number, rank: number): boolean => group === cut.restIndex || (present.length > mostSegments && rank >= mostSegments - 1);
  const bySize = [...present].sort((a, b) => (size[b] as number) - (size[a] as number) || a - b);
  const small = new Set(bySize.filter(isSmall));
  // Groups ascend by their value, not set last; the rest comes after them.
  const named = present.filter((group) => !small.has(group));
  const place = new Int32Array(groups).fill(named.length);
  named.forEach((group, i) => { place[group] = i; });
  const segments: SegmentName[] = named.map((group) => ({ key: cut.groups[group]?.[0] ?? null }));
  if (small.size > 0) segments.push({ key: null, isRest: true });
  for (let row = 0; row < rows.length; row++) {
    const cell = rows.cells[row] as number;
    const period = Math.floor(cell / bins / groups);
    rows.cells[row] = (period * segments.length + (place[groupOf(row)] as number)) * bins + (cell % bins);
  }
  return segments;
};
