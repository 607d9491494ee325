import type { Interval } from '../model/interval.js';
import type { OwnerResponse, ResponseDetails, WaitBin } from '../model/response-details.js';
import { oddsRatio } from '../stats/odds-ratio.js';
import { survivalQuantile } from '../stats/survival-quantile.js';
import type { SurvivalCurve } from '../stats/survival-curve.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import type { CellMap } from './cells.js';
import { interval95 } from './interval.js';
import { weekHours } from './lead-hours.js';
import { hourKeys, waitBins, type LeadResponseCells } from './lead-response-cells.js';
import { isWaiting, minutesOf } from './lead-waits.js';
import { isQuantileReliable } from './reliability.js';
import { emptySparse, sumSparse, type SparseHistogram } from './sparse-histogram.js';
import { compareValues, valueOfKey } from './value-key.js';
import { waitFigures } from './wait-curve.js';

/** Fold by which the odds of qualifying fall from 5 to 30 minutes, as usually cited (InsideSales 2007; a correlation). */
const citedDropOff = 21;
/** Minutes at which a rep's curve is told: about equal ratios, with the limits of the benchmark among them. */
const curveMinutes = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 960, 1440, 2880, 4320, 7200, 10_080, 20_160, 43_200] as const;
/** Upper ends of how long unanswered leads have waited. */
const waitingEnds = [30, 1440, 10_080, null] as const;

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
export const wilson = (part: number, whole: number): Interval | null => interval95(wilsonInterval(part, whole), 'wilson');

const waitsOf = (cells: CellMap, key: string): SparseHistogram => (cells.get(key)?.['waits'] ?? emptySparse) as SparseHistogram;

/** All waits together: owners are parts that share no lead. */
export const allWaits = ({ owners }: LeadResponseCells): SparseHistogram => sumSparse([...owners.keys()].map((key) => waitsOf(owners, key)));

export const medianOf = (curve: SurvivalCurve): Pick<ResponseDetails, 'median' | 'medianCi'> => {
  const { value, lo, hi } = survivalQuantile(curve, 0.5);
  return { median: value, medianCi: value === null ? null : interval95({ lo, hi }, 'log-log') };
};

/** Reps by id, not set last. */
export const ownersOf = ({ owners }: LeadResponseCells, withCurves: boolean): readonly OwnerResponse[] => [...owners].map(([key, own]): OwnerResponse => {
  const { n, median, medianLo, medianHi, p90, lastTime, answeredBy } = waitFigures(waitsOf(owners, key), curveMinutes);
  return {
    id: valueOfKey(key), n, median, medianCi: median === null ? null : interval95({ lo: medianLo, hi: medianHi }, 'log-log'), p90,
    within5: share(own['in5'] as number, own['of5'] as number),
    isMedianFirm: isQuantileReliable(n, 0.5), isP90Firm: isQuantileReliable(n, 0.9),
    // Beyond the longest wait nothing is known any more.
    curve: withCurves ? curveMinutes.flatMap((t, i) => (t <= (lastTime ?? 0) || t === 1 ? [{ t, share: answeredBy[i] as number }] : [])) : [],
  };
}).sort((a, b) => compareValues(a.id, b.id));

export const binsOf = ({ binN, binMatured, binQualified }: LeadResponseCells, knowsQualified: boolean): readonly WaitBin[] =>
  Array.from(binN, (n, i): WaitBin => {
    const isOpen = i === waitBins.length;
    const [matured, qualified] = [binMatured[i] as number, binQualified[i] as number];
    const to = waitBins[i] ?? Infinity;
    return {
      from: isOpen ? null : i === 0 ? 0 : (waitBins[i - 1] as number), to: isOpen || to === Infinity ? null : to, n,
      matured: knowsQualified ? matured : null, qualified: knowsQualified ? qualified : null,
      rate: knowsQualified ? share(qualified, matured) : null, ci: knowsQualified ? wilson(qualified, matured) : null,
    };
  });

/** Answered within 5 minutes against answered after more than 30. */
export const dropOffOf = ({ binMatured, binQualified }: LeadResponseCells): NonNullable<ResponseDetails['dropOff']> => {
  const late = (bins: Float64Array): number => bins.slice(2, waitBins.length).reduce((sum, x) => sum + x, 0);
  const { value, lo, hi } = oddsRatio(binQualified[0] as number, binMatured[0] as number, late(binQualified), late(binMatured));
  return { oddsRatio: value, ci: interval95({ lo, hi }, 'woolf'), cited: citedDropOff };
};

export const hoursOf = ({ hours }: LeadResponseCells): ResponseDetails['hours'] => Array.from({ length: weekHours }, (_, i) => {
  const { n, median } = waitFigures(waitsOf(hours, hourKeys[i] as string));
  return { weekday: 1 + Math.floor(i / 24), hour: i % 24, n, median };
});

export const waitingOf = ({ bins, counts }: SparseHistogram): ResponseDetails['waiting'] => {
  const open = Array.from(bins, (code, i) => ({ minutes: minutesOf(code), n: isWaiting(code) ? (counts[i] as number) : 0 })).filter(({ n }) => n > 0);
  const n = open.reduce((sum, own) => sum + own.n, 0);
  let [middle, seen] = [null as number | null, 0];
  for (const own of open) {
    seen += own.n;
    if (middle === null && 2 * seen >= n) middle = own.minutes;
  }
  return {
    n, medianMinutes: middle, oldestMinutes: open[open.length - 1]?.minutes ?? null,
    bins: waitingEnds.map((to, i) => {
      const from = i === 0 ? 0 : (waitingEnds[i - 1] as number);
      return { from, to, n: open.reduce((sum, own) => (own.minutes >= from && (to === null || own.minutes < to) ? sum + own.n : sum), 0) };
    }),
  };
};
