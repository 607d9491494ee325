/**
 * Every KPI by its id: calling an entry loads its definition, so a page fetches the code of the KPIs it asks for.
 *
 * @example const { name, formula, needs } = await kpis.cac();
 */
export const kpis = {
  sales_cycle: () => import('./sales-cycle.js').then(({ salesCycle }) => salesCycle),
  pipeline: () => import('./pipeline.js').then(({ pipeline }) => pipeline),
  close_ratio: () => import('./close-ratio.js').then(({ closeRatio }) => closeRatio),
  cac: () => import('./cac.js').then(({ cac }) => cac),
  clv: () => import('./clv.js').then(({ clv }) => clv),
  churn: () => import('./churn.js').then(({ churn }) => churn),
  forecast_accuracy: () => import('./forecast-accuracy.js').then(({ forecastAccuracy }) => forecastAccuracy),
  lead_to_opp: () => import('./lead-to-opp.js').then(({ leadToOpp }) => leadToOpp),
  lead_response: () => import('./lead-response.js').then(({ leadResponse }) => leadResponse),
  touches_to_meeting: () => import('./touches.js').then(({ touches }) => touches),
  product_performance: () => import('./product-performance.js').then(({ productPerformance }) => productPerformance),
} as const;
