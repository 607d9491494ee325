import type { EntityRows } from './context.js';
import { createCut } from './create-cut.js';
import type { Cut, Question } from './define-kpi.js';
import type { Split } from './explain.js';
import { mixSplit, mostSegments, type SegmentName } from './explain-mix.js';
import { WeighedRows } from './weighed-rows.js';

/** The dimension that a change is told by: the one asked for, else the first of the candidates with more than one value in the data, else the first. */
export const explainDimension = (asked: string | null, { cut }: Question, rows: EntityRows, candidates: readonly [string, ...string[]]): string => {
  if (asked !== null) return asked;
  const [chosen] = cut.segmentBy;
  if (chosen !== undefined) return chosen;
  return candidates.find((name) => (rows.dimension(name)?.dictionary.length ?? 0) > 2) ?? candidates[0];
};

/** The question's filter, grouped by one dimension. */
export const segmentCut = ({ cut }: Question, by: string, entities: readonly EntityRows[]): Cut => createCut(cut.filter, [by], entities);

/** Values that rows are grouped by, ascending, not set last; `restIndex` = place of all others together. */
export interface Values { readonly keys: readonly (string | null)[]; readonly restIndex: number | null }

export const valuesOf = ({ groups, restIndex }: Cut): Values => ({ keys: groups.map(([key]) => key ?? null), restIndex });

/**
 * Gives the largest groups (rows of both periods) a place of their own and all smaller ones the last. Rewrites the rows'
 * cells from (period · groups + group) · bins + bin to (period · places + place) · bins + bin.
 */
export const placeSegments = (rows: WeighedRows, { keys, restIndex }: Values, bins: number): readonly SegmentName[] => {
  const groups = keys.length;
  const size = new Float64Array(groups);
  const groupOf = (row: number): number => Math.floor((rows.cells[row] as number) / bins) % groups;
  for (let row = 0; row < rows.length; row++) size[groupOf(row)] = (size[groupOf(row)] as number) + 1;
  const present = [...size.keys()].filter((group) => (size[group] as number) > 0);
  const isSmall = (group: number, rank: number): boolean => group === restIndex || (present.length > mostSegments && rank >= mostSegments - 1);
  const bySize = [...present].sort((a, b) => (size[b] as number) - (size[a] as number) || a - b);
  const small = new Set(bySize.filter(isSmall));
  const named = present.filter((group) => !small.has(group));
  const place = new Int32Array(groups).fill(named.length);
  named.forEach((group, i) => { place[group] = i; });
  const segments: SegmentName[] = named.map((group) => ({ key: keys[group] ?? null }));
  if (small.size > 0) segments.push({ key: null, isRest: true });
  for (let row = 0; row < rows.length; row++) {
    const cell = rows.cells[row] as number;
    const period = Math.floor(cell / bins / groups);
    rows.cells[row] = (period * segments.length + (place[groupOf(row)] as number)) * bins + (cell % bins);
  }
  return segments;
};

/** Adds one entity of a period to its group, with what it brings to the mean. */
export type AddEntity = (period: 0 | 1, group: number, hash: number, first: number, second?: number) => void;

export interface MeanShape {
  readonly head: Pick<Split, 'figure' | 'subject' | 'by' | 'unit' | 'period' | 'earlier'>;
  readonly values: Values;
  /** Every entity that the two means are taken over. */
  fill(add: AddEntity): void;
  /** What sums of the entities' numbers are worth in the figure's unit. */
  worth(first: number, second: number): number;
}

/** A mean (or a rate, as the mean of 0 and 1) by segments: rows that may be added to from cell `base` on, and the split. */
export const splitMean = ({ head, values, fill, worth }: MeanShape): { readonly weighed: WeighedRows; readonly base: number; readonly split: Split } => {
  const weighed = new WeighedRows();
  fill((period, group, hash, first, second = 0) => {
    if (group < values.keys.length) weighed.push(hash, period * values.keys.length + group, first, second);
  });
  const segments = placeSegments(weighed, values, 1);
  const split = mixSplit({
    ...head, segments,
    segmentAt: ({ n, first, second }, period, segment) => {
      const cell = period * segments.length + segment;
      const members = n[cell] as number;
      return { weight: members, rate: members === 0 ? null : worth(first[cell] as number, second[cell] as number) / members };
    },
  });
  return { weighed, base: 2 * segments.length, split };
};

/** Members of a period among the segment cells of {@link splitMean}. */
export const membersOf = (n: Float64Array, base: number, period: 0 | 1): number => {
  let members = 0;
  for (let cell = (period * base) / 2; cell < ((period + 1) * base) / 2; cell++) members += n[cell] as number;
  return members;
};
