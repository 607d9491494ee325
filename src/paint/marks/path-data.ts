import type { AreaMark, LineMark } from '../../model/scene.js';

/** `M`/`L` or `H`/`V` commands through the points; a null lifts the pen. */
export const linePath = (points: LineMark['points'], curve: LineMark['curve']): string => {
  let path = '';
  let drawing = false;
  for (const point of points) {
    if (!point) drawing = false;
    else {
      const [x, y] = point;
      path += !drawing ? `M${x} ${y}` : curve === 'step-after' ? `H${x}V${y}` : `L${x} ${y}`;
      drawing = true;
    }
  }
  return path;
};

/** Along the upper edge and back along the lower one. */
export const areaPath = (points: AreaMark['points'], curve: AreaMark['curve']): string => {
  const first = points[0];
  if (!first) return '';
  const upper = linePath(points.map(([x, , y1]) => [x, y1] as const), curve);
  // Backwards, the step comes before the move: the lower edge keeps its height until the next x is reached.
  let path = `${upper}V${points[points.length - 1]?.[1]}`;
  for (let i = points.length - 2; i >= 0; i -= 1) {
    const [x, y0] = points[i] as AreaMark['points'][number];
    path += curve === 'step-after' ? `V${y0}H${x}` : `L${x} ${y0}`;
  }
  return `${path}Z`;
};
