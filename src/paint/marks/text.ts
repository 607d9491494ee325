import { nothing, svg, type SVGTemplateResult } from 'lit';
import { textSizePx, type TextMark } from '../../model/scene.js';
import { paintOf } from '../ink.js';

const strongWeight = 550;

/** The halo is a stroke under the glyphs, in the colour that is really behind them. */
export const text = (mark: TextMark): SVGTemplateResult => svg`
  <text x=${mark.x} y=${mark.y} text-anchor=${mark.anchor} fill=${paintOf(mark.ink)} font-size=${textSizePx[mark.size]}
    font-weight=${mark.strong ? strongWeight : 400} class=${mark.tabular ? 'tabular' : nothing}
    stroke=${paintOf(mark.halo ?? 'none')} stroke-width=${mark.halo ? 3.5 : 0} stroke-linejoin="round" paint-order="stroke"
    >${mark.title === undefined ? null : svg`<title>${mark.title}</title>`}${mark.runs
    ? mark.runs.map((run) => svg`<tspan fill=${paintOf(run.ink ?? mark.ink)} font-weight=${run.strong ?? mark.strong ? strongWeight : 400} xml:space="preserve">${run.text}</tspan>`)
    : mark.text}</text>`;
