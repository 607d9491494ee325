import { percentileInterval } from '../stats/index.js';
import type { CacDetails } from '../model/details.js';
import type { Interval } from '../model/interval.js';
import { cacCells, type CacCells } from './cac-cells.js';
import { contributions, joinSums, type ReplicateSums } from './cac-contributions.js';
import { addCells } from './cells.js';
import { contractMonthsOf } from './clv-cells.js';
import { cacFindings, valueCellsOf, type CacFindings } from './cac-findings.js';
import type { KpiContext } from './context.js';
import type { Question, RefinedIntervals } from './define-kpi.js';
import { interval95 } from './interval.js';
import { marginCurve } from './payback.js';
import { unitEconomics } from './unit-economics.js';

const replicates = 1000;
/** Work between two pauses, in drawn weights: a few milliseconds; and what putting one replicate together costs in them. */
const slice = 1 << 19;
const figureCost = 1 << 16;
/** Beyond this many segments only the total gets intervals of its details. */
const mostGroups = 24;

/** Replicates of the figures of one group. */
interface Replicates {
  readonly aov: (number | null)[];
  readonly clv: (number | null)[];
  readonly clvToCac: (number | null)[];
  readonly months: (number | null)[];
  /** Per point of the margin curve. */
  readonly curve: (number | null)[][];
}

const createReplicates = (points: number): Replicates =>
  ({ aov: [], clv: [], clvToCac: [], months: [], curve: Array.from({ length: points }, () => []) });

const intervalOf = (figures: readonly (number | null)[]): Interval | null => {
  const bounds = percentileInterval(figures);
  return bounds.lo === null ? null : interval95(bounds, 'bootstrap');
};

/** Fills the intervals into the details of a finished answer. */
const refined = (details: CacDetails, own: Replicates): CacDetails => {
  const months = details.payback.survivalMonths === null ? null : intervalOf(own.months);
  return {
    ...details,
    clvCi: details.clv === null ? null : intervalOf(own.clv),
    clvToCacCi: details.clvToCac === null ? null : intervalOf(own.clvToCac),
    aovCi: details.aov === null ? null : intervalOf(own.aov),
    payback: {
      ...details.payback,
      survivalCi: months,
      curve: details.payback.curve.map((point, i) => {
        const bounds = percentileInterval(own.curve[i] ?? []);
        return { ...point, lo: bounds.lo, hi: bounds.hi };
      }),
    },
  };
};

/**
 * Intervals of order value, lifetime value, their ratio to CAC and the payback from one set of weights per customer, so
 * that figures of one replicate belong together. Spend is fixed; CAC itself keeps its Garwood interval.
 */
export function* cacBootstrap(context: KpiContext, question: Question): Generator<undefined, RefinedIntervals<'cac'>> {
  const { cut, options } = question;
  const groupCells = cacCells(context, question);
  // No row passes the filter: nothing varies.
  if (groupCells.length === 0) return { total: null, groups: [], refine: (details) => details };
  yield undefined;
  const isOne = groupCells.length === 1;
  const withGroups = cut.segmentBy.length > 0 && groupCells.length <= mostGroups;
  const whole = groupCells.slice(1).reduce((sum, cells) => addCells(sum, cells), groupCells[0] as CacCells);
  const total = cacFindings(whole, context, question);
  const groups = withGroups ? groupCells.map((cells) => cacFindings(cells, context, { ...question, isSegment: true })) : [];
  const contractMonths = contractMonthsOf(context, options);
  const rows = contributions(context, question, contractMonths);
  yield undefined;
  const sums = groupCells.map((cells) => rows.create(valueCellsOf(cells).whole));
  const totalSums = isOne ? (sums[0] as ReplicateSums) : rows.create(valueCellsOf(whole).whole);
  const ofTotal = createReplicates(total.curve.length);
  const ofGroups = groups.map(({ curve }) => createReplicates(curve.length));

  const record = (into: Replicates, { cost }: CacFindings, { fresh, service, value }: ReplicateSums): void => {
    const cac = cost !== null && fresh > 0 ? cost / fresh : null;
    const figures = unitEconomics(service, value, cac, context, options, contractMonths, true);
    into.aov.push(figures.aov);
    into.clv.push(figures.clv.best);
    into.clvToCac.push(figures.clvToCac);
    into.months.push(figures.payback?.months ?? null);
    const curve = figures.monthlyMargin === null || figures.survival === null ? []
      : marginCurve(figures.monthlyMargin, figures.survival, into.curve.length - 1);
    into.curve.forEach((list, i) => list.push(curve[i] ?? null));
  };

  let work = 0;
  for (let b = 1; b <= replicates; b++) {
    rows.draw(b);
    sums.forEach((own, group) => { rows.fill(own, group); });
    if (!isOne) joinSums(totalSums, sums);
    record(ofTotal, total, totalSums);
    groups.forEach((group, i) => { record(ofGroups[i] as Replicates, group, sums[i] as ReplicateSums); });
    work += rows.length + figureCost * (1 + groups.length);
    if (work > slice) {
      work = 0;
      yield undefined;
    }
  }
  return {
    total: null,
    groups: cut.groups.map(() => null),
    refine: (details, group) => {
      const own = group === null ? ofTotal : ofGroups[group];
      return own === undefined ? details : refined(details, own);
    },
  };
}
