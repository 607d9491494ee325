import { missingDay } from '../model/table.js';
import type { KpiContext } from './context.js';
import { runOf } from './deal-layout.js';
import { dealCycles } from './deal-spans.js';
import type { Question } from './define-kpi.js';
import type { PipelineTime } from './pipeline-time.js';

/** Places of the sums over deals closed in the period; money in 1/10000, cycle as whole bins and ms beyond them. */
export const closedParts = { won: 0, lost: 1, withAmount: 2, amount: 3, cycles: 4, bins: 5, restMs: 6, wonInUnit: 7 } as const;

const size = 8;

/** What the period's closed deals say of the pipeline's speed, and what was already won towards the target. */
export const closedCells = (context: KpiContext, { cut }: Question, time: PipelineTime): readonly Float64Array[] => {
  const { rows, startDay, bin, restMs } = dealCycles(context);
  const index = cut.groupOf(rows);
  const sums = cut.groups.map(() => new Float64Array(size));
  const add = (own: Float64Array, at: number, amount: number): void => { own[at] = (own[at] as number) + amount; };
  const lost = runOf(rows, 2, time.fromDay, time.day);
  for (let row = lost.from; row < lost.to; row++) {
    const own = sums[index === null ? 0 : (index[row] as number)];
    if (own !== undefined && rows.isRenewal[row] !== 1) add(own, closedParts.lost, 1);
  }
  const won = runOf(rows, 1, Math.min(time.fromDay, time.unitFromDay), time.day);
  for (let row = won.from; row < won.to; row++) {
    const own = sums[index === null ? 0 : (index[row] as number)];
    if (own === undefined) continue;
    const amount = rows.amountUnits === null ? NaN : (rows.amountUnits[row] as number);
    const day = rows.closedDay[row] as number;
    if (day >= time.unitFromDay && amount === amount) add(own, closedParts.wonInUnit, amount);
    if (day < time.fromDay || rows.isRenewal[row] === 1) continue;
    add(own, closedParts.won, 1);
    if (amount === amount) {
      add(own, closedParts.withAmount, 1);
      add(own, closedParts.amount, amount);
    }
    if (startDay[row] === missingDay) continue;
    add(own, closedParts.cycles, 1);
    add(own, closedParts.bins, bin[row] as number);
    add(own, closedParts.restMs, restMs[row] as number);
  }
  return sums;
};
