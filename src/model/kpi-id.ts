/** Every KPI of the kit, along the way from plan to customer. */
export const kpiIds = [
  'forecast_accuracy', 'sales_cycle', 'pipeline', 'close_ratio', 'touches_to_meeting', 'product_performance', 'cac', 'clv', 'churn', 'lead_to_opp', 'lead_response',
] as const;

export type KpiId = (typeof kpiIds)[number];
