/** What every survival estimate starts from; rows are the times at which an event of any cause happened. */
export interface LifeTable {
  readonly time: readonly number[];
  /** Still under observation just before `time`; those censored at `time` are included. */
  readonly atRisk: readonly number[];
  /** `events[cause][row]`, causes in the order given. */
  readonly events: readonly (readonly number[])[];
  /** Number of cases. */
  readonly n: number;
  /** Largest time seen, event or censored; null without cases. */
  readonly lastTime: number | null;
}

/**
 * Life table of histograms.
 *
 * Columns may differ in length; what is not there counts 0. No case: empty columns, `lastTime` null.
 *
 * @param events one histogram per cause, index = time bin
 * @param censored histogram of the censored cases
 * @param axis time of each bin; the bin's index when left out
 * @example lifeTable([[0, 1, 0, 2]], [0, 1]) // => { time: [1, 3], atRisk: [4, 2], events: [[1, 2]], n: 4, lastTime: 3 }
 */
export function lifeTable(
  events: readonly ArrayLike<number>[],
  censored: ArrayLike<number>,
  axis?: ArrayLike<number>,
): LifeTable {
  const bins = Math.max(censored.length, ...events.map((column) => column.length));
  const happened = new Float64Array(bins);
  for (const column of events) for (let bin = 0; bin < column.length; bin += 1) happened[bin]! += column[bin]!;
  const time: number[] = [];
  const atRisk: number[] = [];
  const rows: number[][] = events.map(() => []);
  let n = 0;
  let last = -1;
  for (let bin = 0; bin < bins; bin += 1) {
    const cases = happened[bin]! + (censored[bin] ?? 0);
    if (cases > 0) last = bin;
    n += cases;
  }
  let left = n;
  for (let bin = 0; bin <= last; bin += 1) {
    const now = happened[bin]!;
    if (now > 0) {
      time.push(axis ? axis[bin]! : bin);
      atRisk.push(left);
      for (let cause = 0; cause < events.length; cause += 1) rows[cause]!.push(events[cause]![bin] ?? 0);
    }
    left -= now + (censored[bin] ?? 0);
  }
  const lastTime = last < 0 ? null : axis ? axis[last]! : last;
  return { time, atRisk, events: rows, n, lastTime };
}
