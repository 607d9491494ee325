import type { ChurnDetails, RetentionCohort } from '../model/churn-details.js';
import type { Interval } from '../model/interval.js';
import type { Phase } from '../model/result.js';
import { dayMs } from '../model/zone.js';
import { kaplanMeierBinned } from '../stats/kaplan-meier-binned.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import { addMonths, dayOfMonthIndex, formatDay, monthIndexOf } from './calendar-units.js';
import type { CellMap } from './cells.js';
import { mrrBridge } from './churn-bridge.js';
import { churnCaveats } from './churn-caveats.js';
import type { ChurnCells } from './churn-cells.js';
import { cohortMonths } from './churn-lives.js';
import { earlyLeague } from './churn-owners.js';
import { isByCause, pooledN0 } from './churn-pools.js';
import { churnRows } from './churn-rows.js';
import { noWhatIf, whatIf } from './churn-what-if.js';
import type { KpiContext } from './context.js';
import { isRead, scopeOf, type Finished, type Question } from './define-kpi.js';
import { interval95 } from './interval.js';
import { totalOf } from './key-table.js';
import { rateReliability } from './reliability.js';
import { tenureBands } from './tenure-bands.js';

/** A twelfth of the mean Gregorian year, as the specification rounds it. */
const monthDays = 30.436875;
const monthMs = monthDays * dayMs;

const nothingRetained = { retention: [], retentionN: 0, retentionDays: null } as const;

export const noChurnDetails: ChurnDetails = {
  logo: null, monthly: null, grr: null, grrCi: null, nrr: null, nrrCi: null, revenueN: null, hazard: null, ends: null, customerMonths: null, provisional: null,
  early: { rate: null, n: 0, observed: 0, ci: null }, owners: [], funnel: [], ...nothingRetained, cohorts: [], bridge: null, whatIf: noWhatIf,
};

const wilson = (k: number, n: number): Interval | null => interval95(wilsonInterval(k, n), 'wilson');

const sumOf = (bins: Float64Array): number => bins.reduce((sum, n) => sum + n, 0);

/** Segments up to which each brings its own curve; more than these nobody draws. */
const mostCurves = 24;

const retentionOf = ({ ended, staying }: ChurnCells, hasSteps: boolean): Pick<ChurnDetails, 'retention' | 'retentionN' | 'retentionDays'> => {
  const { time, survival, lo, hi, n, lastTime } = kaplanMeierBinned(ended, staying);
  return {
    retention: !hasSteps ? [] : time.map((t, i) => ({ t, s: survival[i] as number, lo: lo[i] ?? null, hi: hi[i] ?? null })),
    retentionN: n, retentionDays: lastTime,
  };
};

/** Early leavers among those watched for 90 days. Nobody of them is censored before, so 1 − S(90) is their plain share. */
const earlyOf = (cells: CellMap): ChurnDetails['early'] => {
  const [n, observed] = [totalOf(cells, 'n'), totalOf(cells, 'won')];
  return { rate: n === 0 ? null : observed / n, n, observed, ci: wilson(observed, n) };
};

/** Shares by completed calendar months, as far as the whole month of beginners has been watched. */
const cohortsOf = (cells: CellMap, context: KpiContext): readonly RetentionCohort[] =>
  [...cells].map(([key, own]) => {
    const month = Number(key);
    const [n, lost] = [own['n'] as number, own['lost'] as Float64Array];
    const youngest = dayOfMonthIndex(month + 1) - 1;
    const lastMonths = monthIndexOf(context.asOfDay) - month;
    const months = Math.min(cohortMonths, addMonths(youngest, lastMonths) <= context.asOfDay ? lastMonths : lastMonths - 1);
    const retained = [1];
    for (let k = 1, left = n; k <= months; k++) retained.push((left -= lost[k] as number) / n);
    return { cohort: formatDay(dayOfMonthIndex(month)).slice(0, 7), n, retained };
  });

/** Lost customers by how long they had been there; the bands add up to the value. `hazard` = ends per customer-month lived in the band. */
const phasesOf = ({ bandChurned, bandEnds, bandDays, bandRestMs }: ChurnCells, n0: number): readonly Phase[] =>
  [...tenureBands, 'unknown'].flatMap((key, band): Phase[] => {
    const [churned, ends] = [bandChurned[band] as number, bandEnds[band] as number];
    const months = ((bandDays[band] as number) * dayMs + (bandRestMs[band] as number)) / monthMs;
    if (key === 'unknown' && months === 0 && ends === 0) return [];
    return [{
      key, value: n0 === 0 ? null : churned / n0, unit: 'ratio', n: churned,
      details: { ends, customerMonths: months, hazard: months === 0 ? null : ends / months },
    }];
  });

/** Length of the period in months, as far as it has passed. */
const monthsOf = ({ startMs, endMs }: Question['period'], { asOfMs }: KpiContext): number => (Math.min(endMs, asOfMs) - startMs) / monthMs;

const detailsOf = (cells: ChurnCells, context: KpiContext, question: Question, value: number | null): ChurnDetails => {
  const rows = churnRows(context, scopeOf(question));
  const { isSegment, isEarlier, cut, period, options } = question;
  const months = monthsOf(period, context);
  const ends = sumOf(cells.bandEnds);
  const customerMonths = (sumOf(cells.bandDays) * dayMs + sumOf(cells.bandRestMs)) / monthMs;
  const rate = months > 0 ? value : null;
  return {
    logo: value, monthly: rate === null ? null : 1 - (1 - rate) ** (1 / months),
    grr: cells.mrr0 > 0 ? cells.kept / cells.mrr0 : null, grrCi: null,
    nrr: cells.mrr0 > 0 ? cells.mrr1 / cells.mrr0 : null, nrrCi: null,
    revenueN: rows.stays.hasMrr ? cells.mrrN : null,
    hazard: customerMonths > 0 ? ends / customerMonths : null, ends, customerMonths, provisional: cells.provisional,
    early: earlyOf(cells.early),
    // Within a segment a rep would be compared with little but themselves.
    ...(!isRead(question) || rows.dimension('sold_by') === null ? { owners: [], funnel: [] } : earlyLeague(cells.early)),
    ...(isEarlier === true ? nothingRetained : retentionOf(cells, isSegment !== true || cut.groups.length <= mostCurves)),
    cohorts: !isRead(question) ? [] : cohortsOf(cells.cohorts, context),
    bridge: rows.stays.hasMrr ? mrrBridge(cells.bridge, cells.bridgeUnknown) : null,
    whatIf: whatIf(rate === null ? null : (1 - rate) ** (12 / months), options),
  };
};

/** The rate alone, as a trend shows it. */
export const churnRate = (churned: number, n0: number): Pick<Finished<'churn'>, 'value' | 'ci' | 'reliability'> => {
  const value = n0 === 0 ? null : churned / n0;
  const ci = wilson(churned, n0);
  return { value, ci, reliability: value === null ? 'none' : rateReliability(n0, ci) };
};

/** Rate, intervals, curves and caveats from added cells. Nobody there at the start: null. */
export const finishChurn = (cells: ChurnCells, context: KpiContext, question: Question): Finished<'churn'> => {
  const byCause = isByCause(question);
  const { churned } = cells;
  const n0 = byCause ? pooledN0(cells.pools) : cells.n0;
  const { value, ci, reliability } = churnRate(churned, n0);
  const all = detailsOf(cells, context, question, value);
  // Of those lost for one reason nothing else is theirs: whoever stays has no reason.
  const details = byCause ? { ...noChurnDetails, logo: all.logo, monthly: all.monthly, provisional: all.provisional } : all;
  return {
    value, num: churned, den: n0, n: n0, nCensored: null, ci, reliability,
    phases: byCause ? null : phasesOf(cells, n0),
    details,
    caveats: !isRead(question) ? [] : churnCaveats(cells, details, context, question),
    basis: churnRows(context, scopeOf(question)).rule.inactiveDays === null ? 'active-at-start' : 'inactive',
  };
};

