import { columnsOf, outcomeColumns, rateColumns, targetColumns } from './columns-read.js';
import { dealRows } from './deal-rows.js';
import { defineKpi } from './define-kpi.js';
import { productDimensions } from './product-dimensions.js';
import { bootstrapProductPerformance } from './product-performance-bootstrap.js';
import { productCells, type ProductCells } from './product-performance-cells.js';
import { finishProductPerformance, noProductDetails } from './product-performance-finish.js';
import { productRows } from './product-rows.js';

const status = (column: string, ...more: readonly string[]) => ({ table: 'deals' as const, columns: [column, 'created_at', 'closed_at', ...more] });

/** Product performance: what each product earns per day its opportunities are open, 100 = the portfolio. */
export const productPerformance = defineKpi<'product_performance', ProductCells>({
  id: 'product_performance',
  version: '1',
  unit: 'index',
  better: 'higher',
  name: { en: 'Product performance', de: 'Produktleistung' },
  formula: {
    en: 'Per product: margin won ÷ days its opportunities were open in the period, as an index of all products (100)',
    de: 'Je Produkt: gewonnene Marge ÷ Tage, die seine Chancen im Zeitraum offen waren, als Index aller Produkte (100)',
  },
  needs: [
    [status('status'), status('stage')],
    [{ table: 'deals', columns: ['product_id', 'amount'] }, { table: 'deal_lines', columns: ['deal_id', 'product_id'] }],
  ],
  lacks: (context) => (productRows(context).product.codes.some((code) => code !== 0) || dealRows(context).length === 0 ? null : { table: 'deals', column: 'product_id' }),
  time: 'period',
  dataRules: {
    DQ_FUTURE: ['deals'], DQ_FX_MISSING: ['deals', 'deal_lines'], DQ_DUPLICATES: ['deals'], DQ_CLOSED_NO_DATE: ['deals'], DQ_REOPENED: ['deals'],
    PP_LINES_UNLINKED: ['deal_lines'],
  },
  reads: columnsOf(outcomeColumns, rateColumns, targetColumns, {
    deals: ['product_id', 'amount', 'margin', 'currency', 'owner_id', 'source', 'campaign', 'lead_id'], deal_lines: ['deal_id', 'product_id', 'qty', 'unit_price', 'total', 'margin'],
    subscriptions: ['customer_id', 'started_at', 'ended_at', 'product_id'], products: ['id', 'name', 'commission', 'category'], owners: ['id', 'trained'],
    leads: ['id', 'received_at', 'opp_id'], activities: ['deal_id', 'lead_id', 'occurred_at', 'kind', 'actor', 'direction', 'automated'],
  }),
  isAdditive: true,
  // Deals are counted once whatever their products: a deal of two products is in the cells of both.
  adding: { dimensions: (filtered) => filtered.filter((name) => !productDimensions.has(name)) },
  noDetails: noProductDetails,
  rows: (context) => [productRows(context)],
  cells: productCells,
  finish: finishProductPerformance,
  explain: () => import('./product-performance-explain.js').then(({ explainProductPerformance: explain }) => ({ explain })),
  behind: () => import('./product-performance-behind.js').then(({ productPerformanceBehind }) => productPerformanceBehind),
  // The portfolio beside itself: neither met nor missed.
  judge: () => 'unknown',
  defaultTarget: () => 100,
  isShown: ({ offered }) => offered > 0,
  bootstrap: bootstrapProductPerformance,
});
