import { html, nothing, type TemplateResult } from 'lit';
import type { KpiErrorInfo, LoadReport } from '../../model/issue.js';
import type { KpiResult } from '../../model/result.js';
import { errorBar } from './error-bar.js';
import { titleRow } from './head.js';
import type { Sheet } from './provenance-sheet.js';
import type { Key } from './selection.js';
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
  readonly report: LoadReport | null;
  readonly error: KpiErrorInfo | null;
  readonly isBusy: boolean;
  /** Dated marks that cannot be drawn. */
  readonly annotationFaults: readonly KpiErrorInfo[];
  /** How old the data is, where that matters. */
  readonly age: string | null;
  readonly isFiltered: boolean;
  readonly shownView: 'chart' | 'table';
  readonly sourceTag: string;
  readonly selectedKeys: (dimensions: readonly string[]) => readonly Key[];
  readonly onRetry: () => void;
  readonly onFile: (table: string, file: File) => void;
  readonly onToggleView: () => void;
  readonly onClear: (dimensions: readonly string[]) => void;
  readonly onSheet: () => void;
  /** The rows behind the leading figure, behind one of the results, behind what is chosen. */
  readonly onRows: () => void;
  readonly onResultRows: (index: number) => void;
  readonly onSelectedRows: (dimensions: readonly string[]) => void;
  /** The dialog of the rows, while the user looks at them. */
  readonly rows: HTMLElement | null;
  /** Where the number comes from, while the user looks at it. */
  readonly sheet: ((sheet: Sheet) => TemplateResult) | null;
  readonly onSheetClosed: () => void;
  readonly onCsv: () => void;
  readonly onCopy: () => void;
}

const withoutFigures = (frame: WidgetFrame): TemplateResult => {
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

/** The one frame around figures, or around whatever state stands in for them (`figures` null: there are none, or no room yet). */
export const widgetFrame = (frame: WidgetFrame, figures: TemplateResult | null): TemplateResult => {
  const { form, state, heading, stage, results, report, isBusy } = frame;
  return html`
    <article class="base is-${form} ${state.main} ${state.overlays.join(' ')} ${state.overlays.includes('stale') ? 'old' : ''}" part="base" dir=${stage.frame.dir}
      aria-labelledby="heading" aria-describedby="spoken" aria-busy=${isBusy ? 'true' : 'false'} lang=${stage.messages.language}>
      ${figures ?? html`${titleRow(heading, null, nothing)}${withoutFigures(frame)}`}
    </article>
    ${results === null || frame.sheet === null ? nothing : frame.sheet({ results, report, messages: stage.messages, dir: stage.frame.dir, onClosed: frame.onSheetClosed, onRows: frame.onResultRows })}
    ${frame.rows ?? nothing}`;
};
