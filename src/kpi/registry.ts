import { cac } from './cac.js';
import { clv } from './clv.js';
import { salesCycle } from './sales-cycle.js';

/** Every KPI by its id. */
export const kpis = {
  sales_cycle: salesCycle,
  cac,
  clv,
} as const;
