import { svg, type SVGTemplateResult } from 'lit';
import type { WhiskerMark } from '../../model/scene.js';
import { dashOf, paintOf } from '../ink.js';

/** Caps stand across the line, half of `cap` to each side. */
export const whisker = (mark: WhiskerMark): SVGTemplateResult => {
  const { x1, y1, x2, y2 } = mark;
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const acrossX = (-(y2 - y1) / length) * (mark.cap / 2);
  const acrossY = ((x2 - x1) / length) * (mark.cap / 2);
  const cap = (x: number, y: number): string => `M${x - acrossX} ${y - acrossY}L${x + acrossX} ${y + acrossY}`;
  return svg`<path d=${`M${x1} ${y1}L${x2} ${y2}${cap(x1, y1)}${cap(x2, y2)}`} fill="none" stroke=${paintOf(mark.stroke.ink)}
    stroke-width=${mark.stroke.width} stroke-dasharray=${dashOf(mark.stroke)}></path>`;
};
