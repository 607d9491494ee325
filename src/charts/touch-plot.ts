import { max } from 'd3-array';
import type { KpiResult } from '../model/result.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import type { Box } from './text-mark.js';
import { niceEnd } from './ticks.js';

/** The plot of the curve, its scales, and the end of both axes. */
export interface TouchPlot {
  readonly plot: Box;
  readonly x: LinearScale;
  readonly y: LinearScale;
  readonly lastTouch: number;
  readonly top: number;
}

/** The shares reach up to half at least, since that is what is looked for. */
export const touchPlot = ({ details: { curve } }: KpiResult<'touches_to_meeting'>, plot: Box): TouchPlot => {
  const lastTouch = Math.max(1, curve[curve.length - 1]?.k ?? 0);
  const top = Math.min(1, Math.max(0.5, niceEnd(max(curve, ({ met, hi }) => hi ?? met) ?? 0)));
  return {
    plot, lastTouch, top,
    x: linearScale(0, lastTouch, plot.x, plot.x + plot.width),
    y: linearScale(0, top, plot.y + plot.height, plot.y),
  };
};
