import type { Period } from '../model/period.js';
import type { Cells, CellMap } from './cells.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { cellsOfWhole, type Countable } from './filtered-cells.js';

/** What is counted in each of several periods: for a trend, a season, a target. */
export interface CountedByPeriod<C extends Cells> extends Pick<Countable<C>, 'id' | 'adding' | 'rows'> {
  /** Per group of the question's cut the cells of each period, in their order. */
  cells(context: KpiContext, question: Question, periods: readonly Period[]): readonly (readonly C[])[];
}

type Slots = { readonly slots: CellMap };

/** In the order of their numbers, as cells are added. */
const slotKey = (slot: number): string => String(slot).padStart(4, '0');

/** Cells of several periods of an ungrouped question: counted once per value of the filtered dimensions, then added like those of a KPI. */
export const cellsOfPeriods = <C extends Cells>(counted: CountedByPeriod<C>, context: KpiContext, question: Question, periods: readonly Period[]): readonly C[] => {
  const [first] = periods;
  if (first === undefined) return [];
  const { rows, adding } = counted;
  const join = adding?.join;
  const { slots } = cellsOfWhole<Slots>({
    id: `${counted.id} ${periods.map(({ startMs, endMs }) => `${startMs}-${endMs}`).join()}`,
    isAdditive: true, rows,
    adding: {
      ...adding,
      join: (sum) => (join === undefined ? sum : { slots: new Map([...sum.slots].map(([key, cells]) => [key, join(cells as C)])) }),
    },
    cells: (_, asked) => counted.cells(context, asked, periods).map((own) => ({ slots: new Map(own.map((cells, slot) => [slotKey(slot), cells])) })),
  }, context, { ...question, period: first });
  return periods.map((_, slot) => slots.get(slotKey(slot)) as C);
};
