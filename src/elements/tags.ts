/** Tags of the elements that show something. */
export const tags = [
  'cac-clv-gauge', 'churn-chart', 'close-ratio-chart', 'cycle-length-chart', 'data-report', 'forecast-accuracy-chart', 'kpi-card', 'kpi-dashboard',
  'lead-opportunity-chart', 'milestone-track', 'pipeline-funnel', 'product-performance-chart', 'response-time-chart', 'segment-filter',
  'touchpoint-chart', 'what-if-panel',
] as const;
