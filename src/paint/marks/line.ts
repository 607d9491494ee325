import { svg, type SVGTemplateResult } from 'lit';
import type { LineMark } from '../../model/scene.js';
import { capOf, dashOf, paintOf } from '../ink.js';
import { linePath } from './path-data.js';

export const line = (mark: LineMark): SVGTemplateResult => svg`
  <path d=${linePath(mark.points, mark.curve)} fill="none" stroke=${paintOf(mark.stroke.ink)} stroke-width=${mark.stroke.width}
    stroke-dasharray=${dashOf(mark.stroke)} stroke-linecap=${capOf(mark.stroke)} stroke-linejoin="round"></path>`;
