import type { Period } from '../model/period.js';
import type { TrendPoint } from '../model/result.js';
import { churnBootstrap } from './churn-bootstrap.js';
import { churnCells, churnOfPeriods, type ChurnCells } from './churn-cells.js';
import { churnRate, finishChurn, noChurnDetails } from './churn-finish.js';
import { namesOf } from './churn-pools.js';
import { churnRows, isOfPeriod } from './churn-rows.js';
import type { KpiContext } from './context.js';
import { stayRule } from './customer-stays.js';
import { defineKpi, type Question } from './define-kpi.js';

const trend = (context: KpiContext, question: Question, periods: readonly Period[]): readonly TrendPoint[] => {
  if (!namesOf(question.cut).some(isOfPeriod)) {
    return churnOfPeriods(context, question, periods).map(({ n0, churned }, i) => ({ period: periods[i] as Period, n: n0, ...churnRate(churned, n0) }));
  }
  return periods.map((period) => {
    const asked = { ...question, period };
    const { value, n, ci, reliability } = finishChurn(churnCells(context, asked)[0] as ChurnCells, context, asked);
    return { period, value, n, ci, reliability };
  });
};

/**
 * Customer churn: share of the customers in a stay at the period's start whose stay ends within it.
 *
 * Options: `graceDays` (30), `inactiveDays` (stays by revenue alone, only when given), `salesOwnsRetention` (else that of the
 * settings), for the what-if `discountRate` a year (.10), `retentionRise` (.05) and `rise` ('points' or 'relative').
 */
export const churn = defineKpi<'churn', ChurnCells>({
  id: 'churn',
  version: '1',
  unit: 'ratio',
  better: 'lower',
  name: { en: 'Customer churn rate', de: 'Kundenabwanderungsrate' },
  formula: {
    en: 'Customers at the start of the period whose service ends in it / customers at its start; gaps up to the grace are bridged',
    de: 'Kunden zu Beginn des Zeitraums, deren Vertrag darin endet / Kunden zu Beginn; Lücken innerhalb der Karenz sind überbrückt',
  },
  needs: [[{ table: 'subscriptions', columns: ['customer_id', 'started_at', 'ended_at'] }]],
  needsFor: (options) => [[stayRule(options).inactiveDays === null
    ? { table: 'subscriptions', columns: ['customer_id', 'started_at', 'ended_at'] } : { table: 'revenue', columns: ['customer_id', 'occurred_at'] }]],
  time: 'period',
  dataRules: {
    DQ_FUTURE: ['subscriptions'], DQ_NEGATIVE_DURATION: ['subscriptions'], DQ_NO_START: ['subscriptions'], DQ_FX_MISSING: ['subscriptions'],
    DQ_DUPLICATES: ['subscriptions', 'customers', 'revenue'],
  },
  isAdditive: true,
  // What depends on the period is another dimension in each of them.
  adding: { dimensions: (filtered) => (filtered.some(isOfPeriod) ? [] : filtered) },
  noDetails: noChurnDetails,
  rows: (context, scope) => [churnRows(context, scope)],
  cells: churnCells,
  finish: finishChurn,
  explain: () => import('./churn-explain.js').then(({ explainChurn: explain }) => ({ explain })),
  behind: () => import('./churn-behind.js').then(({ churnBehind }) => churnBehind),
  trend,
  monthly: trend,
  isShown: ({ n0, churned, pools }) => (pools.size === 0 ? n0 : churned) > 0,
  bootstrap: churnBootstrap,
});
