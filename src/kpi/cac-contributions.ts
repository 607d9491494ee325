import { missingDay } from '../model/table.js';
import { forEachNewDeal, newCustomersOf } from './cac-customers.js';
import { cacWindow } from './cac-window.js';
import type { KpiContext } from './context.js';
import { customerRows } from './customer-life.js';
import { contractAges, firstSpells, mrrAt } from './customer-service.js';
import type { Question } from './define-kpi.js';
import type { ClvSums } from './clv-figures.js';
import type { ServiceSums } from './unit-economics.js';

/** Sums of one bootstrap replicate of one group; filled, read and cleared again. */
export type ReplicateSums = {
  fresh: number;
  readonly service: { -readonly [F in keyof ServiceSums]: ServiceSums[F] };
  readonly value: { -readonly [F in keyof ClvSums]: ClvSums[F] };
};

/** Adds each customer row `weight` times to a group's sums. */
export interface Contributions {
  readonly hashes: Uint32Array;
  /** Group per customer row; `groups.length` = left out. */
  readonly group: Uint32Array;
  create(whole: ClvSums['whole']): ReplicateSums;
  add(sums: ReplicateSums, row: number, weight: number): void;
}

const clearBins = (...all: readonly Float64Array[]): void => { for (const bins of all) bins.fill(0); };

export const clearSums = (sums: ReplicateSums): void => {
  sums.fresh = 0;
  Object.assign(sums.service, { dealAmount: 0, dealN: 0, mrr: 0, mrrN: 0 });
  Object.assign(sums.value, { n: 0, g: 0, u: 0, mrr: 0, mrrN: 0 });
  clearBins(sums.service.ended, sums.service.staying, sums.value.lost, sums.value.alive);
};

const addBins = (into: Float64Array, from: Float64Array): void => { from.forEach((x, i) => { into[i] = (into[i] as number) + x; }); };

/** Adds one group's sums to those of all groups together. */
export const addSums = (into: ReplicateSums, from: ReplicateSums): void => {
  into.fresh += from.fresh;
  for (const field of ['dealAmount', 'dealN', 'mrr', 'mrrN'] as const) into.service[field] += from.service[field];
  for (const field of ['n', 'g', 'u', 'mrr', 'mrrN'] as const) into.value[field] += from.value[field];
  addBins(into.service.ended, from.service.ended);
  addBins(into.service.staying, from.service.staying);
  addBins(into.value.lost, from.value.lost);
  addBins(into.value.alive, from.value.alive);
};

const longest = (values: Int32Array): number => values.reduce((most, value) => Math.max(most, value), -1) + 1;

/** What every customer adds to the cells of an acquisition question, laid out by customer row. */
export const contributions = (context: KpiContext, question: Question, contractMonths: number | null): Contributions => {
  const rows = customerRows(context);
  const { cut, period } = question;
  const window = cacWindow(context, question);
  const groupOf = cut.groupOf(rows);
  const spells = firstSpells(context);
  const ages = contractMonths === null ? null : contractAges(context, contractMonths);
  const [then, now] = [mrrAt(context, Math.min(period.endMs, context.asOfMs)), mrrAt(context, context.asOfMs)];
  const fresh = new Float64Array(rows.length);
  const { row: newRow, atMs } = newCustomersOf(context, question.options);
  newRow.forEach((row, i) => {
    if ((atMs[i] as number) >= period.startMs && (atMs[i] as number) < period.endMs) fresh[row] = (fresh[row] as number) + 1;
  });
  const dealAmount = new Float64Array(rows.length);
  const dealN = new Float64Array(rows.length);
  forEachNewDeal(context, window.startDay, window.endDay, (row, amount) => {
    dealAmount[row] = (dealAmount[row] as number) + amount;
    dealN[row] = (dealN[row] as number) + 1;
  });
  const days = Int32Array.from(rows.customer, (number) => {
    const start = spells?.startDay[number] ?? missingDay;
    return spells === null || start === missingDay ? -1 : (spells.endDay[number] as number) - start;
  });
  const age = Int32Array.from(rows.customer, (number) => ages?.[number] ?? -1);
  const [dayBins, ageBins] = [longest(days), longest(age)];

  const add = ({ service, value }: ReplicateSums, row: number, weight: number): void => {
    const number = rows.customer[row] as number;
    const hasEnded = spells?.hasEnded[number] === 1;
    service.dealAmount += weight * (dealAmount[row] as number);
    service.dealN += weight * (dealN[row] as number);
    if (rows.hasValue[row] !== 1) return;
    value.n += weight;
    value.g += weight * (rows.known[row] as number);
    value.u += weight * (rows.plain[row] as number);
    const [mrrThen, mrrNow, day, period] = [then[number] as number, now[number] as number, days[row] as number, age[row] as number];
    if (!Number.isNaN(mrrThen)) {
      service.mrr += weight * mrrThen;
      service.mrrN += weight;
    }
    if (!Number.isNaN(mrrNow)) {
      value.mrr += weight * mrrNow;
      value.mrrN += weight;
    }
    if (day >= 0) {
      const bins = hasEnded ? service.ended : service.staying;
      bins[day] = (bins[day] as number) + weight;
    }
    if (period >= 0) {
      const bins = hasEnded ? value.lost : value.alive;
      bins[period] = (bins[period] as number) + weight;
    }
  };
  return {
    hashes: rows.hashes(),
    group: Uint32Array.from(rows.customer, (_, row) => (groupOf === null ? 0 : (groupOf[row] as number))),
    create: (whole) => ({
      fresh: 0,
      service: { dealAmount: 0, dealN: 0, mrr: 0, mrrN: 0, ended: new Float64Array(dayBins), staying: new Float64Array(dayBins) },
      value: { n: 0, g: 0, u: 0, mrr: 0, mrrN: 0, lost: new Float64Array(ageBins), alive: new Float64Array(ageBins), whole },
    }),
    add: (sums, row, weight) => {
      sums.fresh += weight * (fresh[row] as number);
      add(sums, row, weight);
    },
  };
};
