import type { BridgeEntry, MrrBridge } from '../model/churn-details.js';
import type { CellMap } from './cells.js';
import type { ChurnRows } from './churn-rows.js';
import { stayAt } from './customer-stays.js';
import { fromMoneyUnits } from './money.js';

const movements = ['start', 'new', 'returned', 'expansion', 'contraction', 'churned', 'end'] as const;
type Movement = (typeof movements)[number];

/** Monthly revenue of one group, 1/10000 units. */
export interface RevenueSums {
  /** Over customers at the start whose revenue is known at both instants and positive at the start. */
  mrr0: number;
  mrr1: number;
  kept: number;
  mrrN: number;
  readonly moved: Record<Movement, { n: number; units: number }>;
  unknown: number;
}

export const newRevenueSums = (): RevenueSums => ({
  mrr0: 0, mrr1: 0, kept: 0, mrrN: 0, unknown: 0,
  moved: {
    start: { n: 0, units: 0 }, new: { n: 0, units: 0 }, returned: { n: 0, units: 0 }, expansion: { n: 0, units: 0 },
    contraction: { n: 0, units: 0 }, churned: { n: 0, units: 0 }, end: { n: 0, units: 0 },
  },
});

/** A customer's monthly revenue at two instants; NaN = a part of it is not known at one of them. */
export interface RevenuePair { from: number; to: number; isKnown: boolean }

/** Revenue of the subscriptions in service at each instant (left limits), into `pair`. */
export const readRevenue = ({ stays: { service, serviceFrom } }: ChurnRows, row: number, startMs: number, endMs: number, pair: RevenuePair): void => {
  pair.from = 0;
  pair.to = 0;
  pair.isKnown = true;
  for (let i = serviceFrom[row] as number; i < (serviceFrom[row + 1] as number); i++) {
    const begun = service.startMs[i] as number;
    const ended = service.endMs[i] as number;
    const atStart = begun < startMs && ended >= startMs;
    const atEnd = begun < endMs && ended >= endMs;
    if (!atStart && !atEnd) continue;
    const mrr = service.mrr[i] as number;
    if (Number.isNaN(mrr)) pair.isKnown = false;
    if (atStart) pair.from += mrr;
    if (atEnd) pair.to += mrr;
  }
};

/** What GRR and NRR are made of: known revenue, positive at the start; a negative one at the end counts as none. */
export const isRetainable = ({ from, isKnown }: RevenuePair): boolean => isKnown && from > 0;

const move = (sums: RevenueSums, movement: Movement, units: number): void => {
  sums.moved[movement].n++;
  sums.moved[movement].units += units;
};

/**
 * Adds one customer. `before` is the stay at the start, −1 = none. Someone who is there at both ends in one stay grew or
 * shrank; a stay that ended is lost with all its revenue, even if another one has begun since.
 */
export const addRevenue = (sums: RevenueSums, rows: ChurnRows, row: number, before: number, endMs: number, pair: RevenuePair): void => {
  const after = stayAt(rows.stays, row, endMs);
  if (before === -1 && after === -1) return;
  if (!pair.isKnown) {
    sums.unknown++;
    return;
  }
  const { from, to } = pair;
  if (before !== -1) {
    move(sums, 'start', from);
    if (isRetainable(pair)) {
      sums.mrrN++;
      sums.mrr0 += from;
      sums.mrr1 += Math.max(0, to);
      sums.kept += Math.min(from, Math.max(0, to));
    }
    if (after !== before) move(sums, 'churned', from);
  }
  if (after === -1) return;
  move(sums, 'end', to);
  if (after !== before) move(sums, after === rows.stays.stayFrom[row] ? 'new' : 'returned', to);
  else if (to > from) move(sums, 'expansion', to - from);
  else if (to < from) move(sums, 'contraction', from - to);
};

export const bridgeCells = ({ moved }: RevenueSums): CellMap =>
  new Map(movements.toSorted().map((movement) => [movement, { ...moved[movement] }] as const));

/** The bridge in currency units. */
export const mrrBridge = (cells: CellMap, unknown: number): MrrBridge => {
  const entry = (movement: Movement): BridgeEntry => {
    const { n, units } = (cells.get(movement) ?? { n: 0, units: 0 }) as { n: number; units: number };
    return { n, value: fromMoneyUnits(units) };
  };
  return {
    start: entry('start'), new: entry('new'), returned: entry('returned'), expansion: entry('expansion'),
    contraction: entry('contraction'), churned: entry('churned'), end: entry('end'), unknown,
  };
};
