import { html, nothing, type TemplateResult } from 'lit';
import { say, type Messages } from '../../i18n/messages.js';
import type { Scene, ScenePoint } from '../../model/scene.js';
import { sceneSvg } from '../../paint/scene-svg.js';
import { sceneTable } from '../../paint/scene-table.js';
import type { PointReader } from './point-reader.js';

export interface Figure {
  readonly id: string;
  readonly scene: Scene;
  /** What the keys of its marks are values of; empty = marks stand for no segment. */
  readonly dimensions: readonly string[];
  /** Which of the widget's results it is about; the first unless told. */
  readonly result?: number;
}

const readout = (point: ScenePoint, index: number, count: number, messages: Messages): TemplateResult => html`
  <div class="readout" part="tooltip" aria-hidden="true">
    <div class="readout-title"><b><bdi>${point.title}</bdi></b>${count > 1 ? html`<span>${say(messages, 'point.position', { i: index + 1, count })}</span>` : nothing}</div>
    <dl>${point.rows.map((row) => html`<dt><bdi>${row.label}</bdi></dt><dd><bdi>${row.value}</bdi></dd>`)}</dl>
    <p class="readout-hint">${say(messages, 'rows.hint')}</p>
  </div>`;

const keysHelp = (messages: Messages): TemplateResult => html`
  <p class="keys" aria-hidden="true">
    <span><kbd>←</kbd><kbd>→</kbd>${say(messages, 'keys.arrows')}</span>
    <span><kbd>${say(messages, 'keys.home')}</kbd><kbd>${say(messages, 'keys.end')}</kbd>${say(messages, 'keys.homeEnd')}</span>
    <span><kbd>${say(messages, 'keys.enterKey')}</kbd>${say(messages, 'keys.enter')}</span>
    <span><kbd>${say(messages, 'keys.shiftEnter')}</kbd>${say(messages, 'keys.rows')}</span>
    <span><kbd>${say(messages, 'keys.escapeKey')}</kbd>${say(messages, 'keys.escape')}</span>
  </p>`;

const spoken = (reader: PointReader, scene: Scene, messages: Messages): string => {
  if (!reader.hasKeyboard || reader.point === null || reader.active === null) return '';
  return `${reader.point.sentence} ${say(messages, 'point.position', { i: reader.active + 1, count: scene.points.length })}`;
};

/** One picture that can be read with keys and pointer. Without points it is only an image. */
export const figureChart = (figure: Figure, reader: PointReader, selected: readonly (readonly (string | null)[])[], messages: Messages): TemplateResult => {
  const { id, scene, dimensions } = figure;
  reader.show(scene);
  if (scene.points.length === 0) return html`<div class="chart" part="chart">${sceneSvg(scene, { selected })}</div>`;
  const { active, point, hasKeyboard } = reader;
  return html`
    <div>
      <div class="chart ${dimensions.length > 0 ? 'selectable' : ''}" part="chart" data-figure=${id} tabindex="0" role="application"
        aria-roledescription=${say(messages, 'chart.role')} aria-label=${scene.summary} aria-describedby="keys-${id}"
        @focus=${reader.onFocus} @blur=${reader.onBlur} @keydown=${reader.onKeydown}
        @pointermove=${reader.onPointerMove} @pointerleave=${reader.onPointerLeave} @click=${reader.onClick} @dblclick=${reader.onDoubleClick}>
        ${sceneSvg(scene, { active, focused: hasKeyboard, selected })}
        ${point === null || active === null ? nothing : readout(point, active, scene.points.length, messages)}
      </div>
      <p id="keys-${id}" hidden>${say(messages, 'keys.hint')}</p>
      <p class="visually-hidden" role="status">${spoken(reader, scene, messages)}</p>
      ${hasKeyboard ? keysHelp(messages) : nothing}
    </div>`;
};

/** The same numbers as a table; a wide one scrolls in itself. */
export const figureTable = ({ scene }: Figure, active: number | null): TemplateResult => html`
  <div class="table-scroll" role="region" tabindex="0" aria-label=${scene.table.caption}>${sceneTable(scene, active)}</div>`;
