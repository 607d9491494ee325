import { fitShiftedBetaGeometricBinned, kaplanMeierBinned, sbgLifetimeValue, sbgResidualValue, stepAt } from '../stats/index.js';
import type { ClvDetails } from '../model/details.js';

/** The survival curve is not carried further than this. */
const horizonMonths = 36;
const fewestCustomers = 100;
const fewestRenewals = 3;

export interface ClvModel {
  readonly model: ClvDetails['model'];
  /** Contract periods summed over; null = unlimited. */
  readonly horizon: number | null;
  /** The retention model ran into a bound: the survival curve was used in its place. */
  readonly isUnstable: boolean;
}

export interface ClvModelInput {
  /** Customers by contract age: lost at renewal t, still there after t renewals. */
  readonly lost: Float64Array;
  readonly alive: Float64Array;
  /** Margin per contract period while the customer stays. */
  readonly margin: number;
  readonly contractMonths: number;
  /** Discount rate a year. */
  readonly discountPerYear: number;
  /** Without the residual value of those still there, which costs more than the rest. */
  readonly isBrief?: boolean;
}

/** Rate per contract period that compounds to the rate per year. */
export const discountPerPeriod = (perYear: number, contractMonths: number): number => (1 + perYear) ** (contractMonths / 12) - 1;

const oldestAge = (lost: Float64Array, alive: Float64Array): number => {
  let oldest = 0;
  lost.forEach((n, age) => { if (n > 0) oldest = Math.max(oldest, age); });
  alive.forEach((n, age) => { if (n > 0) oldest = Math.max(oldest, age); });
  return oldest;
};

const total = (bins: Float64Array): number => bins.reduce((sum, n) => sum + n, 0);

/** m · Σ_{t<H} S(t)/(1 + d)^t over the Kaplan–Meier curve of contract ages: nothing is extrapolated. */
const restricted = (input: ClvModelInput, discount: number): { value: number; horizon: number } => {
  const { lost, alive, margin, contractMonths } = input;
  const horizon = Math.min(Math.ceil(horizonMonths / contractMonths), oldestAge(lost, alive) + 1);
  const curve = kaplanMeierBinned(lost, alive);
  let sum = 0;
  for (let t = 0; t < horizon; t++) sum += stepAt(curve.time, curve.survival, t, 1) / (1 + discount) ** t;
  return { value: margin * sum, horizon };
};

/** Mean of the discounted residual lifetimes over those still there: n = completed renewals + 1. */
const meanResidual = (alive: Float64Array, alpha: number, beta: number, discount: number): number | null => {
  let sum = 0;
  for (let age = 0; age < alive.length; age++) {
    if (alive[age] === 0) continue;
    const residual = sbgResidualValue({ alpha, beta }, age + 1, discount);
    if (residual === null) return null;
    sum += (alive[age] as number) * residual;
  }
  const n = total(alive);
  return n > 0 ? sum / n : null;
};

/**
 * Predictive value of a customer under contract: shifted-beta-geometric from 100 customers and 3 renewal points on,
 * else (or when that model cannot be identified) the survival curve without extrapolation. No customer: null.
 * Never one over the churn rate: customers differ, and that formula hides it.
 */
export const clvModel = (input: ClvModelInput): ClvModel => {
  const { lost, alive, margin } = input;
  const customers = total(lost) + total(alive);
  if (customers === 0) return { model: null, horizon: null, isUnstable: false };
  const discount = discountPerPeriod(input.discountPerYear, input.contractMonths);
  const isEnough = customers >= fewestCustomers && oldestAge(lost, alive) >= fewestRenewals;
  const fit = isEnough ? fitShiftedBetaGeometricBinned(lost, alive) : null;
  if (fit !== null && fit.stable && fit.alpha !== null && fit.beta !== null) {
    const { alpha, beta } = fit;
    const periods = sbgLifetimeValue({ alpha, beta }, discount);
    const residual = input.isBrief === true ? null : meanResidual(alive, alpha, beta, discount);
    return {
      model: { kind: 'sbg', value: periods === null ? null : margin * periods, alpha, beta, residual: residual === null ? null : margin * residual },
      horizon: null, isUnstable: false,
    };
  }
  const { value, horizon } = restricted(input, discount);
  return { model: { kind: 'km', value }, horizon, isUnstable: fit !== null };
};
