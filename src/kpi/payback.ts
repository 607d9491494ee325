/** Break-even is searched this far; later it counts as never. */
export const paybackHorizonMonths = 120;
const daysPerMonth = 30.4375;

/** Share of customers still paying at month j; null = nobody was watched that long. */
export type SurvivalByMonth = (month: number) => number | null;

/** Monthly retention as a curve: r^j. */
export const survivalOfRetention = (retention: number): SurvivalByMonth => (month) => retention ** month;

/** Survival at month j is read at day ⌊30.4375·j⌋. */
export const dayOfMonth = (month: number): number => Math.floor(daysPerMonth * month);

/**
 * Kaplan–Meier curve of stays by days, read at the months. Beyond the longest follow-up it is unknown, unless nobody was
 * left: a curve that reached 0 stays there. Only the curve itself, since a bootstrap asks for thousands of them.
 *
 * @param ended stays that ended, index = days
 * @param staying stays still going on, index = days; censored ones are still at risk on their last day
 * @returns null when there is no stay at all
 */
export const survivalOfStays = (ended: ArrayLike<number>, staying: ArrayLike<number>): SurvivalByMonth | null => {
  const days = Math.max(ended.length, staying.length);
  let atRisk = 0;
  let lastDay = -1;
  for (let day = 0; day < days; day++) {
    const n = (ended[day] ?? 0) + (staying[day] ?? 0);
    atRisk += n;
    if (n > 0) lastDay = day;
  }
  if (atRisk === 0) return null;
  const atMonth: number[] = [];
  let left = 1;
  for (let day = 0; day <= lastDay; day++) {
    const events = ended[day] ?? 0;
    if (events > 0) left *= (atRisk - events) / atRisk;
    atRisk -= events + (staying[day] ?? 0);
    if (dayOfMonth(atMonth.length) === day) atMonth.push(left);
  }
  return (month) => atMonth[month] ?? (left === 0 ? 0 : null);
};

export interface Payback {
  /** First month count whose payments cover the cost; null = never within the horizon, or not to be told. */
  readonly months: number | null;
  /** The curve ran through the whole horizon (or to nobody left) without covering the cost. */
  readonly never: boolean;
}

/**
 * Smallest n with Σ_{j<n} S(j)·margin >= cost: payments at the start of each month, undiscounted, weighted by who is still there.
 *
 * @param cost acquisition cost per customer
 * @param margin margin per active customer and month
 */
export const survivalPayback = (cost: number, margin: number, survival: SurvivalByMonth): Payback => {
  let sum = 0;
  for (let n = 0; n <= paybackHorizonMonths; n++) {
    if (sum >= cost) return { months: n, never: false };
    if (n === paybackHorizonMonths) break;
    const left = survival(n);
    if (left === null) return { months: null, never: false };
    sum += left * margin;
  }
  return { months: null, never: true };
};

/** Cumulative margin per customer after the first n payments, n = 0 … months, as far as the curve is known. */
export const marginCurve = (margin: number, survival: SurvivalByMonth, months: number): readonly number[] => {
  const sums = [0];
  for (let j = 0; j < months; j++) {
    const left = survival(j);
    if (left === null) break;
    sums.push((sums[j] as number) + left * margin);
  }
  return sums;
};
