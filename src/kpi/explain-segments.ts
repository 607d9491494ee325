import type { Period } from '../model/period.js';
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

/** Whether no day belongs to both: an entity that is counted by its day is then counted once. */
export const areApart = ([a, b]: readonly [Period, Period]): boolean => a.endMs <= b.startMs || b.endMs <= a.startMs;

interface SegmentShape {
  readonly head: Pick<Split, 'figure' | 'subject' | 'by' | 'unit' | 'period' | 'earlier'>;
  readonly values: Values;
}

export interface MeanShape extends SegmentShape {
  /** Every entity that the two means are taken over: its period, group and hash, and what it brings to the mean. */
  fill(add: (period: 0 | 1, group: number, hash: number, first: number, second?: number) => void): void;
  /** What sums of the entities' numbers are worth in the figure's unit. */
  worth(first: number, second: number): number;
}

/** Rows of both periods that more may be added to from cell `base` on, and their split. */
export interface WeighedSplit { readonly weighed: WeighedRows; readonly base: number; readonly split: Split }

/** A mean by segments. */
export const splitMean = ({ head, values, fill, worth }: MeanShape): WeighedSplit => {
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

export interface RateShape extends SegmentShape {
  /** No entity is in both periods. */
  readonly areApart: boolean;
  /** Every entity that the two rates are taken over, and whether it is one of those counted in them. */
  fill(add: (period: 0 | 1, group: number, hash: number, isCounted: boolean) => void): void;
}

/** A rate by segments: those that are not counted and those that are, in cells of their own. */
export const splitRate = ({ head, values, areApart: apart, fill }: RateShape): WeighedSplit => {
  const weighed = new WeighedRows(apart);
  fill((period, group, hash, isCounted) => {
    if (group < values.keys.length) weighed.push(hash, 2 * (period * values.keys.length + group) + (isCounted ? 1 : 0));
  });
  const segments = placeSegments(weighed, values, 2);
  const split = mixSplit({
    ...head, segments,
    segmentAt: ({ n }, period, segment) => {
      const cell = 2 * (period * segments.length + segment);
      const [others, counted] = [n[cell] as number, n[cell + 1] as number];
      return { weight: others + counted, rate: others + counted === 0 ? null : counted / (others + counted) };
    },
  });
  return { weighed, base: 4 * segments.length, split };
};

/** Members of a period among the segment cells of {@link splitMean}. */
export const membersOf = (n: Float64Array, base: number, period: 0 | 1): number => {
  let members = 0;
  for (let cell = (period * base) / 2; cell < ((period + 1) * base) / 2; cell++) members += n[cell] as number;
  return members;
};
