import type { KpiContext } from './context.js';
import type { GroupIndex, Question } from './define-kpi.js';
import type { ForecastGrid } from './forecast-grid.js';
import type { ForecastRows } from './forecast-rows.js';
import type { SeriesKind } from './forecast-series.js';

/** Moments at which the forecast of a period is looked up. The first is the one that the number rests on. */
export const moments = ['chosen', 'before_90', 'before_60', 'before_30', 'start', 'middle'] as const;
export type Moment = (typeof moments)[number];

const leadDays: Readonly<Partial<Record<Moment, number>>> = { before_90: 90, before_60: 60, before_30: 30 };

/** Whole local days before its period that a forecast must be made: option `leadDays`; without one before the period begins. */
const leadOf = (options: Question['options']): number => {
  const asked = options['leadDays'];
  return typeof asked === 'number' && Number.isInteger(asked) && asked > 0 ? asked : 0;
};

/** Instant before which a forecast must be made, per moment and period (`moment · periods + period`). */
export const snapshotLimits = (context: KpiContext, { startDay, endDay }: ForecastGrid, options: Question['options']): Float64Array => {
  const { calendar } = context;
  const limits = new Float64Array(moments.length * startDay.length);
  moments.forEach((moment, at) => {
    const lead = moment === 'chosen' ? leadOf(options) : (leadDays[moment] ?? 0);
    startDay.forEach((start, period) => {
      const middle = Math.floor((start + (endDay[period] as number)) / 2);
      // Up to and including the midnight so many days before; a forecast made as the period begins comes too late.
      limits[at * startDay.length + period] = moment === 'middle' ? calendar.midnightOf(middle) + 1 : calendar.midnightOf(start - lead) + (lead > 0 ? 1 : 0);
    });
  });
  return limits;
};

/** Sums of the latest snapshots of several series; one entry per period, `forecast` and `series` per moment and period. */
export interface Snapshots {
  readonly forecast: Float64Array;
  /** How many series have a snapshot. */
  readonly series: Float64Array;
  /** How many of those of the first moment lack a date. */
  readonly undated: Float64Array;
  /** What rows of the category `actual` say, and how many series have one. */
  readonly stated: Float64Array;
  readonly statedSeries: Float64Array;
}

export interface SnapshotPlan {
  readonly limits: Float64Array;
  /** Category that is read beside rows without one; null = all. */
  readonly category: string | null;
  readonly index: GroupIndex | null;
  readonly groups: number;
  /** The same without the category, for rows that say what happened, and the group of it that each group takes them from. */
  readonly plainIndex: GroupIndex | null;
  readonly plainGroups: readonly number[];
}

export interface GroupSnapshots { readonly byKind: ReadonlyMap<SeriesKind, Snapshots>; readonly byOwner: ReadonlyMap<number, Snapshots> }

const newSnapshots = (periods: number, count: number): Snapshots => ({
  forecast: new Float64Array(count * periods), series: new Float64Array(count * periods), undated: new Float64Array(periods),
  stated: new Float64Array(periods), statedSeries: new Float64Array(periods),
});

const addTo = (sums: Float64Array, at: number, x: number): void => { sums[at] = (sums[at] as number) + x; };

const kept = <K>(map: Map<K, Snapshots>, key: K, make: () => Snapshots): Snapshots => {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
};

/** Per group the sums over its series of each one's latest snapshot at each moment. One pass: snapshots of a series and period ascend in time. */
export const latestSnapshots = (rows: ForecastRows, plan: SnapshotPlan): readonly GroupSnapshots[] => {
  const { limits, category, index, groups, plainIndex, plainGroups } = plan;
  const { grid, series, seriesOf, periodOf, madeMs, amountUnits, isActual, runs } = rows;
  const periods = grid.startDay.length;
  const column = rows.dimension('category');
  const isRead = Uint8Array.from(column?.dictionary ?? [null], (name) => (category === null || name === null || name === category ? 1 : 0));
  const found = Array.from({ length: groups }, () => ({ byKind: new Map<SeriesKind, Snapshots>(), byOwner: new Map<number, Snapshots>() }));
  const latest = new Int32Array(groups * moments.length).fill(-1);
  const touched = new Set<number>();

  const put = (group: number, number: number, add: (into: Snapshots, isOwner: boolean) => void): void => {
    const { byKind, byOwner } = found[group] as (typeof found)[number];
    const kind = series.kinds[number] as SeriesKind;
    add(kept(byKind, kind, () => newSnapshots(periods, moments.length)), false);
    if (kind === 'owner') add(kept(byOwner, number, () => newSnapshots(periods, 1)), true);
  };
  const commit = (group: number, number: number, period: number): void => {
    for (let moment = 0; moment < moments.length; moment++) {
      const row = latest[group * moments.length + moment] as number;
      if (row < 0) continue;
      latest[group * moments.length + moment] = -1;
      put(group, number, (into, isOwner) => {
        if (isOwner && moment > 0) return;
        addTo(into.forecast, moment * periods + period, amountUnits[row] as number);
        addTo(into.series, moment * periods + period, 1);
        if (moment === 0 && madeMs[row] === -Infinity) addTo(into.undated, period, 1);
      });
    }
  };
  const state = (row: number, plainGroup: number, number: number, period: number): void => {
    plainGroups.forEach((own, group) => {
      if (own !== plainGroup) return;
      put(group, number, (into) => {
        addTo(into.stated, period, amountUnits[row] as number);
        addTo(into.statedSeries, period, 1);
      });
    });
  };

  for (let run = 0; run + 1 < runs.length; run++) {
    const [from, to] = [runs[run] as number, runs[run + 1] as number];
    const [number, period] = [seriesOf[from] as number, periodOf[from] as number];
    const stated = new Map<number, number>();
    for (let row = from; row < to; row++) {
      if (isActual[row] === 1) {
        stated.set(plainIndex === null ? 0 : (plainIndex[row] as number), row);
        continue;
      }
      const group = index === null ? 0 : (index[row] as number);
      if (group >= groups || isRead[column === null ? 0 : (column.codes[row] as number)] !== 1) continue;
      touched.add(group);
      for (let moment = 0; moment < moments.length; moment++) {
        if ((madeMs[row] as number) < (limits[moment * periods + period] as number)) latest[group * moments.length + moment] = row;
      }
    }
    for (const group of touched) commit(group, number, period);
    touched.clear();
    for (const [plainGroup, row] of stated) state(row, plainGroup, number, period);
  }
  return found;
};
