import { tInterval } from '../stats/index.js';
import type { ClvDetails } from '../model/details.js';
import type { Interval } from '../model/interval.js';
import type { Period } from '../model/period.js';
import type { Caveat, Phase, TrendPoint } from '../model/result.js';
import { clvCaveatTexts } from './clv-caveat-texts.js';
import { customerValueCaveatTexts } from './customer-value-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import { clvBootstrap } from './clv-bootstrap.js';
import { clvFullCells, contractMonthsOf, type ClvFullCells } from './clv-cells.js';
import { clvTrendCells } from './clv-trend.js';
import { clvFigures, type ClvFigures } from './clv-figures.js';
import { spreadOf, type Spread } from './clv-spread.js';
import { columnsOf, customerColumns, outcomeColumns, rateColumns, targetColumns } from './columns-read.js';
import { categoryOf, numberOf } from './columns.js';
import type { EntityRows, KpiContext } from './context.js';
import { customerRows } from './customer-life.js';
import { firstSpells } from './customer-service.js';
import { datedWins } from './dated-wins.js';
import { defineKpi, type Finished, type Question } from './define-kpi.js';
import { exactValue } from './exact-cell.js';
import { interval95 } from './interval.js';
import { unitsPerCurrency } from './money.js';
import { cellsOfPeriods } from './period-cells.js';
import { customerReliability } from './reliability.js';
import { spendRows } from './spend-rows.js';

const caveat = caveatWriter({ ...clvCaveatTexts, ...customerValueCaveatTexts });

/** t interval of the mean while the bootstrap is not done; from exact sums wherever the margin share does not enter. */
const closedInterval = (cells: ClvFullCells, factor: number): Interval | null => {
  const [gg, gu, uu] = [exactValue(cells.gg), exactValue(cells.gu), exactValue(cells.uu)];
  const isExact = factor === 1 || uu === 0n;
  const bounds = isExact
    ? tInterval(cells.n, BigInt(factor === 1 ? cells.g + cells.u : cells.g), factor === 1 ? gg + 2n * gu + uu : gg)
    : tInterval(cells.n, cells.g + factor * cells.u, Number(gg) + 2 * factor * Number(gu) + factor ** 2 * Number(uu));
  if (bounds.lo === null || bounds.hi === null) return null;
  return interval95({ lo: bounds.lo / unitsPerCurrency, hi: bounds.hi / unitsPerCurrency }, 't');
};

const cumulativeOf = (cells: ClvFullCells, factor: number): ClvDetails['cumulative'] => {
  const points = [];
  let margin = 0;
  for (let month = 0; month < cells.monthN.length && (cells.monthN[month] as number) > 0; month++) {
    const n = cells.monthN[month] as number;
    margin += ((cells.monthG[month] as number) + factor * (cells.monthU[month] as number)) / unitsPerCurrency / n;
    points.push({ month: month + 1, margin, n });
  }
  return points;
};

/** Margin per customer in each completed year since acquisition = retention × spend of the active × margin share. */
const phasesOf = (cells: ClvFullCells, { grossMargin }: ClvFigures): readonly Phase[] | null => {
  const factor = grossMargin ?? 1;
  const phases: Phase[] = [];
  for (let year = 0; year < cells.yearN.length && (cells.yearN[year] as number) > 0; year++) {
    const [n, active, amount] = [cells.yearN[year] as number, cells.yearActive[year] as number, cells.yearAmount[year] as number];
    const x = (cells.yearG[year] as number) + factor * (cells.yearU[year] as number);
    phases.push({
      key: `year_${year + 1}`, value: x / unitsPerCurrency / n, unit: 'money', n,
      details: {
        retention: active / n,
        spend: active === 0 ? null : amount / unitsPerCurrency / active,
        margin: grossMargin === null || amount === 0 ? null : x / amount,
      },
    });
  }
  return phases.length === 0 ? null : phases;
};

/** Whether the data holds what makes a CAC (spend and customers) or an order value (amounts of won deals). */
const hasPartner = (context: KpiContext): boolean =>
  ((spendRows(context)?.length ?? 0) > 0 && customerRows(context).isNew.includes(1))
  || (datedWins(context).row.length > 0 && (numberOf(context.tables.get('deals'), 'amount')?.values.some((amount) => !Number.isNaN(amount)) ?? false));

const dataCaveats = (figures: ClvFigures, context: KpiContext): readonly Caveat[] => {
  const found: Caveat[] = [];
  const { tables } = context;
  if (figures.revenueRows === 0) found.push(caveat('CLV_NO_REVENUE'));
  else if ((tables.get('customers')?.rowCount ?? 0) === 0) found.push(caveat('CLV_NO_ROSTER'));
  if (figures.isRevenue) found.push(caveat('CLV_NO_MARGIN'));
  if (!hasPartner(context)) found.push(caveat('CLV_UNPAIRED'));
  if (firstSpells(context) === null) {
    const column = categoryOf(tables.get('subscriptions'), 'customer_id') === null ? 'customer_id' : 'ended_at';
    found.push(caveat('NOT_APPLICABLE', { table: 'subscriptions', column }, 'info'));
  } else if (numberOf(tables.get('subscriptions'), 'mrr') === null) found.push(caveat('NOT_APPLICABLE', { table: 'subscriptions', column: 'mrr' }, 'info'));
  return found;
};

const caveatsOf = (cells: ClvFullCells, figures: ClvFigures, spread: Spread, context: KpiContext): readonly Caveat[] => {
  const found: Caveat[] = [...dataCaveats(figures, context)];
  const { mean } = figures;
  const { median, topShare, topCount } = spread;
  if (cells.n > 0 && cells.n < 100) found.push(caveat('CLV_SMALL_BASE'));
  if (mean !== null && median !== null && topShare !== null && topCount !== null) {
    // mean / median >= 3 without the division: a median of 0 beside a positive mean is the clearest case.
    if (topShare > 0.5 || (median >= 0 && mean >= 3 * median)) found.push(caveat('CLV_OUTLIERS', { p: topShare, k: topCount }));
  }
  if (figures.isUnstable) found.push(caveat('CLV_FIT_UNSTABLE'));
  if (mean !== null && cells.active > cells.n / 2) found.push(caveat('CLV_CENSORED', { p: cells.active / cells.n }));
  return found;
};

const finish = (cells: ClvFullCells, context: KpiContext, question: Question): Finished<'clv'> => {
  const figures = clvFigures(cells, context, question.options, contractMonthsOf(context, question.options));
  const factor = figures.grossMargin ?? 1;
  const hasValue = figures.mean !== null;
  const spread = hasValue ? spreadOf(cells.values.items, factor) : { median: null, winsorisedMean: null, topShare: null, topCount: null };
  return {
    value: figures.mean, num: figures.sum, den: cells.n, n: cells.n,
    nCensored: firstSpells(context) === null ? null : cells.active,
    ci: hasValue ? closedInterval(cells, factor) : null,
    reliability: hasValue ? customerReliability(cells.n) : 'none',
    phases: hasValue ? phasesOf(cells, figures) : null,
    details: {
      mean: figures.mean, ...spread,
      horizon: figures.horizon, months: figures.contractMonths, model: figures.model,
      cumulative: hasValue ? cumulativeOf(cells, factor) : [],
    },
    caveats: caveatsOf(cells, figures, spread, context),
    basis: question.options['basis'] === 'cohort' ? 'cohort' : 'to-date',
  };
};

const rows = (context: KpiContext): readonly EntityRows[] => [customerRows(context)];

const trend = (context: KpiContext, question: Question, periods: readonly Period[]): readonly TrendPoint[] =>
  cellsOfPeriods({ id: 'clv by period', rows, cells: clvTrendCells }, context, question, periods).map((cells, i) => {
    const period = periods[i] as Period;
    const { value, n, ci, reliability } = finish(cells, context, { ...question, period });
    return { period, value, n, ci, reliability };
  });

export const clv = defineKpi<'clv', ClvFullCells>({
  id: 'clv',
  version: '1',
  unit: 'money',
  better: 'higher',
  name: { en: 'Customer lifetime value', de: 'Customer Lifetime Value (Kundenwert)' },
  formula: {
    en: 'Margin of all customers to date / customers ever acquired. Model: margin per contract period × expected discounted periods.',
    de: 'Bisherige Marge aller Kunden / alle je gewonnenen Kunden. Modell: Marge je Vertragsperiode × erwartete abgezinste Perioden.',
  },
  needs: [[
    { table: 'revenue', columns: ['customer_id', 'occurred_at', 'amount'] },
    { table: 'revenue', columns: ['customer_id', 'occurred_at', 'margin'] },
    { table: 'subscriptions', columns: ['customer_id', 'started_at', 'ended_at'] },
  ]],
  time: 'to-date',
  dataRules: {
    DQ_FUTURE: ['revenue', 'subscriptions', 'deals'], DQ_FX_MISSING: ['revenue', 'subscriptions'], DQ_NO_START: ['subscriptions'],
    DQ_NEGATIVE_DURATION: ['subscriptions'], DQ_CLOSED_NO_DATE: ['deals'], DQ_REOPENED: ['deals'], DQ_DUPLICATES: ['customers', 'revenue', 'subscriptions', 'deals'],
  },
  reads: columnsOf(outcomeColumns, customerColumns, rateColumns, targetColumns),
  isAdditive: true,
  noDetails: {
    mean: null, median: null, winsorisedMean: null, topShare: null, topCount: null, horizon: null, months: null, model: null, cumulative: [],
  },
  rows,
  cells: clvFullCells,
  finish,
  trend,
  ignoresPeriod: ({ options }) => options['basis'] !== 'cohort',
  explain: () => import('./clv-explain.js').then(({ explainClv: explain }) => ({ explain })),
  behind: () => import('./clv-behind.js').then(({ clvBehind }) => clvBehind),
  bootstrap: clvBootstrap,
});
