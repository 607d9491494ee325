import { svg, type SVGTemplateResult } from 'lit';
import type { DotMark } from '../../model/scene.js';
import { dashOf, paintOf } from '../ink.js';

export const dot = (mark: DotMark): SVGTemplateResult => svg`
  <circle cx=${mark.x} cy=${mark.y} r=${mark.r} fill=${paintOf(mark.fill)} stroke=${paintOf(mark.stroke?.ink ?? 'none')}
    stroke-width=${mark.stroke?.width ?? 0} stroke-dasharray=${dashOf(mark.stroke)}></circle>`;
