import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import type { AreaMark, LineMark } from '../../model/scene.js';

const curves = { linear: curveLinear, 'step-after': curveStepAfter } as const;

type Place = readonly [x: number, y: number];

/** Through the points; a null lifts the pen. */
export const linePath = (points: LineMark['points'], curve: LineMark['curve']): string =>
  line<Place | null>((point) => (point as Place)[0], (point) => (point as Place)[1])
    .defined((point) => point !== null)
    .curve(curves[curve ?? 'linear'])(points) ?? '';

/** Along the upper edge and back along the lower one. */
export const areaPath = (points: AreaMark['points'], curve: AreaMark['curve']): string =>
  area<AreaMark['points'][number]>(([x]) => x, ([, y0]) => y0, ([, , y1]) => y1).curve(curves[curve ?? 'linear'])(points) ?? '';
