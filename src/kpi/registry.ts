import { salesCycle } from './sales-cycle.js';

/** Every KPI by its id. */
export const kpis = {
  sales_cycle: salesCycle,
} as const;
