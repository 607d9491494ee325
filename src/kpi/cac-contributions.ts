import { REPLICATE_STEP } from '../stats/bootstrap-weight.js';
import { fmix32 } from '../stats/fmix32.js';
import { weighBatch } from '../stats/weigh-batch.js';
import { missingDay } from '../model/table.js';
import { forEachNewDeal, newCustomersOf } from './cac-customers.js';
import { cacWindow } from './cac-window.js';
import type { KpiContext } from './context.js';
import { customerRows } from './customer-life.js';
import { contractAges, firstSpells, mrrAt } from './customer-service.js';
import type { Question } from './define-kpi.js';
import type { ClvSums } from './clv-figures.js';
import type { ServiceSums } from './unit-economics.js';

/** Sums of one bootstrap replicate of one group; filled anew for each. */
export type ReplicateSums = {
  fresh: number;
  readonly service: { -readonly [F in keyof ServiceSums]: ServiceSums[F] };
  readonly value: { -readonly [F in keyof ClvSums]: ClvSums[F] };
};

/** What customers add to one sum or histogram: the rows that add anything, group after group. */
interface Addends {
  readonly rows: Uint32Array;
  /** Amounts of a sum, or bins of a histogram. */
  readonly values: Float64Array;
  /** Entries of group i are `starts[i]..starts[i + 1]`. */
  readonly starts: Uint32Array;
}

/** Missing (NaN) adds nothing. */
const addendsOf = (groups: ArrayLike<number>, count: number, valueOf: (row: number) => number): Addends => {
  const starts = new Uint32Array(count + 1);
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] as number;
    if (group < count && !Number.isNaN(valueOf(row))) starts[group + 1] = (starts[group + 1] as number) + 1;
  }
  for (let i = 1; i <= count; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const filled = starts.slice();
  const rows = new Uint32Array(starts[count] as number);
  const values = new Float64Array(rows.length);
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] as number;
    const value = valueOf(row);
    if (group >= count || Number.isNaN(value)) continue;
    const at = filled[group] as number;
    rows[at] = row;
    values[at] = value;
    filled[group] = at + 1;
  }
  return { rows, values, starts };
};

const weightedSum = ({ rows, values, starts }: Addends, group: number, weights: Uint8Array): number => {
  let sum = 0;
  const end = starts[group + 1] as number;
  for (let i = starts[group] as number; i < end; i++) sum += (weights[rows[i] as number] as number) * (values[i] as number);
  return sum;
};

const fillBins = (into: Float64Array, { rows, values, starts }: Addends, group: number, weights: Uint8Array): void => {
  into.fill(0);
  const end = starts[group + 1] as number;
  for (let i = starts[group] as number; i < end; i++) {
    const bin = values[i] as number;
    into[bin] = (into[bin] as number) + (weights[rows[i] as number] as number);
  }
};

export interface Contributions {
  /** Customers that are weighted. */
  readonly length: number;
  create(whole: ClvSums['whole']): ReplicateSums;
  /** Draws the weights of replicate b, from 1. */
  draw(b: number): void;
  /** Sums of one group under the weights drawn last. */
  fill(sums: ReplicateSums, group: number): void;
}

const binCount = (bins: Addends): number => bins.values.reduce((most, bin) => Math.max(most, bin), -1) + 1;

/** What every customer adds to the cells of an acquisition question, laid out so that a replicate is a few narrow loops. */
export const contributions = (context: KpiContext, question: Question, contractMonths: number | null): Contributions => {
  const rows = customerRows(context);
  const { cut, period } = question;
  const count = cut.groups.length;
  const groupOf = cut.groupOf(rows);
  const all = groupOf ?? new Uint8Array(rows.length);
  const valued = Uint32Array.from(rows.hasValue, (has, row) => (has === 1 ? (all[row] as number) : count));
  const spells = firstSpells(context);
  const ages = contractMonths === null ? null : contractAges(context, contractMonths);
  const [then, now] = [mrrAt(context, Math.min(period.endMs, context.asOfMs)), mrrAt(context, context.asOfMs)];
  const number = (row: number): number => rows.customer[row] as number;
  const hasEnded = (row: number): boolean => spells?.hasEnded[number(row)] === 1;

  const fresh = new Float64Array(rows.length).fill(NaN);
  const dealAmount = new Float64Array(rows.length).fill(NaN);
  const dealN = new Float64Array(rows.length).fill(NaN);
  const add = (sums: Float64Array, row: number, x: number): void => { sums[row] = Number.isNaN(sums[row]) ? x : (sums[row] as number) + x; };
  const { row: newRow, day } = newCustomersOf(context, question.options);
  const window = cacWindow(context, question);
  newRow.forEach((row, i) => { if ((day[i] as number) >= window.startDay && (day[i] as number) < window.endDay) add(fresh, row, 1); });
  forEachNewDeal(context, window.startDay, window.endDay, (row, amount) => {
    add(dealAmount, row, amount);
    add(dealN, row, 1);
  });
  const daysOf = (row: number): number => {
    const start = spells?.startDay[number(row)] ?? missingDay;
    return spells === null || start === missingDay ? NaN : (spells.endDay[number(row)] as number) - start;
  };
  const ageOf = (row: number): number => {
    const age = ages?.[number(row)] ?? -1;
    return age < 0 ? NaN : age;
  };
  const nonZero = (x: number): number => (x === 0 ? NaN : x);
  const sums = {
    fresh: addendsOf(all, count, (row) => fresh[row] as number),
    dealAmount: addendsOf(all, count, (row) => dealAmount[row] as number),
    dealN: addendsOf(all, count, (row) => dealN[row] as number),
    n: addendsOf(valued, count, () => 1),
    g: addendsOf(valued, count, (row) => nonZero(rows.known[row] as number)),
    u: addendsOf(valued, count, (row) => nonZero(rows.plain[row] as number)),
    mrrThen: addendsOf(valued, count, (row) => then?.[number(row)] ?? NaN),
    mrrThenN: addendsOf(valued, count, (row) => (Number.isNaN(then?.[number(row)] ?? NaN) ? NaN : 1)),
    mrrNow: addendsOf(valued, count, (row) => now?.[number(row)] ?? NaN),
    mrrNowN: addendsOf(valued, count, (row) => (Number.isNaN(now?.[number(row)] ?? NaN) ? NaN : 1)),
  };
  const bins = {
    ended: addendsOf(valued, count, (row) => (hasEnded(row) ? daysOf(row) : NaN)),
    staying: addendsOf(valued, count, (row) => (hasEnded(row) ? NaN : daysOf(row))),
    lost: addendsOf(valued, count, (row) => (hasEnded(row) ? ageOf(row) : NaN)),
    alive: addendsOf(valued, count, (row) => (hasEnded(row) ? NaN : ageOf(row))),
  };
  const [dayBins, ageBins] = [Math.max(binCount(bins.ended), binCount(bins.staying)), Math.max(binCount(bins.lost), binCount(bins.alive))];
  const starts = Int32Array.from(rows.hashes(), (hash) => fmix32(hash ^ 1));
  const weights = new Uint8Array(rows.length);
  const sum = (field: keyof typeof sums, group: number): number => weightedSum(sums[field], group, weights);
  return {
    length: rows.length,
    create: (whole) => ({
      fresh: 0,
      service: { dealAmount: 0, dealN: 0, mrr: 0, mrrN: 0, ended: new Float64Array(dayBins), staying: new Float64Array(dayBins) },
      value: { n: 0, g: 0, u: 0, mrr: 0, mrrN: 0, lost: new Float64Array(ageBins), alive: new Float64Array(ageBins), whole },
    }),
    draw: (b) => { weighBatch(starts, starts.length, Math.imul(b, REPLICATE_STEP), weights); },
    fill: (into, group) => {
      const { service, value } = into;
      into.fresh = sum('fresh', group);
      Object.assign(service, { dealAmount: sum('dealAmount', group), dealN: sum('dealN', group), mrr: sum('mrrThen', group), mrrN: sum('mrrThenN', group) });
      Object.assign(value, { n: sum('n', group), g: sum('g', group), u: sum('u', group), mrr: sum('mrrNow', group), mrrN: sum('mrrNowN', group) });
      fillBins(service.ended, bins.ended, group, weights);
      fillBins(service.staying, bins.staying, group, weights);
      fillBins(value.lost, bins.lost, group, weights);
      fillBins(value.alive, bins.alive, group, weights);
    },
  };
};

const addBins = (into: Float64Array, from: Float64Array): void => { for (let i = 0; i < from.length; i++) into[i] = (into[i] as number) + (from[i] as number); };

/** All groups together: `into` becomes the sum of the parts. */
export const joinSums = (into: ReplicateSums, parts: readonly ReplicateSums[]): void => {
  into.fresh = parts.reduce((sum, { fresh }) => sum + fresh, 0);
  for (const field of ['dealAmount', 'dealN', 'mrr', 'mrrN'] as const) into.service[field] = parts.reduce((sum, { service }) => sum + service[field], 0);
  for (const field of ['n', 'g', 'u', 'mrr', 'mrrN'] as const) into.value[field] = parts.reduce((sum, { value }) => sum + value[field], 0);
  for (const bins of [into.service.ended, into.service.staying, into.value.lost, into.value.alive]) bins.fill(0);
  for (const { service, value } of parts) {
    addBins(into.service.ended, service.ended);
    addBins(into.service.staying, service.staying);
    addBins(into.value.lost, value.lost);
    addBins(into.value.alive, value.alive);
  }
};
