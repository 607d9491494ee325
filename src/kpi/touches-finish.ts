import type { TouchChannel, TouchesDetails, TouchStep } from '../model/touches-details.js';
import type { Interval } from '../model/interval.js';
import type { Phase } from '../model/result.js';
import { incidenceCurves } from '../stats/incidence-curves.js';
import { incidenceQuantile } from '../stats/incidence-quantile.js';
import { lifeTable } from '../stats/life-table.js';
import { quantileOfHistogram } from '../stats/quantile-of-histogram.js';
import { tInterval } from '../stats/t-interval.js';
import type { KpiContext } from './context.js';
import { isRead, type Finished, type Question } from './define-kpi.js';
import { interval95 } from './interval.js';
import { isQuantileReliable, meanReliability } from './reliability.js';
import { touchesCaveats } from './touches-caveats.js';
import type { TouchCells } from './touches-cells.js';
import { touchLives } from './touches-lives.js';
import { compareValues, valueOfKey } from './value-key.js';

export const noTouchesDetails: TouchesDetails = {
  mean: null, median: null, p90: null, channels: null, curve: [], curveN: 0, touchesForHalf: null, unmet: null, byActor: null, warmedUpByMarketing: null,
};

const sumOf = (counts: Float64Array): number => counts.reduce((sum, n) => sum + n, 0);

/** Mean touches of booked leads with its t interval, from a histogram. */
export const meanTouches = (booked: Float64Array): { readonly n: number; readonly sum: number; readonly value: number | null; readonly ci: Interval | null } => {
  let [n, sum, squares] = [0, 0, 0];
  for (let k = 0; k < booked.length; k++) {
    const leads = booked[k] as number;
    n += leads;
    sum += k * leads;
    squares += k * k * leads;
  }
  const { mean, lo, hi } = tInterval(n, sum, squares);
  return { n, sum, value: mean, ci: interval95({ lo, hi }, 't') };
};

const addHistograms = (...parts: readonly Float64Array[]): Float64Array => {
  const sum = new Float64Array(Math.max(...parts.map(({ length }) => length)));
  for (const part of parts) part.forEach((n, k) => { sum[k] = (sum[k] as number) + n; });
  return sum;
};

/** Segments up to which each brings its own curve; more than these nobody draws. */
const mostCurves = 24;

type CurveDetails = Pick<TouchesDetails, 'curve' | 'curveN' | 'touchesForHalf' | 'unmet'>;

const curveOf = (cells: TouchCells, hasActor: boolean, hasSteps: boolean): CurveDetails => {
  const { metDirect, metMarketing, metSales, gone, open } = cells;
  const met = addHistograms(metDirect, metMarketing, metSales);
  const curves = incidenceCurves(lifeTable([met, gone], open));
  const split = incidenceCurves(lifeTable([metDirect, metMarketing, metSales, gone], open));
  const incidence = curves.incidence[1] ?? [];
  const stepAt = (k: number, i: number): TouchStep => {
    const of = (cause: number): number | null => (hasActor ? split.incidence[cause]?.[i] ?? null : null);
    const [atRisk, booked] = [curves.atRisk[i] as number, met[k] ?? 0];
    return {
      k, met: incidence[i] as number, se: curves.se[1]?.[i] ?? null, lo: curves.lo[1]?.[i] ?? null, hi: curves.hi[1]?.[i] ?? null,
      direct: of(1), marketing: of(2), sales: of(3), gone: curves.incidence[2]?.[i] as number, atRisk, booked, hazard: booked / atRisk,
    };
  };
  return {
    curve: hasSteps ? curves.time.map(stepAt) : [],
    curveN: curves.n,
    touchesForHalf: incidenceQuantile(curves.time, incidence, 0.5),
    unmet: curves.n === 0 ? null : (curves.n - sumOf(met)) / curves.n,
  };
};

/**
 * Mean touches of marketing before sales comes in, of sales from then on, of marketing after that: together the mean. Then
 * the leads that booked, and the share of them that a meeting was held with by asOf.
 */
const phasesOf = ({ marketing, warmUp, sales, held }: TouchCells, n: number, hasActor: boolean): readonly Phase[] | null => {
  if (n === 0) return null;
  const details = {};
  const touches = (key: string, sum: number): Phase => ({ key, value: sum / n, unit: 'touches', n, details: { touches: sum } });
  const parts = hasActor ? [touches('marketing_before_sales', warmUp), touches('sales', sales), touches('marketing_later', marketing - warmUp)] : [];
  return [...parts, { key: 'booked', value: n, unit: 'count', n, details }, { key: 'held', value: held / n, unit: 'ratio', n, details: { held } }];
};

/** Bookings by channel, the most first, ties by name. */
const channelsOf = ({ channels }: TouchCells, booked: number): readonly TouchChannel[] =>
  [...channels].map(([key, own]): TouchChannel => {
    const [n, touches] = [own['n'] as number, own['touches'] as number];
    return { channel: valueOfKey(key), n, share: n / booked, mean: touches / n };
  }).sort((a, b) => b.n - a.n || compareValues(a.channel, b.channel));

/** Mean, curve, phases and caveats from added cells. No one booked: null, the curve is still drawn. */
export const finishTouches = (cells: TouchCells, context: KpiContext, question: Question): Finished<'touches_to_meeting'> => {
  const { hasActor, channels } = touchLives(context);
  const { n, sum, value, ci } = meanTouches(cells.booked);
  const { isSegment, cut } = question;
  const details: TouchesDetails = {
    mean: value, median: quantileOfHistogram(cells.booked, 0.5), p90: isQuantileReliable(n, 0.9) ? quantileOfHistogram(cells.booked, 0.9) : null,
    channels: channels === null ? null : channelsOf(cells, n),
    ...curveOf(cells, hasActor, isSegment !== true || cut.groups.length <= mostCurves),
    byActor: hasActor && n > 0 ? { marketing: cells.marketing / n, sales: cells.sales / n } : null,
    warmedUpByMarketing: hasActor && n > 0 ? cells.warmedUp / n : null,
  };
  return {
    value, num: sum, den: n, n, nCensored: sumOf(cells.open), ci,
    reliability: meanReliability(n, value, ci),
    phases: phasesOf(cells, n, hasActor),
    details,
    caveats: !isRead(question) ? [] : touchesCaveats(cells, details, context, question),
    basis: 'booking-period',
  };
};
