import { createTwoLimbSum } from '../stats/two-limb-sum.js';
import type { Period } from '../model/period.js';
import type { KpiContext } from './context.js';
import type { MonthValue, Question } from './define-kpi.js';
import { leadClockOf, leadLives } from './lead-life.js';
import { responseGroups } from './lead-response-cells.js';
import { leadRows } from './lead-rows.js';
import { leadHorizon, maturityOf } from './lead-to-opp-cells.js';
import { isAnswered, leadWaits, waitOptionsOf } from './lead-waits.js';

const minuteMs = 60_000;

/** Which of consecutive periods an instant lies in; −1 = none. */
const periodFinder = (periods: readonly Period[]): ((ms: number) => number) => {
  const starts = Float64Array.from(periods, ({ startMs }) => startMs);
  const endMs = periods[periods.length - 1]?.endMs ?? -Infinity;
  return (ms) => {
    if (!(ms < endMs)) return -1;
    let [lo, hi] = [0, starts.length];
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if ((starts[mid] as number) <= ms) lo = mid + 1; else hi = mid;
    }
    return lo - 1;
  };
};

/** Lead-to-opportunity ratios of consecutive months in one pass; null until all leads of a month are as old as the horizon. */
export const qualifiedByMonth = (context: KpiContext, { cut, options }: Question, months: readonly Period[]): readonly MonthValue[] => {
  const lives = leadLives(context, leadClockOf(options));
  const horizon = leadHorizon(options);
  const { isMature, isQualified } = maturityOf(context, lives, horizon);
  const index = cut.groupOf(lives.rows);
  const slotOf = periodFinder(months);
  const [n, qualified] = [new Float64Array(months.length), new Float64Array(months.length)];
  for (let row = 0; row < lives.rows.length; row++) {
    const slot = index === null || index[row] === 0 ? slotOf(lives.startMs[row] as number) : -1;
    if (slot < 0 || !isMature(row)) continue;
    n[slot] = (n[slot] as number) + 1;
    if (isQualified(row)) qualified[slot] = (qualified[slot] as number) + 1;
  }
  const settledDay = context.asOfDay - horizon;
  return months.map((month, i): MonthValue => (n[i] === 0 || context.calendar.daysOf(month).endDay > settledDay
    ? { value: null, n: 0 } : { value: (qualified[i] as number) / (n[i] as number), n: n[i] as number }));
};

/** Mean minutes until the answer of the leads received in each of consecutive months, in one pass. */
export const meanWaitByMonth = (context: KpiContext, question: Question, months: readonly Period[]): readonly MonthValue[] => {
  const waits = leadWaits(context, waitOptionsOf(question.options));
  const [first, last] = [months[0], months[months.length - 1]];
  if (waits === null || first === undefined || last === undefined) return months.map(() => ({ value: null, n: 0 }));
  const groupOf = responseGroups(context, waits, { ...question, period: { ...first, endMs: last.endMs } });
  const slotOf = periodFinder(months);
  const n = new Float64Array(months.length);
  const waited = createTwoLimbSum(months.length);
  const { receivedMs } = leadRows(context);
  for (let row = 0; row < groupOf.length; row++) {
    if (groupOf[row] !== 0 || !isAnswered(waits, row)) continue;
    const slot = slotOf(receivedMs[row] as number);
    n[slot] = (n[slot] as number) + 1;
    waited.add(slot, waits.waitMs[row] as number);
  }
  return months.map((_, i): MonthValue => (n[i] === 0 ? { value: null, n: 0 } : { value: waited.value(i) / (n[i] as number) / minuteMs, n: n[i] as number }));
};
