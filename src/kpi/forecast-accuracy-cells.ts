import type { CellMap, Cells } from './cells.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { dealRows } from './deal-rows.js';
import type { Cut, GroupIndex, Question } from './define-kpi.js';
import { hasDealsToCompare, wonAmounts, type WonAmounts } from './forecast-actuals.js';
import { latestSnapshots, snapshotLimits, type Snapshots } from './forecast-snapshots.js';
import { forecastRows, type ForecastRows } from './forecast-rows.js';
import { categoryDimension, kindsFor } from './forecast-series.js';
import { keyOfValue } from './value-key.js';

/**
 * Sums of one group over the periods of the grid, whatever the period asked for; money in 1/10000. Arrays have one entry per
 * period, those of `forecast` and `series` one per moment and period.
 */
export interface ForecastCells extends Cells {
  /** Kind of series → latest snapshots, how many series have one, how many of those lack a date; and what rows of the category `actual` say. */
  readonly kinds: CellMap;
  /** What deals say was won. */
  readonly won: Float64Array;
  /** Owner → the same as of a kind, at the first moment only, and the owner's won amounts. */
  readonly owners: CellMap;
  /** Snapshots of series that can be told apart by the segments asked for. */
  readonly shown: number;
  /** Where categories are told apart the cells of all groups together, in one of them: categories forecast the same amounts, their sum is none. */
  readonly whole: CellMap;
}

/** The cut without the dimension that only forecasts have: what happened does not depend on the category it was forecast in. */
const plainCut = (context: KpiContext, cut: Cut): Cut => {
  const { [categoryDimension]: category, ...filter } = cut.filter;
  if (category === undefined && !cut.segmentBy.includes(categoryDimension)) return cut;
  const rows = forecastRows(context);
  return createCut(filter, cut.segmentBy.filter((name) => name !== categoryDimension), rows === null ? [dealRows(context)] : [rows, dealRows(context)]);
};

/** Group of the plain cut that belongs to each group of the cut; -1 = none. */
const plainGroups = (cut: Cut, plain: Cut): readonly number[] => {
  if (cut === plain) return cut.groups.map((_, group) => group);
  const places = new Map(plain.groups.map((key, group) => [JSON.stringify(key), group] as const));
  return cut.groups.map((key) => places.get(JSON.stringify(key.filter((_, axis) => cut.segmentBy[axis] !== categoryDimension))) ?? -1);
};

/** Which forecasts are read when none are asked for, in this order: what is committed to, or the one that a plan calls so; else the only category there is. */
const usualCategories = ['commit', 'forecast'] as const;

/** Category read by a question, as the data spells it; null = whatever the cut lets through. Rows without category always are. */
export const categoryOfQuestion = ({ categories }: ForecastRows, { cut, options }: Pick<Question, 'cut' | 'options'>): string | null => {
  if (categoryDimension in cut.filter || cut.segmentBy.includes(categoryDimension)) return null;
  const asked = options['category'];
  const named = categories.filter((name) => name !== null);
  for (const wanted of typeof asked === 'string' ? [asked] : usualCategories) {
    const found = named.find((name) => name === wanted) ?? named.find((name) => name.toLowerCase() === wanted.toLowerCase());
    if (found !== undefined) return found;
  }
  return typeof asked === 'string' ? asked : named.length === 1 ? (named[0] as string) : usualCategories[0];
};

/** What the cells say of the whole: their own sum, where that is one. */
export const cellsOfTotal = (cells: ForecastCells): ForecastCells => (cells.whole.get('') as ForecastCells | undefined) ?? cells;

const noOwners: WonAmounts = { totals: new Float64Array(0), owners: [] };

const slice = (sums: Float64Array, group: number, periods: number): Float64Array =>
  (group < 0 || sums.length === 0 ? new Float64Array(periods) : sums.slice(group * periods, (group + 1) * periods));

const kindCells = ({ forecast, series, undated, stated, statedSeries }: Snapshots): Cells => ({ forecast, series, undated, stated, statedSeries });

/** Cells per group of the cut: one pass over the forecasts, one over the won deals of the grid. */
export const forecastAccuracyCells = (context: KpiContext, question: Question): readonly ForecastCells[] => {
  const rows = forecastRows(context);
  const { cut } = question;
  if (rows === null) return cut.groups.map(() => ({ kinds: new Map(), won: new Float64Array(0), owners: new Map(), shown: 0, whole: new Map() }));
  const plain = plainCut(context, cut);
  const groupOf = plainGroups(cut, plain);
  const periods = rows.grid.startDay.length;
  const { kinds, names } = rows.series;
  const ownerNumbers = names.flatMap((_, number) => (kinds[number] === 'owner' ? [number] : []));
  const index: GroupIndex | null = plain.groupOf(dealRows(context));
  const won = hasDealsToCompare(context) ? wonAmounts(context, rows.grid, index, plain.groups.length, ownerNumbers.map((number) => names[number] as string | null)) : noOwners;
  const found = latestSnapshots(rows, {
    limits: snapshotLimits(context, rows.grid, question.options), category: categoryOfQuestion(rows, question),
    index: cut.groupOf(rows), groups: cut.groups.length, plainIndex: plain.groupOf(rows), plainGroups: groupOf,
  });
  const asked = kindsFor([...Object.keys(cut.filter), ...cut.segmentBy]);
  const whole = cut.segmentBy.includes(categoryDimension)
    ? forecastAccuracyCells(context, { ...question, cut: createCut(cut.filter, [], [rows, dealRows(context)]) })[0] : undefined;
  return found.map(({ byKind, byOwner }, group): ForecastCells => {
    const own = groupOf[group] as number;
    return {
      kinds: new Map([...byKind].map(([kind, sums]) => [kind, kindCells(sums)] as const).sort(([a], [b]) => (a < b ? -1 : 1))),
      won: slice(won.totals, own, periods),
      owners: new Map(ownerNumbers.flatMap((number, place): [string, Cells][] => {
        const [sums, ofOwner] = [byOwner.get(number), won.owners[place]?.get(own)];
        if (sums === undefined && ofOwner === undefined) return [];
        return [[keyOfValue(names[number] as string | null), { ...(sums === undefined ? {} : kindCells(sums)), won: ofOwner ?? new Float64Array(periods) }]];
      }).sort(([a], [b]) => (a < b ? -1 : 1))),
      shown: asked.reduce((sum, kind) => sum + (byKind.get(kind)?.series.reduce((n, one) => n + one, 0) ?? 0), 0),
      whole: group === 0 && whole !== undefined ? new Map([['', whole]]) : new Map(),
    };
  });
};
