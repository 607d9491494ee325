import type { KpiResult } from '../../model/result.js';
import type { Watched } from '../parts/alert-watch.js';
import { judge } from '../parts/judge.js';

/** The ratio as a figure that is judged. */
export const watchedRatio = ({ details: { clvToCac, clvToCacCi }, partial, reliability }: KpiResult<'cac'>, target: number | null): Watched => ({
  value: clvToCac, target, better: 'higher', reliability, partial,
  status: partial ? 'unknown' : judge(clvToCac, clvToCacCi, target, 'higher', reliability),
});
