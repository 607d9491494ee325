import { svg, type SVGTemplateResult } from 'lit';
import type { RuleMark } from '../../model/scene.js';
import { capOf, dashOf, paintOf } from '../ink.js';

/** One-pixel lines lie on the half pixel, or they would be two pale ones. */
const crisp = (position: number, other: number, width: number): number =>
  (position === other && width <= 1 ? Math.floor(position) + 0.5 : position);

export const rule = (mark: RuleMark): SVGTemplateResult => svg`
  <line x1=${crisp(mark.x1, mark.x2, mark.stroke.width)} x2=${crisp(mark.x2, mark.x1, mark.stroke.width)}
    y1=${crisp(mark.y1, mark.y2, mark.stroke.width)} y2=${crisp(mark.y2, mark.y1, mark.stroke.width)}
    stroke=${paintOf(mark.stroke.ink)} stroke-width=${mark.stroke.width} stroke-dasharray=${dashOf(mark.stroke)} stroke-linecap=${capOf(mark.stroke)}></line>`;
