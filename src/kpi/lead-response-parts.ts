import type { Interval } from '../model/interval.js';
import type { OwnerResponse, ResponseDetails, WaitBin } from '../model/response-details.js';
import { oddsRatio } from '../stats/odds-ratio.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import { interval95 } from './interval.js';
import { eachHistogram } from './key-histograms.js';
import { weekHours } from './lead-hours.js';
import { hourKeys, waitBins, type LeadResponseCells } from './lead-response-cells.js';
import { isWaiting, minutesOf } from './lead-waits.js';
import { isQuantileReliable } from './reliability.js';
import { roundSignificant } from './round-result.js';
import type { SparseHistogram } from './sparse-histogram.js';
import { compareValues, valueOfKey } from './value-key.js';
import { medianWait, waitFigures, type WaitFigures } from './wait-curve.js';

/** Fold by which the odds of qualifying fall from 5 to 30 minutes, as usually cited (InsideSales 2007; a correlation). */
const citedDropOff = 21;
/** Minutes at which a rep's curve is told: about equal ratios, with the limits of the benchmark among them. */
const curveMinutes = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 960, 1440, 2880, 4320, 7200, 10_080, 20_160, 43_200] as const;
/** Upper ends of how long unanswered leads have waited. */
const waitingEnds = [30, 1440, 10_080, null] as const;

export const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
export const wilson = (part: number, whole: number): Interval | null => interval95(wilsonInterval(part, whole), 'wilson');

export const medianOf = ({ median, medianLo, medianHi }: WaitFigures): Pick<ResponseDetails, 'median' | 'medianCi'> =>
  ({ median, medianCi: median === null ? null : interval95({ lo: medianLo, hi: medianHi }, 'log-log') });

/** Reps by id, not set last. */
export const ownersOf = ({ owners, ownerCounts }: LeadResponseCells, withCurves: boolean): readonly OwnerResponse[] => {
  const shareWithin5 = new Map<string, number | null>();
  for (const [key, { of5, in5 }] of ownerCounts) shareWithin5.set(key, share(in5 as number, of5 as number));
  const found: OwnerResponse[] = [];
  const minutes = withCurves ? curveMinutes : [];
  /** Of one rep after the other. */
  const answeredBy = new Float64Array(minutes.length);
  eachHistogram(owners, 'waits', (key, all, from, to) => {
    const figures = waitFigures(all, minutes, from, to, answeredBy);
    const { n, p90, lastTime } = figures;
    const curve: OwnerResponse['curve'][number][] = [];
    for (let i = 0; i < minutes.length; i++) {
      const t = minutes[i] as number;
      // Beyond the longest wait nothing is known any more.
      if (i > 0 && t > (lastTime ?? 0)) break;
      // Rounded where it is made, so that the points of all reps need not be copied.
      curve.push({ t, share: roundSignificant(answeredBy[i] as number) });
    }
    found.push({
      id: valueOfKey(key), n, ...medianOf(figures), p90, within5: shareWithin5.get(key) ?? null,
      isMedianFirm: isQuantileReliable(n, 0.5), isP90Firm: isQuantileReliable(n, 0.9), curve,
    });
  });
  return found.sort((a, b) => compareValues(a.id, b.id));
};

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

export const hoursOf = ({ hours }: LeadResponseCells): ResponseDetails['hours'] => {
  const found = new Map<string, Pick<WaitFigures, 'n' | 'median'>>();
  eachHistogram(hours, 'waits', (key, all, from, to) => found.set(key, medianWait(all, from, to)));
  return Array.from({ length: weekHours }, (_, i) => ({ weekday: 1 + Math.floor(i / 24), hour: i % 24, ...(found.get(hourKeys[i] as string) ?? { n: 0, median: null }) }));
};

export const waitingOf = ({ bins, counts }: SparseHistogram): ResponseDetails['waiting'] => {
  const inBin = waitingEnds.map(() => 0);
  let [n, oldestMinutes] = [0, null as number | null];
  for (let i = 0, bin = 0; i < bins.length; i++) {
    const code = bins[i] as number;
    if (!isWaiting(code)) continue;
    oldestMinutes = minutesOf(code);
    n += counts[i] as number;
    while (oldestMinutes >= (waitingEnds[bin] ?? Infinity)) bin++;
    inBin[bin] = (inBin[bin] as number) + (counts[i] as number);
  }
  let medianMinutes: number | null = null;
  for (let i = 0, seen = 0; medianMinutes === null && i < bins.length; i++) {
    const code = bins[i] as number;
    if (!isWaiting(code)) continue;
    seen += counts[i] as number;
    if (2 * seen >= n) medianMinutes = minutesOf(code);
  }
  return {
    n, medianMinutes, oldestMinutes,
    bins: waitingEnds.map((to, i) => ({ from: i === 0 ? 0 : (waitingEnds[i - 1] as number), to, n: inBin[i] as number })),
  };
};
