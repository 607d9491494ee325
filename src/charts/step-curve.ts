import { bisector } from 'd3-array';
import type { SalesCycleDetails } from '../model/details.js';
import type { LinearScale } from './linear-scale.js';
import type { Box } from './text-mark.js';

/** One step of the curve as drawn; a missing end of a band is null. */
export interface CurveStep {
  readonly t: number; readonly win: number; readonly loss: number;
  readonly winLo: number | null; readonly winHi: number | null; readonly lossLo: number | null; readonly lossHi: number | null;
}

/** The curve's plot, its scales, and the steps it is drawn with. */
export interface CyclePlot {
  readonly plot: Box;
  readonly x: LinearScale;
  readonly y: LinearScale;
  readonly steps: readonly CurveStep[];
  readonly lastDay: number;
}

/** Half a pixel between steps is as fine as eyes and screens are; of those closer the last is kept, and the end always. */
const leastPixels = 0.5;

export const spacedSteps = <S extends { readonly t: number }>(curve: readonly S[], pixelsPerDay: number): readonly S[] => curve.filter((step, i) => {
  const next = curve[i + 1];
  return i === 0 || next === undefined || (next.t - step.t) * pixelsPerDay >= leastPixels;
});

export const thinned = (curve: SalesCycleDetails['curve'], pixelsPerDay: number): readonly CurveStep[] => spacedSteps(curve, pixelsPerDay).map((step) => ({
  t: step.t, win: step.win, loss: step.loss, winLo: step.winLo, winHi: step.winHi, lossLo: step.lossLo ?? null, lossHi: step.lossHi ?? null,
}));

/** Index of the first step after a day. */
const stepAfter = bisector(({ t }: { readonly t: number }) => t).right;

/** The curve's values at a day: those of the last step at or before it; all open before the first. */
export const shareAt = (curve: SalesCycleDetails['curve'], day: number): { readonly win: number; readonly loss: number; readonly open: number; readonly winLo: number | null; readonly winHi: number | null } => {
  return curve[stepAfter(curve, day) - 1] ?? { win: 0, loss: 0, open: 1, winLo: null, winHi: null };
};
