import { cac } from './cac.js';
import { clv } from './clv.js';
import { closeRatio } from './close-ratio.js';
import { pipeline } from './pipeline.js';
import { salesCycle } from './sales-cycle.js';

/** Every KPI by its id. */
export const kpis = {
  sales_cycle: salesCycle,
  pipeline,
  close_ratio: closeRatio,
  cac,
  clv,
} as const;
