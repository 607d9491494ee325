import type { DriverPart, Drivers } from '../model/drivers.js';
import { percentileInterval } from '../stats/percentile-interval.js';
import { interval95 } from './interval.js';
import { eachReplicate } from './weighed-replicates.js';
import { sumWeighed, type CellSums, type WeighedRows } from './weighed-rows.js';

/** What a part is of; see {@link DriverPart}. */
export type PartName = Pick<DriverPart, 'kind' | 'key' | 'isRest'>;

/** Value of each part, and of the figure at both ends. */
export interface SplitValues { readonly before: number; readonly after: number; readonly parts: readonly number[] }

/** One way to take a change apart: names of its parts, and their values from sums. Pure, since every replicate of the bootstrap goes through it. */
export interface Split extends Pick<Drivers, 'method' | 'figure' | 'subject' | 'by' | 'unit' | 'period' | 'earlier'> {
  readonly names: readonly PartName[];
  /** null = one of the periods has no figure. */
  of(sums: CellSums): SplitValues | null;
}

/** An answer to "why": at once without intervals, then with them. */
export interface Explanation {
  readonly drivers: readonly Drivers[];
  /** The same drivers with their intervals, in slices; absent where there is nothing to draw again. */
  readonly refine?: () => Generator<undefined, readonly Drivers[]>;
}

type PartInterval = Pick<DriverPart, 'ci' | 'coversZero'>;

const notYet: PartInterval = { ci: null, coversZero: null };

const driversOf = (split: Split, { before, after, parts }: SplitValues, intervalOf: (part: number) => PartInterval): Drivers => {
  const { names, of: _, ...head } = split;
  const total = split.unit === 'log' ? Math.log(after / before) : after - before;
  return { ...head, before, after, total, parts: names.map((name, i) => ({ ...name, value: parts[i] as number, ...intervalOf(i) })) };
};

const toInterval = (figures: readonly (number | null)[]): PartInterval => {
  const bounds = percentileInterval(figures);
  const ci = bounds.lo === null ? null : interval95(bounds, 'bootstrap');
  return { ci, coversZero: ci === null || ci.lo === null || ci.hi === null || (ci.lo <= 0 && ci.hi >= 0) };
};

/** Explains by sums of rows: the same rows weighed anew give the intervals. Splits without a figure at both ends are left out. */
export const explainByRows = (rows: WeighedRows, cells: number, splits: readonly Split[]): Explanation => {
  const observed = sumWeighed(rows, cells);
  const told = splits.flatMap((split) => {
    const values = split.of(observed);
    return values === null ? [] : [{ split, values }];
  });
  return {
    drivers: told.map(({ split, values }) => driversOf(split, values, () => notYet)),
    refine: function* () {
      const figures = told.map(({ split }) => split.names.map((): (number | null)[] => []));
      yield* eachReplicate(rows, cells, (sums) => {
        told.forEach(({ split }, i) => {
          const values = split.of(sums);
          figures[i]?.forEach((list, part) => list.push(values?.parts[part] ?? null));
        });
      });
      return told.map(({ split, values }, i) => driversOf(split, values, (part) => toInterval(figures[i]?.[part] ?? [])));
    },
  };
};
