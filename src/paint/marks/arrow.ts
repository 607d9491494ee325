import { svg, type SVGTemplateResult } from 'lit';
import type { ArrowMark } from '../../model/scene.js';
import { paintOf } from '../ink.js';

const headLength = 5;

/** An open head of two strokes at the far end. */
export const arrow = (mark: ArrowMark): SVGTemplateResult => {
  const { x1, y1, x2, y2 } = mark;
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const barb = (turn: number): string => `${rounded(x2 - headLength * Math.cos(angle + turn))} ${rounded(y2 - headLength * Math.sin(angle + turn))}`;
  return svg`<path d=${`M${x1} ${y1}L${x2} ${y2}M${barb(0.65)}L${x2} ${y2}L${barb(-0.65)}`} fill="none"
    stroke=${paintOf(mark.stroke.ink)} stroke-width=${mark.stroke.width} stroke-linecap="round" stroke-linejoin="round"></path>`;
};

const rounded = (position: number): number => Math.round(position * 100) / 100;
