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
 * Reads a step curve over days by month. Beyond the longest follow-up it is unknown, unless nobody was left:
 * a curve that reached 0 stays there.
 *
 * @param time ascending event days
 * @param survival share left after each
 * @param lastDay longest follow-up; null = no customer at all
 */
export const survivalOfCurve = (time: readonly number[], survival: readonly number[], lastDay: number | null): SurvivalByMonth => (month) => {
  const day = dayOfMonth(month);
  if (lastDay === null || (day > lastDay && survival.at(-1) !== 0)) return null;
  let left = 1;
  for (let i = 0; i < time.length && (time[i] as number) <= day; i++) left = survival[i] as number;
  return left;
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
