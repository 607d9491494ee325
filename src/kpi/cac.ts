import { poissonInterval } from '../stats/index.js';
import type { CacDetails } from '../model/details.js';
import type { Interval } from '../model/interval.js';
import type { Period } from '../model/period.js';
import type { Phase, TrendPoint } from '../model/result.js';
import { cacBootstrap } from './cac-bootstrap.js';
import { cacCaveats } from './cac-caveats.js';
import { cacCells, cacCostCells, isChannelDimension, type CacCells } from './cac-cells.js';
import { costOf, trailing, type CacTotals } from './cac-figures.js';
import { cacFindings } from './cac-findings.js';
import { joinPools } from './cac-pools.js';
import { cacWindow } from './cac-window.js';
import { addMonths } from './calendar-units.js';
import { columnsOf, customerColumns, outcomeColumns, rateColumns, targetColumns } from './columns-read.js';
import { categoryOf } from './columns.js';
import type { EntityRows, KpiContext } from './context.js';
import { customerRows } from './customer-life.js';
import { defineKpi, type Adding, type Finished, type Question } from './define-kpi.js';
import { leadRows, opportunityRows } from './funnel-rows.js';
import { interval95 } from './interval.js';
import { ratesOf } from './money.js';
import { organicOf } from './organic-channels.js';
import { cellsOfPeriods } from './period-cells.js';
import { countReliability } from './reliability.js';
import { spendRows } from './spend-rows.js';

/** Benchmarks of the source article for SaaS, USD per customer. */
const benchmarkUsd = { organic: 205, inorganic: 341 } as const;

/** Spend is fixed, customers are counted: Garwood's interval of the count turned upside down. */
const garwood = (spend: number, customers: number): Interval | null => {
  const count = poissonInterval(customers);
  return interval95({ lo: spend / count.hi, hi: spend / count.lo }, 'garwood');
};

/** Cost per customer over the channels that are organic (or are not); the null channel is neither. */
const costOfKind = (context: KpiContext, { channels }: CacTotals, isOrganic: boolean): number | null => {
  const own = channels.filter(({ id }) => organicOf(context, id) === isOrganic);
  return costOf({ spend: own.reduce((sum, { spend }) => sum + spend, 0), customers: own.reduce((sum, { customers }) => sum + customers, 0) });
};

const benchmarkOf = (context: KpiContext, options: Question['options']): NonNullable<CacDetails['benchmark']> | null => {
  const industry = options['industry'];
  const rate = ratesOf(context).on('USD', context.asOfDay);
  if (typeof industry !== 'string' || industry.toLowerCase() !== 'saas' || Number.isNaN(rate)) return null;
  return { industry: 'SaaS', organic: benchmarkUsd.organic * rate, inorganic: benchmarkUsd.inorganic * rate };
};

/** Factors whose product is the cost per customer: cost per lead ÷ lead→opportunity ÷ opportunity→won, shorter without leads. */
const phasesOf = ({ leads, opportunities }: CacCells, { spend, customers }: CacTotals): readonly Phase[] | null => {
  if (opportunities === 0 || customers === 0) return null;
  const details = {};
  const won: Phase = { key: 'opp_to_won', value: customers / opportunities, unit: 'ratio', n: opportunities, details };
  if (leads === 0) return [{ key: 'cost_per_opp', value: spend / opportunities, unit: 'money', n: opportunities, details }, won];
  return [
    { key: 'cost_per_lead', value: spend / leads, unit: 'money', n: leads, details },
    { key: 'lead_to_opp', value: opportunities / leads, unit: 'ratio', n: leads, details },
    won,
  ];
};

const finish = (cells: CacCells, context: KpiContext, question: Question): Finished<'cac'> => {
  const findings = cacFindings(cells, context, question);
  const { totals, value, cost, figures, cv, curve } = findings;
  const { customers } = totals;
  // Without a channel in the spend table every figure by channel would be made of shared sales spend only.
  const isByChannel = findings.isRecorded && findings.unsplit === null && categoryOf(context.tables.get('spend'), 'channel') !== null;
  const isTold = findings.isRecorded && findings.unsplit === null;
  const { aov, grossMargin, clv } = figures;
  return {
    value, num: isTold ? totals.spend : null, den: customers, n: customers, nCensored: null,
    ci: value === null || cost === null ? null : garwood(cost, customers),
    // A cost of nothing is a gap in the records, not a result to be judged.
    reliability: value === null || cost === 0 ? 'none' : countReliability(customers),
    phases: value === null ? null : phasesOf(cells, totals),
    details: {
      spend: isTold ? totals.spend : null,
      newCustomers: customers,
      organic: isByChannel ? costOfKind(context, totals, true) : null,
      inorganic: isByChannel ? costOfKind(context, totals, false) : null,
      channels: isByChannel ? totals.channels.map((channel) => ({ ...channel, cac: channel.id === null ? null : costOf(channel) })) : [],
      payback: {
        simpleMonths: figures.simpleMonths, survivalMonths: figures.payback?.months ?? null, survivalCi: null,
        curve: curve.map((margin, month) => ({ month, margin, lo: null, hi: null })),
      },
      aov, aovCi: null, aovMargin: aov === null || grossMargin === null ? null : aov * grossMargin,
      clv: clv.best, clvCi: null, clvBasis: clv.bestBasis,
      clvToCac: figures.clvToCac, clvToCacCi: null,
      grossMargin, arpa: figures.arpa,
      t3m: isTold ? trailing(cells, cacWindow(context, question)) : [],
      cv,
      benchmark: benchmarkOf(context, question.options),
    },
    caveats: cacCaveats(findings, context, question),
    basis: 'period',
  };
};

const rows = (context: KpiContext): readonly EntityRows[] => {
  const spend = spendRows(context);
  return spend === null ? [customerRows(context)] : [customerRows(context), spend];
};

const adding: Adding<CacCells> = {
  rows: (context) => [customerRows(context), spendRows(context), leadRows(context), opportunityRows(context)].filter((own) => own !== null),
  // A pool of shared spend holds all channels: values of the channel are only counted apart within one pool.
  dimensions: (filtered) => (filtered.some(isChannelDimension) ? filtered.filter(isChannelDimension) : filtered),
  join: joinPools,
};

const costs = (context: KpiContext, question: Question, periods: readonly Period[]): readonly Finished<'cac'>[] =>
  cellsOfPeriods({ id: 'cac costs', rows, adding, cells: cacCostCells }, context, question, periods)
    .map((cells, i) => finish(cells, context, { ...question, period: periods[i] as Period }));

const monthsOfLine = 3;

/** A line by months shows the three months up to each end: spend and the customers it wins rarely fall into the same month. */
const trend = (context: KpiContext, question: Question, periods: readonly Period[]): readonly TrendPoint[] => {
  const { calendar, asOfMs } = context;
  const windows = periods.map((period) => {
    const { startDay, endDay } = calendar.daysOf(period);
    return calendar.between(Math.min(startDay, addMonths(endDay, -monthsOfLine)), endDay, asOfMs);
  });
  return costs(context, question, windows).map(({ value, n, ci, reliability }, i) => ({ period: periods[i] as Period, value, n, ci, reliability }));
};

export const cac = defineKpi<'cac', CacCells>({
  id: 'cac',
  version: '1',
  unit: 'money',
  better: 'lower',
  name: { en: 'Customer acquisition cost', de: 'Kundengewinnungskosten (CAC)' },
  formula: {
    en: '(marketing spend + sales spend) / new customers of the period',
    de: '(Marketingausgaben + Vertriebsausgaben) / neue Kunden des Zeitraums',
  },
  needs: [[
    { table: 'deals', columns: ['status', 'closed_at'] },
    { table: 'deals', columns: ['stage', 'closed_at'] },
    { table: 'subscriptions', columns: ['customer_id', 'started_at'] },
    { table: 'customers', columns: ['id', 'first_won_at'] },
  ]],
  time: 'period',
  dataRules: {
    DQ_FUTURE: ['deals', 'subscriptions', 'revenue'], DQ_FX_MISSING: ['spend', 'deals', 'subscriptions', 'revenue'],
    DQ_NEGATIVE_DURATION: ['spend', 'subscriptions'], DQ_NO_START: ['subscriptions'], DQ_CLOSED_NO_DATE: ['deals'], DQ_REOPENED: ['deals'],
    DQ_DUPLICATES: ['spend', 'deals', 'subscriptions', 'customers'],
  },
  reads: columnsOf(outcomeColumns, customerColumns, rateColumns, targetColumns, {
    deals: ['source'], customers: ['acquired_channel'],
    spend: ['period_start', 'period_end', 'kind', 'channel', 'organic', 'amount', 'currency'],
  }),
  isAdditive: true,
  adding,
  noDetails: {
    spend: null, newCustomers: 0, organic: null, inorganic: null, channels: [],
    payback: { simpleMonths: null, survivalMonths: null, survivalCi: null, curve: [] },
    aov: null, aovMargin: null, clv: null, clvCi: null, clvBasis: null, clvToCac: null, clvToCacCi: null, grossMargin: null, arpa: null,
    t3m: [], cv: null,
  },
  rows,
  cells: cacCells,
  trend,
  // Cost of each month by itself, for the season.
  monthly: costs,
  finish,
  explain: () => import('./cac-explain.js').then(({ explainCac: explain }) => ({ explain })),
  behind: () => import('./cac-behind.js').then(({ cacBehind }) => cacBehind),
  bootstrap: cacBootstrap,
});
