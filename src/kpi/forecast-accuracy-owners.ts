import type { ForecastOwner } from '../model/forecast-details.js';
import { benjaminiHochberg } from '../stats/benjamini-hochberg.js';
import { studentTTail } from '../stats/student-t-tail.js';
import type { KpiContext } from './context.js';
import type { ForecastCells } from './forecast-accuracy-cells.js';
import { accuracyOf, errorSums, fewestToLean, leanOf, sampleDeviation } from './forecast-accuracy-figures.js';
import { ownerPairs, type ForecastPair, type UsedPair } from './forecast-accuracy-periods.js';
import { fromMoneyUnits } from './money.js';
import { periodReliability } from './reliability.js';
import { valueOfKey } from './value-key.js';

/** More owners than this are compared only after a correction for many comparisons. */
const mostUncorrected = 10;
const falseDiscoveryRate = 0.1;

/** p-value of a lean, null where it is not tested. */
const leanP = (pairs: readonly UsedPair[]): number | null => {
  const errors = pairs.map(({ forecast, actual }) => forecast - actual);
  const sd = sampleDeviation(errors);
  if (pairs.length < fewestToLean || sd === null) return null;
  const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;
  return mean === 0 ? 1 : studentTTail(mean / (sd / Math.sqrt(errors.length)), errors.length - 1);
};

export interface OwnerForecasts {
  readonly owners: readonly ForecastOwner[];
  /** Share of the owners' error that cancels out in the total; null without owners or error. */
  readonly offset: number | null;
}

/** Owners by id, not set last. A lean is told at 95 %, of more than ten owners at a false discovery rate of 10 %. */
export const ownerForecasts = (cells: ForecastCells, window: readonly ForecastPair[], context: KpiContext, wape: number | null): OwnerForecasts => {
  const found = [...cells.owners].map(([key, own]) => ({ id: valueOfKey(key), pairs: ownerPairs(own, window, context) })).filter(({ pairs }) => pairs.length > 0);
  found.sort((a, b) => (a.id === null ? 1 : b.id === null ? -1 : a.id < b.id ? -1 : 1));
  const all = errorSums(found.flatMap(({ pairs }) => pairs));
  const adjusted = found.length > mostUncorrected ? benjaminiHochberg(found.map(({ pairs }) => leanP(pairs))) : null;
  const owners = found.map(({ id, pairs }, i): ForecastOwner => {
    const { error, actual, signed } = errorSums(pairs);
    const isTold = adjusted === null ? leanOf(pairs) !== null : (adjusted[i] ?? 1) <= falseDiscoveryRate;
    return {
      id, n: pairs.length,
      forecast: fromMoneyUnits(pairs.reduce((sum, { forecast }) => sum + forecast, 0)),
      actual: fromMoneyUnits(pairs.reduce((sum, pair) => sum + pair.actual, 0)),
      accuracy: accuracyOf(pairs), wape: actual === 0 ? null : error / actual, bias: actual === 0 ? null : signed / actual,
      lean: !isTold || signed === 0 ? null : signed > 0 ? 'over' : 'under',
      errorShare: all.error === 0 ? null : error / all.error,
      reliability: periodReliability(pairs.length),
    };
  });
  const ofOwners = all.actual === 0 ? null : all.error / all.actual;
  return { owners, offset: wape === null || ofOwners === null || ofOwners === 0 ? null : 1 - wape / ofOwners };
};
