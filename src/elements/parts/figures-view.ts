import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { describeResult } from '../../charts/describe-result.js';
import { issueText } from '../../i18n/issue-text.js';
import { say } from '../../i18n/messages.js';
import type { ScenePoint } from '../../model/scene.js';
import { errorBar } from './error-bar.js';
import { attempt } from './attempt.js';
import { figureChart, figureTable, type Figure } from './figure.js';
import { footTemplate, type FootPiece, type Note } from './foot.js';
import { figuresTemplate, titleRow } from './head.js';
import { icon } from './icon.js';
import { MarkupCopy } from './markup-copy.js';
import { notesOf } from './notes.js';
import type { Picture } from './picture.js';
import { placeReadout } from './place-readout.js';
import { PointReader, type PointAct } from './point-reader.js';
import { selectionBar } from './selection.js';
import type { WidgetFrame } from './widget-frame.js';

/** What the user wants of a point of one of the figures. */
export type PointActor = (figureId: string, point: ScenePoint, act: PointAct) => void;

const viewButton = ({ shownView, stage: { messages }, onToggleView }: WidgetFrame): TemplateResult => {
  const isTable = shownView === 'table';
  const label = say(messages, isTable ? 'control.showChart' : 'control.showTable');
  return html`<button class="icon-button" type="button" part="toggle" aria-label=${label} title=${label} aria-pressed=${isTable ? 'true' : 'false'}
    @click=${onToggleView}>${icon(isTable ? 'chart' : 'table')}</button>`;
};

const selectionOf = (frame: WidgetFrame, figures: readonly Figure[]): TemplateResult | typeof nothing => {
  const dimensions = figures.find((figure) => frame.selectedKeys(figure.dimensions).length > 0)?.dimensions;
  return dimensions === undefined ? nothing : selectionBar(frame.selectedKeys(dimensions), { dimensions, names: frame.results?.[0]?.names }, { clear: () => frame.onClear(dimensions), showRows: () => frame.onSelectedRows(dimensions) }, frame.stage.messages);
};

const footOfPicture = (frame: WidgetFrame, { foot }: Picture, copyMarkup: () => void): readonly FootPiece[] => {
  const { messages } = frame.stage;
  const exports = [{ text: say(messages, 'control.copy'), action: frame.onCopy }, { text: say(messages, 'control.csv'), action: frame.onCsv }, { text: say(messages, 'embed.copy'), action: copyMarkup }];
  const rows = { action: frame.onRows, title: say(messages, 'rows.show') };
  const age = frame.age === null ? [] : [{ text: frame.age }];
  const shown = [...foot.map((piece) => (piece.isCases === true ? { ...piece, ...rows } : piece)), ...age];
  return frame.shownView === 'table' ? [...exports, ...shown] : shown;
};

/** A mark that is none is told where it would have been drawn. */
const faultNotes = ({ annotationFaults, stage: { messages } }: WidgetFrame, { figures }: Picture): readonly Note[] =>
  (figures.some(({ scene }) => scene.isDated === true) ? annotationFaults.map((fault) => ({ icon: 'caveat', text: issueText(fault, messages).what })) : []);

/**
 * Figures, pictures and notes of one widget, and how far each picture is being read. Everything that is of no use before
 * there are figures hangs on this file; it loads while they are computed.
 */
export class FiguresView {
  readonly #readers = new Map<string, PointReader>();
  readonly #host: LitElement;
  readonly #act: PointActor;
  readonly #markup: MarkupCopy;

  constructor(host: LitElement, act: PointActor) {
    this.#host = host;
    this.#markup = new MarkupCopy(host);
    this.#act = act;
  }

  draw(frame: WidgetFrame, picture: Picture): TemplateResult {
    const { form, heading, stage, results, report, error, onRetry, onSheet } = frame;
    const lead = results?.[0];
    const saidElsewhere = [...picture.saidElsewhere ?? [], ...(picture.reason ? [picture.reason.code] : [])];
    const spoken = picture.spoken ?? (lead === undefined ? '' : describeResult(lead, stage.messages, { name: heading }));
    return html`
      <p class="visually-hidden" id="spoken">${spoken}</p>
      ${titleRow(heading, picture.head.badge, picture.figures.length === 0 ? nothing : viewButton(frame))}
      ${figuresTemplate(picture.head, form, frame.onRows)}
      <div class="body" part="axis">
        ${picture.reason ? html`<p class="reason"><bdi>${picture.reason.text}</bdi></p>` : nothing}
        ${picture.above ?? nothing}
        ${picture.figures.map((figure) => this.#figure(frame, figure))}
        ${picture.below ?? nothing}
        ${selectionOf(frame, picture.figures)}
      </div>
      ${footTemplate([...faultNotes(frame, picture), ...notesOf(results ?? [], report, saidElsewhere, stage)], footOfPicture(frame, picture, () => attempt(this.#markup.copy())), onSheet, stage.messages)}
      ${frame.shownView === 'table' && picture.figures.length > 0 ? this.#markup.notice(stage.messages) : nothing}
      ${error === null ? nothing : errorBar(error, true, onRetry, stage.messages)}`;
  }

  /** After a draw, when sizes are known: every reading beside its point. */
  placeReadouts(root: ParentNode, figures: readonly Figure[]): void {
    for (const { id, scene } of figures) {
      const point = this.#readers.get(id)?.point;
      const chart = root.querySelector<HTMLElement>(`[data-figure="${id}"]`);
      const readout = chart?.querySelector<HTMLElement>('.readout');
      if (chart && readout && point) placeReadout(chart, readout, scene, point);
    }
  }

  #figure(frame: WidgetFrame, figure: Figure): TemplateResult {
    const reader = this.#readerOf(figure.id);
    return frame.shownView === 'table' ? figureTable(figure, reader.active)
      : figureChart(figure, reader, frame.selectedKeys(figure.dimensions), frame.stage.messages);
  }

  #readerOf(id: string): PointReader {
    let reader = this.#readers.get(id);
    if (reader === undefined) this.#readers.set(id, reader = new PointReader(this.#host, (point, act) => this.#act(id, point, act)));
    return reader;
  }
}
