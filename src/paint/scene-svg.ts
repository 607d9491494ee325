import { nothing, svg, type SVGTemplateResult, html, type TemplateResult } from 'lit';
import type { Mark, Scene } from '../model/scene.js';
import { paintOf } from './ink.js';
import { paintMark } from './marks/registry.js';

export interface PaintState {
  /** Index into `scene.points` that has the keyboard or the pointer. */
  readonly active?: number | null;
  /** Ring around the picture: the keyboard is in it. */
  readonly focused?: boolean;
  /** Keys at full colour; null or empty = no selection. */
  readonly selected?: readonly (readonly (string | null)[])[] | null;
}

const ringOutset = 6;
const pointRing = 9.5;
const dimmed = 0.3;

/**
 * A scene as `<svg>`. It is one image for assistive technology, named by the scene's summary; what the points say is
 * spoken by whoever handles the keys. Only the picture is dimmed outside a selection, never text.
 */
export const sceneSvg = (scene: Scene, state: PaintState = {}): TemplateResult => html`
  <svg class="scene" role="img" aria-label=${scene.summary} width=${scene.width} height=${scene.height}
    viewBox="0 0 ${scene.width} ${scene.height}" direction=${scene.dir ?? 'ltr'} overflow="visible">
    ${state.focused ? focusRing(scene) : nothing}
    ${scene.marks.map((mark) => (isDimmed(mark, state) ? svg`<g class="dimmed" opacity=${dimmed}>${paintMark(mark)}</g>` : paintMark(mark)))}
    ${activePoint(scene, state)}
  </svg>`;

const isDimmed = (mark: Mark, { selected }: PaintState): boolean =>
  mark.type !== 'text' && mark.key !== undefined && selected !== null && selected !== undefined && selected.length > 0
  && !selected.some((key) => sameKey(key, mark.key as readonly (string | null)[]));

export const sameKey = (a: readonly (string | null)[], b: readonly (string | null)[]): boolean =>
  a.length === b.length && a.every((part, i) => part === b[i]);

const focusRing = ({ width, height }: Scene): SVGTemplateResult => svg`
  <rect class="focus-ring" x=${-ringOutset} y=${-ringOutset} width=${width + 2 * ringOutset} height=${height + 2 * ringOutset} rx="6"
    fill="none" stroke=${paintOf('focus')} stroke-width="2"></rect>`;

const activePoint = (scene: Scene, { active }: PaintState): SVGTemplateResult | typeof nothing => {
  const point = active === null || active === undefined ? undefined : scene.points[active];
  if (!point) return nothing;
  const { plot } = scene;
  const base = plot.y + plot.height;
  const side = scene.dir === 'rtl' ? plot.x + plot.width : plot.x;
  const beyond = scene.dir === 'rtl' ? -pointRing : pointRing;
  return svg`<g class="active" fill="none" stroke=${paintOf('focus')} pointer-events="none">
    ${point.crosshair ? svg`<path d=${`M${side} ${point.y}H${point.x - beyond}M${point.x} ${point.y + pointRing}V${base}`}
      stroke-width="1" stroke-dasharray="2 2.5"></path>` : nothing}
    ${point.box
    ? svg`<rect x=${point.box.x - 3} y=${point.box.y - 2} width=${point.box.width + 6} height=${point.box.height + 4} rx="4" stroke-width="2"></rect>`
    : svg`<circle cx=${point.x} cy=${point.y} r=${pointRing} stroke-width="2"></circle>`}
  </g>`;
};
