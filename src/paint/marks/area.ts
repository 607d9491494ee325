import { svg, type SVGTemplateResult } from 'lit';
import type { AreaMark } from '../../model/scene.js';
import { paintOf } from '../ink.js';
import { areaPath } from './path-data.js';

export const area = (mark: AreaMark): SVGTemplateResult => svg`
  <path d=${areaPath(mark.points, mark.curve)} fill=${paintOf(mark.fill)} fill-opacity=${mark.opacity ?? 1}></path>`;
