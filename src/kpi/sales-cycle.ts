import { columnsOf, contactColumns, outcomeColumns, targetColumns } from './columns-read.js';
import { defineKpi } from './define-kpi.js';
import { bootstrapSalesCycle } from './sales-cycle-bootstrap.js';
import { salesCycleCells, type SalesCycleCells } from './sales-cycle-cells.js';
import { salesCycleChangeCaveats } from './sales-cycle-change.js';
import { finishSalesCycle, noSalesCycleDetails } from './sales-cycle-finish.js';
import { meanCycles, ownCycleTarget, salesCycleTrend } from './sales-cycle-trend.js';
import { dealRows } from './deal-rows.js';
import { meanReliability } from './reliability.js';

/** Sales cycle length: days from first contact to the won deal, beside figures that also count the deals still open. */
export const salesCycle = defineKpi<'sales_cycle', SalesCycleCells>({
  id: 'sales_cycle',
  version: '1',
  unit: 'days',
  better: 'lower',
  name: { en: 'Sales cycle length', de: 'Länge des Verkaufszyklus' },
  formula: {
    en: 'Mean days from first contact (or creation, if earlier) to closing, of deals won in the period',
    de: 'Mittlere Tage vom Erstkontakt (oder der Anlage, falls früher) bis zum Abschluss, über die im Zeitraum gewonnenen Deals',
  },
  needs: [
    [{ table: 'deals', columns: ['status'] }, { table: 'deals', columns: ['stage'] }],
    [{ table: 'deals', columns: ['closed_at'] }],
    [{ table: 'deals', columns: ['created_at'] }, { table: 'deals', columns: ['first_contact_at'] }],
  ],
  time: 'period',
  dataRules: { DQ_FUTURE: ['deals', 'leads', 'activities', 'stage_history'], DQ_CLOSED_NO_DATE: ['deals'], DQ_REOPENED: ['deals'], DQ_DUPLICATES: ['deals'] },
  reads: columnsOf(outcomeColumns, contactColumns, targetColumns),
  isAdditive: true,
  noDetails: noSalesCycleDetails,
  rows: (context) => [dealRows(context)],
  cells: salesCycleCells,
  finish: finishSalesCycle,
  defaultTarget: ownCycleTarget,
  trend: salesCycleTrend,
  monthly: meanCycles,
  changeCaveats: salesCycleChangeCaveats,
  explain: () => import('./sales-cycle-explain.js').then(({ explainSalesCycle: explain }) => ({ explain })),
  behind: () => import('./sales-cycle-behind.js').then(({ salesCycleBehind }) => salesCycleBehind),
  bootstrap: bootstrapSalesCycle,
  reliabilityWith: ({ n, value }, ci) => meanReliability(n, value, ci),
});
