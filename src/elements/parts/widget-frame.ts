import { html, nothing, type TemplateResult } from 'lit';
import { describeResult } from '../../charts/describe-result.js';
import { say } from '../../i18n/messages.js';
import type { KpiErrorInfo, LoadReport } from '../../model/issue.js';
import type { KpiResult } from '../../model/result.js';
import { errorBar } from './error-bar.js';
import { figureChart, figureTable, type Figure } from './figure.js';
import { footTemplate, type FootPiece } from './foot.js';
import { figuresTemplate, titleRow } from './head.js';
import { icon } from './icon.js';
import { notesOf } from './notes.js';
import type { Picture } from './picture.js';
import type { PointReader } from './point-reader.js';
import type { Sheet } from './provenance-sheet.js';
import { selectionBar, type Key } from './selection.js';
import type { Stage } from './stage.js';
import { emptyView, loadingView, notApplicableView, skeleton, suppressedView } from './state-view.js';
import { suppressedCode, type WidgetState } from './widget-state.js';

/** Everything the frame of a widget shows, and what its controls do. */
export interface WidgetFrame {
  readonly form: 'card' | 'chart';
  readonly state: WidgetState;
  readonly heading: string;
  readonly stage: Stage;
  readonly results: readonly KpiResult[] | null;
  /** null: there is no figure to show, or no room yet. */
  readonly picture: Picture | null;
  readonly report: LoadReport | null;
  readonly error: KpiErrorInfo | null;
  readonly isBusy: boolean;
  readonly isFiltered: boolean;
  readonly shownView: 'chart' | 'table';
  readonly sourceTag: string;
  readonly readerOf: (figure: Figure) => PointReader;
  readonly selectedKeys: (dimensions: readonly string[]) => readonly Key[];
  readonly onRetry: () => void;
  readonly onFile: (table: string, file: File) => void;
  readonly onToggleView: () => void;
  readonly onClear: (dimensions: readonly string[]) => void;
  readonly onSheet: () => void;
  /** Where the number comes from, while the user looks at it. */
  readonly sheet: ((sheet: Sheet) => TemplateResult) | null;
  readonly onSheetClosed: () => void;
  readonly onCsv: () => void;
  readonly onCopy: () => void;
}

const viewButton = ({ shownView, stage: { messages }, onToggleView }: WidgetFrame): TemplateResult => {
  const isTable = shownView === 'table';
  const label = say(messages, isTable ? 'control.showChart' : 'control.showTable');
  return html`<button class="icon-button" type="button" part="toggle" aria-label=${label} title=${label} aria-pressed=${isTable ? 'true' : 'false'}
    @click=${onToggleView}>${icon(isTable ? 'chart' : 'table')}</button>`;
};

const selectionOf = (frame: WidgetFrame, figures: readonly Figure[]): TemplateResult | typeof nothing => {
  const dimensions = figures.find((figure) => frame.selectedKeys(figure.dimensions).length > 0)?.dimensions;
  return dimensions === undefined ? nothing : selectionBar(frame.selectedKeys(dimensions), () => frame.onClear(dimensions), frame.stage.messages);
};

const body = (frame: WidgetFrame, { figures }: Picture): TemplateResult => html`
  <div class="body" part="axis">
    ${figures.map((figure) => (frame.shownView === 'table'
    ? figureTable(figure, frame.readerOf(figure).active)
    : figureChart(figure, frame.readerOf(figure), frame.selectedKeys(figure.dimensions), frame.stage.messages)))}
    ${selectionOf(frame, figures)}
  </div>`;

const footOfPicture = (frame: WidgetFrame, { foot }: Picture): readonly FootPiece[] => {
  const { messages } = frame.stage;
  const exports = [{ text: say(messages, 'control.copy'), action: frame.onCopy }, { text: say(messages, 'control.csv'), action: frame.onCsv }];
  return frame.shownView === 'table' ? [...exports, ...foot] : foot;
};

const shown = (frame: WidgetFrame, picture: Picture): TemplateResult => {
  const { form, stage, results, error, onRetry, onSheet } = frame;
  return html`
    ${titleRow(frame.heading, picture.head.badge, viewButton(frame))}
    ${figuresTemplate(picture.head, form)}
    ${body(frame, picture)}
    ${footTemplate(notesOf(results ?? [], picture.saidElsewhere ?? [], stage), footOfPicture(frame, picture), onSheet, stage.messages)}
    ${error === null ? nothing : errorBar(error, true, onRetry, stage.messages)}`;
};

const withoutPicture = (frame: WidgetFrame): TemplateResult => {
  const { state: { main }, form, heading, stage: { messages }, results, error, onRetry } = frame;
  const lead = results?.[0];
  const missing = results?.find(({ state }) => state === 'not-applicable' || state === 'empty') ?? lead;
  if (main === 'error' && error !== null) return errorBar(error, false, onRetry, messages);
  if (main === 'suppressed') {
    const least = lead?.caveats.find(({ code }) => code === suppressedCode)?.params['k'];
    return suppressedView(typeof least === 'number' ? least : 5, messages);
  }
  if (main === 'empty' && missing !== undefined) return emptyView(missing, frame.isFiltered, frame, messages);
  if (main === 'not-applicable' && missing !== undefined) return notApplicableView(missing, frame, messages);
  return loadingView(form, heading, messages);
};

/** What stands there until the first words have come: the final size, and nothing to read. */
export const wordlessFrame = (form: 'card' | 'chart', heading: string | null, dir: 'ltr' | 'rtl'): TemplateResult => html`
  <article class="base is-${form} loading" part="base" dir=${dir} aria-busy="true">
    ${titleRow(heading ?? '\u00a0', null, nothing)}${skeleton(form)}
  </article>`;

/** The one frame: name, figure, pictures, notes, and whatever state stands in for them. */
export const widgetFrame = (frame: WidgetFrame): TemplateResult => {
  const { form, state, heading, stage, results, picture, report, isBusy } = frame;
  return html`
    <article class="base is-${form} ${state.main} ${state.overlays.join(' ')} ${state.overlays.includes('stale') ? 'old' : ''}" part="base" dir=${stage.frame.dir}
      aria-labelledby="heading" aria-describedby="spoken" aria-busy=${isBusy ? 'true' : 'false'} lang=${stage.messages.language}>
      ${picture === null || results?.[0] === undefined ? nothing : html`<p class="visually-hidden" id="spoken">${picture.spoken ?? describeResult(results[0], stage.messages, { name: heading })}</p>`}
      ${picture === null ? html`${titleRow(heading, null, nothing)}${withoutPicture(frame)}` : shown(frame, picture)}
    </article>
    ${results === null || frame.sheet === null ? nothing : frame.sheet({ results, report, messages: stage.messages, dir: stage.frame.dir, onClosed: frame.onSheetClosed })}`;
};
