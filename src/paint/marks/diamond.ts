import { svg, type SVGTemplateResult } from 'lit';
import type { DiamondMark } from '../../model/scene.js';
import { dashOf, paintOf } from '../ink.js';

export const diamond = ({ x, y, r, fill, stroke }: DiamondMark): SVGTemplateResult => svg`
  <path d=${`M${x} ${y - r}L${x + r} ${y}L${x} ${y + r}L${x - r} ${y}Z`} fill=${paintOf(fill)}
    stroke=${paintOf(stroke?.ink ?? 'none')} stroke-width=${stroke?.width ?? 0} stroke-dasharray=${dashOf(stroke)}></path>`;
