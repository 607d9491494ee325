import type { Interval } from '../model/interval.js';
import { createBootstrap, type Bootstrap } from '../stats/create-bootstrap.js';
import type { BootstrapIntervals } from './define-kpi.js';
import { interval95 } from './interval.js';

/** Entities between two pauses: about 5 ms of work. */
const sliceRows = 1024;
/** How many, and the sum of their values. */
const columns = 2;

/** The rows [from, to) of which a mean is taken. */
export interface MeanRows {
  readonly from: number;
  readonly to: number;
  /** Group of a row; any other number than those of the groups leaves it out. */
  groupOf(row: number): number;
  /** Whole number, in `unit`s of the mean. */
  valueOf(row: number): number;
  /** fnv1a32 of the entity's id. */
  hashOf(row: number): number;
  /** What one of the mean is in values, such as the milliseconds of a day. */
  readonly unit: number;
}

/** Intervals of a mean per group and over all of them, by the Poisson bootstrap over its entities; pauses after every slice. */
export function* bootstrapMean(groupCount: number, { from, to, groupOf, valueOf, hashOf, unit }: MeanRows): Generator<undefined, BootstrapIntervals> {
  const meanInterval = (bootstrap: Bootstrap): Interval | null =>
    interval95(bootstrap.finish((sums) => ((sums[0] as number) > 0 ? (sums[1] as number) / (sums[0] as number) / unit : null)), 'bootstrap');
  const groups = Array.from({ length: groupCount }, () => createBootstrap({ columns }));
  const values = new Float64Array(columns);
  let nSinceYield = 0;
  for (let row = from; row < to; row++) {
    const group = groups[groupOf(row)];
    if (group === undefined) continue;
    values[0] = 1;
    values[1] = valueOf(row);
    group.add(hashOf(row), values);
    if (++nSinceYield % sliceRows === 0) yield;
  }
  const total = createBootstrap({ columns });
  for (const group of groups) {
    total.merge(group.state());
    yield;
  }
  return { total: meanInterval(total), groups: groups.map(meanInterval) };
}
