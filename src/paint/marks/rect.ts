import { nothing, svg, type SVGTemplateResult } from 'lit';
import type { RectMark } from '../../model/scene.js';
import { dashOf, paintOf } from '../ink.js';

export const rect = (mark: RectMark): SVGTemplateResult => svg`
  <rect x=${mark.x} y=${mark.y} width=${Math.max(0, mark.width)} height=${Math.max(0, mark.height)} rx=${mark.radius ?? 0}
    fill=${paintOf(mark.fill)} fill-opacity=${mark.opacity ?? nothing} stroke=${paintOf(mark.stroke?.ink ?? 'none')} stroke-width=${mark.stroke?.width ?? 0}
    stroke-dasharray=${dashOf(mark.stroke)}></rect>
  ${mark.hatch ? svg`<path d=${hatchPath(mark)} stroke=${paintOf('neutral')} stroke-width="1" opacity=".6"></path>` : null}`;

const hatchStep = 6;

/** Diagonals from the lower left, cut at the box. */
const hatchPath = ({ x, y, width, height }: RectMark): string => {
  let path = '';
  for (let offset = hatchStep; offset < width + height; offset += hatchStep) {
    const fromX = Math.min(offset, width);
    const fromY = Math.max(0, offset - width);
    const toY = Math.min(offset, height);
    const toX = Math.max(0, offset - height);
    path += `M${x + fromX} ${y + fromY}L${x + toX} ${y + toY}`;
  }
  return path;
};
