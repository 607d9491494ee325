export type KpiId =
  | 'forecast_accuracy' | 'sales_cycle' | 'pipeline' | 'close_ratio' | 'touches_to_meeting' | 'product_performance'
  | 'cac' | 'clv' | 'churn' | 'lead_to_opp' | 'lead_response';
